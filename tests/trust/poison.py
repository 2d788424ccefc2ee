"""What nobody means to send: the corpus of the trust document, sections 3 and 5."""

MARK = "zqx"
"""Found unescaped in a page, it was written into it as HTML."""
REFLECTED = (
    f"<{MARK}",
    f"<img src={MARK}",
    f"<b hx-get={MARK}",
    f'href="javascript:{MARK}',
    f"href='javascript:{MARK}",
)

TEXTS = {
    "NUL": "a\0b",
    "a lone surrogate": "a\ud800b",
    "an override of direction": "a\u202eb",
    "nothing but zero width": "\u200b\u200b\u2060",
    "spaces alone": " \u00a0\u2003 ",
    "100 kB": "a" * 100_000,
    "a tag": f'"><{MARK} onmouseover=alert(1)>',
    "an image": f"<img src={MARK} onerror=alert(1)>",
    "an htmx attribute": f'<b hx-get={MARK} hx-trigger="load">x</b>',
    "a template": "{{ settings.SECRET_KEY }}{% debug %}",
    "a script address": f"javascript:{MARK}",
    "an address of the machine's own": "http://169.254.169.254/latest/meta-data/",
    "another site": "//evil.example/",
    "a backslash address": "/\\evil.example",
    "a formula": "=cmd|' /C calc'!A0",
    "a broken header": "x@y.example\r\nBcc: evil@evil.example",
    "a regular expression": "(((a+)+)+$",
    "SQL": "1'; DROP TABLE accounts_user; --",
    "an ordering": "-user__password",
    "percent signs": "%s%(x)s%n{0}",
    "an emoji of four people": "👨‍👩‍👧‍👦",
    "letters under letters": "e" + "\u0301" * 300,
    "a path": "../../../../etc/passwd",
    "nothing": "",
}
NUMBERS = {
    "minus one": "-1",
    "zero": "0",
    "2 to the 31": str(2**31),
    "2 to the 63": str(2**63),
    "5 000 digits": "9" * 5_000,
    "1e400": "1e400",
    "1e999999999": "1e999999999",
    "NaN": "NaN",
    "infinity": "Infinity",
    "Arabic digits": "٣٤٥",
    "a tenth": "0.1",
    "99.9": "99.9",
    "a rate of a thousand million": "1000000000",
    "hexadecimal": "0x41",
    "underscores": "1_000",
    "superscripts": "²³",
    "a boolean": "true",
}
DAYS = {
    "the year 1": "0001-01-01",
    "the year 9999": "9999-12-31",
    "no day at all": "0000-00-00",
    "the 30th of February": "2027-02-30",
    "a day in the past": "1987-06-05",
    "an hour that is none": "25:61",
    "an hour that the night takes": "2027-03-28T02:30",
    "a year of six digits": "123456-01-01",
}
IDS = {
    "an id that is none": "abc",
    "30 digits": "9" * 30,
    "somebody else's": "00000000-0000-4000-8000-000000000000",
    "a dictionary": '{"a": 1}',
    "a list": "[1,2]",
}
ALL = TEXTS | NUMBERS | DAYS | IDS
MARKUP = {what: value for what, value in TEXTS.items() if MARK in value}


def holds_mark(page: str) -> bool:
    return any(mark in page for mark in REFLECTED)
