"""Events as every calendar reads them."""

from datetime import datetime

from fractional import clock, ics

MOMENT = datetime(2027, 1, 12, 10, tzinfo=clock.PARIS)
USUAL = {
    "uid": "1@fractional",
    "starts": MOMENT,
    "ends": MOMENT.replace(hour=11),
    "summary": "Rencontre : livrer plus souvent, mieux; et « sans casser »",
    "organizer": "Fractional <bonjour@fractional.example>",
}


def read(text: str) -> dict[str, str]:
    unfolded = text.replace("\r\n ", "")
    return dict(line.partition(":")[::2] for line in unfolded.split("\r\n") if line)


def test_moments_are_written_in_universal_time():
    event = read(ics.event(**USUAL))
    assert (event["DTSTART"], event["DTEND"]) == ("20270112T090000Z", "20270112T100000Z")
    assert event["ORGANIZER"] == "mailto:bonjour@fractional.example"


def test_signs_of_the_format_are_kept_as_text():
    event = read(ics.event(**USUAL, description="Une ligne\nune autre"))
    assert event["SUMMARY"] == "Rencontre : livrer plus souvent\\, mieux\\; et « sans casser »"
    assert event["DESCRIPTION"] == "Une ligne\\nune autre"


def test_no_line_is_longer_than_the_format_takes_and_no_letter_is_cut():
    text = ics.event(**USUAL | {"summary": "é" * 300})
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert read(text)["SUMMARY"] == "é" * 300


def test_a_cancelled_event_takes_off_the_one_of_the_same_name():
    first, then = read(ics.event(**USUAL)), read(ics.event(**USUAL, cancelled=True))
    assert first["UID"] == then["UID"]
    assert (first["METHOD"], first["SEQUENCE"], first["STATUS"]) == ("PUBLISH", "0", "CONFIRMED")
    assert (then["METHOD"], then["SEQUENCE"], then["STATUS"]) == ("CANCEL", "1", "CANCELLED")


def test_what_a_mail_holds_is_read_as_it_was_written():
    held = USUAL | {"starts": MOMENT.isoformat(), "ends": MOMENT.replace(hour=11).isoformat()}
    assert read(ics.read(held))["DTSTART"] == "20270112T090000Z"
