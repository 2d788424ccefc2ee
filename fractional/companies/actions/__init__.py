"""What may happen to a company and to those who act for it, each change with its history row."""

from fractional.companies.actions.company import (
    RANKED,
    VERIFIED,
    NotOneself,
    SirenTaken,
    create_company,
    refuse,
    update,
    verify,
)
from fractional.companies.actions.invitations import (
    accept_invitation,
    invite,
    lapse_invitation,
    remind_invitation,
    revoke_invitation,
)
from fractional.companies.actions.joining import (
    accept_join,
    ask_to_join,
    lapse_join,
    refuse_join,
    remind_join,
)
from fractional.companies.actions.members import change_role, end_membership, end_memberships

__all__ = [
    "RANKED",
    "VERIFIED",
    "NotOneself",
    "SirenTaken",
    "accept_invitation",
    "accept_join",
    "ask_to_join",
    "change_role",
    "create_company",
    "end_membership",
    "end_memberships",
    "invite",
    "lapse_invitation",
    "lapse_join",
    "refuse",
    "refuse_join",
    "remind_invitation",
    "remind_join",
    "revoke_invitation",
    "update",
    "verify",
]
