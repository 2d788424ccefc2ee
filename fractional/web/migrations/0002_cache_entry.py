"""The table of Django's database cache, as `createcachetable` makes it, so that `migrate` alone is enough; and
`unaccent`, with which names are sorted and searched."""

from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations

CREATE = """
CREATE TABLE cache_entry (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX cache_entry_expires ON cache_entry (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("web", "0001_initial")]

    operations = [UnaccentExtension(), migrations.RunSQL(CREATE, "DROP TABLE cache_entry;")]
