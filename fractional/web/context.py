"""What every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

SITE_NAME = "Fractional"
THEMES = ("light", "dark")


def site(request: HttpRequest) -> dict[str, Any]:
    """`site_name`, `demo`, and `theme`: light, dark, or "" for whatever the reader's system says."""
    theme = request.COOKIES.get("theme", "")
    return {
        "site_name": SITE_NAME,
        "demo": settings.DEMO,
        "theme": theme if theme in THEMES else "",
    }
