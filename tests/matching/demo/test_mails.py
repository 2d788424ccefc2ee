"""What the demo's viewer lists: mails by what they say, never by a code."""

import pytest

from fractional.outbox.models import Row
from matching.demo import mails
from tests.matching.proposals.stage import show, stage

pytestmark = pytest.mark.django_db


def test_planned_mails_are_called_by_their_subject():
    show(stage())
    planned = mails.planned(Row.objects.mails().order_by("pk"))
    assert {mail.subject.replace("\xa0", " ") for mail in planned} == {
        "Votre sélection est prête : 3 profils pour vos mardis et jeudis"
    }
    assert all(mail.to.endswith("example") for mail in planned)
