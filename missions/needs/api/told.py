"""What is answered of a need."""

from rest_framework import serializers

from missions.needs import steps
from missions.needs.models import Need, Verdict
from missions.needs.progress import expires_on

STEPS = {"problem": "probleme", "team": "equipe", "place": "place", "rhythm": "rythme", "budget": "budget"}
"""The last part of a step's address, and the step of the pages that it is."""


class NeedLine(serializers.Serializer):
    id = serializers.UUIDField(source="public_id")
    company = serializers.UUIDField(source="company.public_id")
    title = serializers.CharField()
    state = serializers.ChoiceField(choices=Need.State.values)
    kind = serializers.CharField(help_text="Empty while it is not told.")
    created_at = serializers.DateTimeField()
    published_at = serializers.DateTimeField(allow_null=True)
    promised_on = serializers.DateField(allow_null=True, help_text="By when a selection is promised.")


class GoalAnswer(serializers.Serializer):
    code = serializers.CharField()
    result = serializers.CharField()
    metric = serializers.CharField()
    baseline = serializers.CharField()


class NeedAnswer(NeedLine):
    goals = GoalAnswer(many=True)
    half_days = serializers.IntegerField(allow_null=True, help_text="Per week.")
    start_first_on = serializers.DateField(allow_null=True)
    start_last_on = serializers.DateField(allow_null=True)
    months = serializers.IntegerField(allow_null=True)
    ceiling_eur = serializers.IntegerField(allow_null=True, help_text="Per day, excluding VAT.")
    pro_bono = serializers.BooleanField()
    confidential = serializers.BooleanField()
    paused_until = serializers.DateField(allow_null=True)
    asked_for = serializers.CharField(help_text="What the team asks before it publishes.")
    watched = serializers.SerializerMethodField(help_text="Whether you are written to the day somebody fits.")
    copied_from = serializers.UUIDField(source="copied_from.public_id", default=None, allow_null=True)
    unfinished = serializers.SerializerMethodField(help_text="Steps that still ask something.")
    expires_on = serializers.SerializerMethodField(help_text="Unless somebody says that it still stands.")
    is_editable = serializers.BooleanField()

    def get_unfinished(self, need: Need) -> list[str]:
        names = {slug: name for name, slug in STEPS.items()}
        return [names[step.slug] for step in steps.unfinished(need)]

    def get_watched(self, need: Need) -> bool:
        return need.watched_at is not None

    def get_expires_on(self, need: Need) -> str | None:
        day = expires_on(need)
        return day.isoformat() if day else None


class OpinionAnswer(serializers.Serializer):
    kind = serializers.ChoiceField(choices=Verdict.Kind.values)
    agrees = serializers.BooleanField()
    reasons = serializers.SerializerMethodField(help_text="What we read in the answers, quoted.")
    rules_version = serializers.IntegerField()
    maintained_at = serializers.DateTimeField(allow_null=True)
    maintained_why = serializers.CharField(help_text="Your words; empty while you have not kept it.")

    def get_reasons(self, verdict: Verdict) -> list[str]:
        return [reason["quote"] for reason in verdict.reasons]
