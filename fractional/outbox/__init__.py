"""Mails and background jobs owed to the outside. Post through `actions`; handlers register through `job`."""

from fractional.outbox.registry import job

__all__ = ["job"]
