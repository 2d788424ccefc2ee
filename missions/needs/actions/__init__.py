"""What may happen to a need, each change with its history row: told, reviewed, kept alive, ended."""

from missions.needs.actions.consent import Refused as ConsentRefused
from missions.needs.actions.drafting import (
    LATER,
    OpinionToRead,
    Unfinished,
    assess,
    copy,
    maintain,
    remind_later,
    save_step,
    start_need,
    submit,
)
from missions.needs.actions.life import (
    confirm,
    expire,
    keep_alive,
    mark_filled,
    mark_in_talks,
    mark_selected,
    pause,
    resume,
    rewrite,
    unwatch,
    watch,
    withdraw,
)
from missions.needs.actions.review import NotPublishable, ask, publish

__all__ = [
    "LATER",
    "ConsentRefused",
    "NotPublishable",
    "OpinionToRead",
    "Unfinished",
    "ask",
    "assess",
    "confirm",
    "copy",
    "expire",
    "keep_alive",
    "maintain",
    "mark_filled",
    "mark_in_talks",
    "mark_selected",
    "pause",
    "publish",
    "remind_later",
    "resume",
    "rewrite",
    "save_step",
    "start_need",
    "submit",
    "unwatch",
    "watch",
    "withdraw",
]
