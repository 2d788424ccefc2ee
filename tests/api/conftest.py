from typing import Any

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def nobody_has_asked_yet(db: Any) -> None:
    cache.clear()
