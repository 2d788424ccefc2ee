"""What both sides read of a match: sentences, each with its source."""

from rest_framework import serializers

from matching.proposals.models import Question


class EvidenceAnswer(serializers.Serializer):
    code = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field, not DRF's own label
    text = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment]  # a field, not DRF's own source
    to_confirm = serializers.BooleanField()


class ToldAnswer(serializers.Serializer):
    strengths = serializers.ListField(child=serializers.CharField())
    reserves = serializers.ListField(child=serializers.CharField())
    evidence = EvidenceAnswer(many=True)


class CounterTerms(serializers.Serializer):
    """The CTO's own terms, while the company answers them."""

    rate_eur = serializers.IntegerField(source="rate", allow_null=True, help_text="Per day, excluding VAT.")
    half_days = serializers.ListField(child=serializers.IntegerField())
    starts_on = serializers.DateField()


class ContactAnswer(serializers.Serializer):
    name = serializers.CharField()
    email = serializers.CharField()
    phone = serializers.CharField()


class QuestionAnswer(serializers.Serializer):
    """A question of a CTO, without any contact in it."""

    id = serializers.UUIDField(source="public_id")
    text = serializers.CharField()
    asked_at = serializers.DateTimeField()
    due_on = serializers.DateField(help_text="The last day of the company's answer.")
    answer = serializers.CharField(help_text="Empty while there is none.")
    answered_at = serializers.DateTimeField(allow_null=True)
    waits = serializers.SerializerMethodField()

    def get_waits(self, question: Question) -> bool:
        return question.waits
