import pytest
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from fractional.accounts.access import Forbidden, curator_required, found
from fractional.accounts.models import User


def test_what_is_asked_for_is_found_among_what_one_may_see(mael: User):
    assert found(User.objects.all(), public_id=mael.public_id) == mael


@pytest.mark.parametrize(
    "lookup",
    [
        {"public_id": "ceci n’est pas un id"},
        {"pk": "abc"},
        {"pk": 10**30},
        {"pk": None},
        {"email": "inconnu@example.org"},
    ],
)
def test_what_is_not_there_or_is_no_id_does_not_exist(mael: User, lookup: dict):
    with pytest.raises(Http404):
        found(User.objects.all(), **lookup)


def test_a_strangers_thing_does_not_exist(mael: User):
    with pytest.raises(Http404):
        found(User.objects.exclude(pk=mael.pk), public_id=mael.public_id)


def test_the_pages_of_the_team_are_for_the_team(mael: User, claire: User):
    request = RequestFactory().get("/equipe/")
    view = curator_required(lambda request: HttpResponse("ok"))
    request.user = claire
    assert view(request).content == b"ok"
    request.user = mael
    with pytest.raises(Forbidden):
        view(request)
