"""Three proposals in a row left without an answer: « on fait une pause ? », once, and nothing by itself."""

from fractional.ctos.models import Cto
from matching.proposals import emails
from matching.proposals.models import Proposal

IN_A_ROW = 3


def note_silence(cto: Cto) -> None:
    """After a proposal has expired: a mail when it is the third in a row, none after the fourth."""
    State = Proposal.State  # noqa: N806  the class of the model
    undecided = (State.SENT, State.SEEN, State.COUNTERED, State.WITHDRAWN)
    answered = Proposal.objects.filter(cto=cto).reached_the_cto().exclude(state__in=undecided)
    latest = list(answered.order_by("-sent_at", "-pk").values_list("state", "pk")[: IN_A_ROW + 1])
    silent = [state == State.EXPIRED for state, _pk in latest]
    if silent[:IN_A_ROW] == [True] * IN_A_ROW and not any(silent[IN_A_ROW:]):
        emails.shall_we_pause(cto, latest[0][1])
