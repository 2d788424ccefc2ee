"""Every state change and decision, one row each, never changed; free text apart, where it can be erased."""

from django.db import models

from fractional import clock


class EventQuerySet(models.QuerySet["Event"]):
    def of(self, thing: str, thing_id: int) -> "EventQuerySet":
        """The life of one thing, oldest first."""
        return self.filter(thing=thing, thing_id=thing_id).order_by("id")

    def by_person(self, user_id: int) -> "EventQuerySet":
        """What this person did, or had done for them."""
        return self.filter(models.Q(by_id=user_id) | models.Q(on_behalf_of_id=user_id)).order_by("id")


class Event(models.Model):
    """One change. A trigger refuses UPDATE and DELETE.

    Things and people are plain integers, not foreign keys: this app lies below theirs, and a row outlives what
    it speaks of; an erased person's number stays and leads to nobody.
    """

    at = models.DateTimeField(default=clock.now, editable=False)
    thing = models.CharField(max_length=40)  # "need", "proposal", …
    thing_id = models.BigIntegerField()
    event = models.CharField(max_length=60)
    from_state = models.CharField(max_length=20, blank=True)
    to_state = models.CharField(max_length=20, blank=True)
    by_id = models.BigIntegerField(null=True)  # null: the system, at the end of a turn for example
    on_behalf_of_id = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=60, blank=True)  # a code
    facts = models.JSONField(default=dict)  # ids, numbers and codes
    request_id = models.CharField(max_length=16, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["thing", "thing_id", "id"], name="history_of_thing"),
            models.Index(fields=["by_id"], name="history_by"),
            models.Index(
                fields=["on_behalf_of_id"],
                condition=models.Q(on_behalf_of_id__isnull=False),
                name="history_on_behalf_of",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.thing} {self.thing_id}: {self.event}"


class Note(models.Model):
    """What somebody wrote about a change, in free text: may name people, so it can be deleted."""

    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="note")
    text = models.TextField()

    def __str__(self) -> str:
        return f"note on {self.event_id}"
