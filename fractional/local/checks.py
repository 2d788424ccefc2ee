"""The checks that need Django and a database, in one process: `python -m fractional.local.checks`.

Settings are those of production: what `check --deploy` judges is what is deployed.
"""

from __future__ import annotations

import logging
import os
import secrets
import sys

# Their SQL constrains a table that it has just made; the linter takes it for one in use.
_ON_A_NEW_TABLE = ["0002_cache_entry"]


def main() -> int:
    for name in ("DEBUG", "DEMO"):
        os.environ.pop(name, None)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "fractional.settings",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "fractional.example",
    }

    import django
    from django.core.management import call_command

    django.setup()
    call_command("check", "--deploy", "--fail-level", "WARNING")
    call_command("makemigrations", "--check", "--dry-run")
    return _lint_migrations()


def _lint_migrations() -> int:
    """Refuses migrations that break the version running beside them during a deployment."""
    from django_migration_linter import MigrationLinter

    logging.getLogger("django_migration_linter").setLevel(logging.WARNING)
    linter = MigrationLinter(
        ignore_name=_ON_A_NEW_TABLE,
        include_apps=_own_apps(),
        ignore_initial_migrations=True,
        no_cache=True,
        quiet=["ok", "ignore"],
    )
    linter.lint_all_migrations()
    return 1 if linter.has_errors else 0


def _own_apps() -> list[str]:
    from django.apps import apps

    return [
        app.label
        for app in apps.get_app_configs()
        if app.name.startswith(("fractional", "missions", "matching"))
    ]


if __name__ == "__main__":
    sys.exit(main())
