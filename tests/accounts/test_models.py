import pytest
from django.db import IntegrityError, transaction

from fractional import clock
from fractional.accounts.models import User


def refused_by(constraint: str):
    return pytest.raises(IntegrityError, match=constraint)


@pytest.mark.django_db
def test_an_address_is_kept_in_lower_case_and_is_one_persons():
    assert User.objects.create_user("Solène@Example.ORG").email == "solène@example.org"
    with refused_by("user_email_unique"), transaction.atomic():
        User.objects.create_user("SOLÈNE@example.org")
    with refused_by("user_email_lower_case"):
        User(email="Mael@example.org").save()


def test_an_address_finds_its_person_whatever_its_case(mael: User):
    assert User.objects.with_email("MAEL@example.org").get() == mael
    assert User.objects.get_by_natural_key("Mael@Example.org") == mael


def test_nobody_has_a_password(mael: User):
    assert not mael.has_usable_password()
    assert not User.objects.create_superuser(
        "root@example.org", password="given all the same"
    ).has_usable_password()


def test_a_person_without_a_name_is_not_shown_by_their_address():
    user = User(email="quelquun@example.org")
    assert str(user) == str(user.public_id)


def test_a_state_has_its_date(mael: User):
    mael.state = User.State.SUSPENDED
    with refused_by("user_state_has_its_dates"), transaction.atomic():
        mael.save()
    mael.suspended_at = clock.now()
    mael.save()
    assert not mael.is_active
    assert mael not in User.objects.active()


@pytest.mark.parametrize(
    "left",
    [{"first_name": "Maël"}, {"phone": "0600000000"}, {"is_superuser": True}, {"email": "mael@example.org"}],
)
def test_an_erased_person_keeps_nothing_personal(mael: User, left: dict):
    nothing = {"first_name": "", "last_name": "", "phone": "", "email": f"{mael.public_id}@efface.invalid"}
    erased = {"state": "erased", "erased_at": clock.now()}
    with refused_by("user_erased_keeps_nothing_personal"), transaction.atomic():
        User.objects.filter(pk=mael.pk).update(**erased | nothing | left)
    assert User.objects.filter(pk=mael.pk).update(**erased | nothing) == 1


def test_an_unknown_language_is_refused(mael: User):
    mael.language = "de"
    with refused_by("user_language_known"):
        mael.save()
