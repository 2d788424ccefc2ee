"""A CTO: the roles held, what others say of them, the rules nobody else may break."""

from fractional.ctos.models.cto import STALE_AFTER, Cto, CtoQuerySet, Function, RefusedCompany
from fractional.ctos.models.posts import Post, as_read
from fractional.ctos.models.proofs import CuratorNote, Reference

__all__ = [
    "STALE_AFTER",
    "Cto",
    "CtoQuerySet",
    "CuratorNote",
    "Function",
    "Post",
    "Reference",
    "RefusedCompany",
    "as_read",
]
