"""Makes the demo's database ready, in one process: `python -m fractional.local.prepare`."""

from __future__ import annotations

import os


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fractional.settings")

    import django
    from django.contrib.auth import get_user_model
    from django.core.management import call_command

    from fractional import clock

    django.setup()
    call_command("migrate", "--no-input", verbosity=1)
    clock.resume()  # the demo's time stood still while it was stopped
    if not get_user_model().objects.exists():
        call_command("seed_demo")


if __name__ == "__main__":
    main()
