"""The arithmetic of the HTTP Observatory (mdn-http-observatory, src/grader/charts.js) for what this site sends."""

from collections.abc import Mapping
from http.cookies import Morsel

BASE = 100
BONUSES_COUNT_FROM = 90
GRADES = {100: "A+", 90: "A", 80: "B", 70: "C", 50: "D", 0: "F"}


def score(headers: Mapping[str, str], cookies: list["Morsel[str]"], *, redirects_to_https: bool) -> int:
    """Points of one HTTPS answer."""
    policy = {
        words[0]: words[1:]
        for words in map(str.split, headers.get("Content-Security-Policy", "").split(";"))
        if words
    }
    loss = sum(
        (
            20 * (_max_age(headers.get("Strict-Transport-Security", "")) < 15_768_000),
            20 * (not redirects_to_https),
            25 * (not policy),
            20 * any("'unsafe-" in word for words in policy.values() for word in words),
            40 * any(not cookie["secure"] for cookie in cookies if "session" in cookie.key),
            20 * (headers.get("X-Frame-Options") != "DENY" and policy.get("frame-ancestors") != ["'none'"]),
            5 * (headers.get("X-Content-Type-Options") != "nosniff"),
        )
    )
    points = BASE - loss
    if points < BONUSES_COUNT_FROM:
        return points
    return points + sum(
        (
            10 * (policy.get("default-src") == ["'none'"]),
            10 * (headers.get("Cross-Origin-Opener-Policy") == "same-origin"),
            10 * (headers.get("Cross-Origin-Resource-Policy") == "same-origin"),
            5 * (policy.get("frame-ancestors") == ["'none'"]),
            5 * (headers.get("Referrer-Policy") in {"same-origin", "no-referrer", "strict-origin"}),
            5 * (bool(cookies) and all(cookie["samesite"] in {"Lax", "Strict"} for cookie in cookies)),
        )
    )


def grade(points: int) -> str:
    return next(letter for least, letter in GRADES.items() if points >= least)


def _max_age(header: str) -> int:
    parts = dict(part.strip().partition("=")[::2] for part in header.split(";"))
    return int(parts.get("max-age", 0))
