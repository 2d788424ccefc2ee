"""What is published or verified is complete: the database says so, the types of the models cannot."""

from typing import TypeVar

Value = TypeVar("Value")


def there(value: Value | None) -> Value:
    """The value, which a constraint of the database guarantees. Raises ValueError where it is missing."""
    if value is None:
        raise ValueError("Only what is verified or published is matched: something is missing here.")
    return value
