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
    end_silence,
    expire,
    keep_alive,
    mark_filled,
    mark_in_talks,
    mark_selected,
    move_promise,
    pause,
    resume,
    take_up_again,
    withdraw,
)
from missions.needs.actions.review import NotPublishable, ask, publish
from missions.needs.actions.rewording import accept_rewording, refuse_rewording, suggest
from missions.needs.actions.settling import settle_refusal
from missions.needs.actions.watch import unwatch, watch

__all__ = [
    "LATER",
    "ConsentRefused",
    "NotPublishable",
    "OpinionToRead",
    "Unfinished",
    "accept_rewording",
    "ask",
    "assess",
    "confirm",
    "copy",
    "end_silence",
    "expire",
    "keep_alive",
    "maintain",
    "mark_filled",
    "mark_in_talks",
    "mark_selected",
    "move_promise",
    "pause",
    "publish",
    "refuse_rewording",
    "remind_later",
    "resume",
    "save_step",
    "settle_refusal",
    "start_need",
    "submit",
    "suggest",
    "take_up_again",
    "unwatch",
    "watch",
    "withdraw",
]
