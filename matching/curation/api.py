"""The ranking of a need, for the Fractional team."""

from uuid import UUID

from rest_framework import serializers
from rest_framework.response import Response

from fractional import bounds
from fractional.api.endpoints import Endpoint, TokenRequest
from fractional.api.models import Token
from fractional.api.paging import bad_cursor, link
from matching.curation import access
from matching.proposals import words
from matching.proposals.board import Row
from matching.proposals.board import board as board_of


class MatchLine(serializers.Serializer):
    place = serializers.IntegerField()
    cto = serializers.UUIDField(source="cto.public_id")
    name = serializers.CharField(source="cto.user.full_name")
    company_total = serializers.SerializerMethodField(help_text="Out of 100, with what was adjusted.")
    cto_total = serializers.IntegerField(source="cto_score", help_text="Out of 100.")
    half_days = serializers.ListField(child=serializers.IntegerField())
    first_start_on = serializers.DateField()
    rate_eur = serializers.IntegerField(source="proposal_rate", allow_null=True)
    chance_is_low = serializers.BooleanField()
    exposures = serializers.IntegerField(help_text="Selections of the last 30 days.")
    strengths = serializers.SerializerMethodField()
    reserves = serializers.SerializerMethodField()

    def get_company_total(self, row: Row) -> int:
        return int(row.company_side["shown_total"])

    def get_strengths(self, row: Row) -> list[str]:
        return words.company(row.company_side).strengths

    def get_reserves(self, row: Row) -> list[str]:
        return words.company(row.company_side).reserves


class MatchesAnswer(serializers.Serializer):
    pool_size = serializers.IntegerField()
    eligible = serializers.IntegerField()
    excluded = serializers.DictField(
        child=serializers.IntegerField(), help_text="By rule, how many break it."
    )
    results = MatchLine(many=True)
    next = serializers.URLField(allow_null=True)


class Matches(Endpoint):
    """Everybody who fits a published need, best first, as it stands now."""

    reads = Token.Scope.CURATION_READ
    answer = MatchesAnswer
    cursors = True

    def get(self, request: TokenRequest, need: UUID) -> Response:
        found = access.published_need(need)
        page = _page(request)
        board = board_of(found, page)
        if board.page != page:
            raise bad_cursor()
        said = vars(board) | {
            "results": board.rows,
            "next": link(request, str(page + 1)) if page < board.pages else None,
        }
        return Response(MatchesAnswer(said).data)


def _page(request: TokenRequest) -> int:
    """The order is made anew at each reading: its cursor is a place. Raises BadCursor."""
    page = bounds.whole_number(request, "cursor", default=0, at_least=1, at_most=bounds.query.LAST_PAGE)
    if page == 0 and "cursor" in request.query_params:
        raise bad_cursor()
    return page or 1
