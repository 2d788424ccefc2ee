"""What is answered of a file."""

from datetime import date

from rest_framework import serializers

from fractional.ctos.models import Cto, Post
from fractional.ctos.steps import lacks


class PostAnswer(serializers.Serializer):
    id = serializers.UUIDField(source="public_id")
    title = serializers.ChoiceField(choices=Post.Title.values)
    full_time = serializers.BooleanField()
    company_name = serializers.CharField(help_text="Read by you and the Fractional team alone.")
    company_description = serializers.CharField()
    sector = serializers.CharField()
    stage = serializers.CharField()
    headcount = serializers.IntegerField()
    team_led = serializers.IntegerField()
    started_on = serializers.DateField()
    ended_on = serializers.DateField(allow_null=True)
    kinds = serializers.ListField(child=serializers.CharField())
    problems = serializers.ListField(child=serializers.CharField())
    goals = serializers.ListField(child=serializers.CharField())
    tags = serializers.ListField(child=serializers.CharField())
    product = serializers.BooleanField()
    result = serializers.CharField()
    first_days = serializers.CharField()
    proof = serializers.ChoiceField(choices=Post.Proof.values)
    proof_seen_on = serializers.DateField(
        allow_null=True, help_text="When the team was shown a document, which it did not keep."
    )


class ProfileAnswer(serializers.Serializer):
    id = serializers.UUIDField(source="public_id")
    state = serializers.ChoiceField(choices=Cto.State.values)
    headline = serializers.CharField()
    availability_confirmed_on = serializers.DateField(allow_null=True)
    weekly_cap = serializers.IntegerField(help_text="Proposals a week at most.")
    rate_undecided = serializers.SerializerMethodField(
        help_text="The file may be sent without a rate; nobody is verified before it is set."
    )
    asked_for = serializers.CharField(help_text="What the team asks you for, if anything.")
    asked_until = serializers.SerializerMethodField(
        help_text="The last day to answer it; then the file closes."
    )
    references_confirmed = serializers.SerializerMethodField()
    paused_until = serializers.DateField(allow_null=True)
    lacks = serializers.SerializerMethodField(help_text="What the file still needs before it can be sent.")
    posts = PostAnswer(many=True)

    def get_rate_undecided(self, cto: Cto) -> bool:
        return cto.rate_undecided_at is not None

    def get_asked_until(self, cto: Cto) -> date | None:
        return cto.asked_until if cto.state == Cto.State.ASKED else None

    def get_references_confirmed(self, cto: Cto) -> int:
        return cto.references.confirmed().count()

    def get_lacks(self, cto: Cto) -> list[str]:
        return [str(lack.text) for lack in lacks(cto)]
