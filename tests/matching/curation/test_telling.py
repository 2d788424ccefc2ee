"""Whatever history holds is told in words: no curator reads a code."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import override

from fractional.history.models import Event
from fractional.local.catalogue import ROOT, modules
from fractional.outbox import registry
from fractional.ui.templatetags.taxonomy import reason_label
from matching.curation import telling

WRITES = {"record", "move", "end", "end_all", "withdraw", "_give_back"}
"""What writes history, by name; helpers with an `event` of their own are found below."""


def sources() -> list[ast.Module]:
    layers = ("fractional", "missions", "matching")
    return [ast.parse(path.read_text()) for path in modules() if _layer(path) in layers]


def _layer(path: Path) -> str:
    return path.relative_to(ROOT).parts[0]


def events() -> set[str]:
    """Every text that may become the event of a history row."""
    return {text for tree in sources() for text in _events_of(tree)}


def _events_of(tree: ast.Module) -> Iterator[str]:
    places = {
        function.name: [argument.arg for argument in function.args.args].index("event")
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef) and "event" in [a.arg for a in function.args.args]
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from (text for key in node.keywords if key.arg == "event" for text in _texts(key.value))
            if isinstance(node.func, ast.Name) and node.func.id in places:
                yield from (text for value in node.args[places[node.func.id] :][:1] for text in _texts(value))
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.IfExp):
            yield from _texts(node.value) if getattr(node.targets[0], "id", "") == "event" else ()


def _texts(value: ast.expr) -> Iterator[str]:
    return (
        node.value
        for node in ast.walk(value)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value
    )


def states() -> list[tuple[str, str]]:
    return [(thing, state) for thing, all_of_it in telling.STATES.items() for state in all_of_it.values]


def test_the_sources_are_read():
    assert {
        "reminder_asked",
        "dropped",
        "assessed",
        "half_days_held",
        "post_added",
        "curator_added",
    } <= events()


def test_every_event_has_its_words():
    known = set(telling.EVENTS) | {state for _thing, state in states()}
    assert events() <= known


@pytest.mark.parametrize(("thing", "state"), states())
def test_every_move_is_told_by_the_state_it_led_to(thing: str, state: str):
    said = telling.what(Event(thing=thing, event=state, to_state=state))
    assert said == str(telling.STATES[thing](state).label)


def test_a_move_with_an_event_of_its_own_is_told_by_it():
    with override("fr"):
        given_back = Event(thing="selection", event="given_back", from_state="leaving", to_state="draft")
        assert telling.what(given_back) == "n’est pas partie, revenue en préparation"
        again = Event(thing="need", event="assessed")
        assert telling.what(again) == "notre avis est rendu de nouveau"


def test_every_reason_that_the_system_gives_has_its_words():
    reasons = {
        text
        for tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in WRITES
        for key in node.keywords
        if key.arg == "reason"
        for text in _texts(key.value)
    }
    assert "no_longer_fits" in reasons
    assert [reason for reason in reasons - {"no_answer"} if reason_label(reason) == reason] == []


def test_every_job_has_its_words():
    registry.load()
    assert set(registry._handlers) <= set(telling.JOBS)
