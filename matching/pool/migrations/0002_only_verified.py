"""The database itself refuses a card of a CTO who is not verified.

The pair (cto_id, cto_state) must be a CTO as they stand, and the card's own check says « verified ». Looked at when
the transaction ends: within it a CTO may first be paused, and the card be dropped after.
"""

from django.db import migrations

BIND = """
ALTER TABLE pool_card ADD CONSTRAINT card_cto_is_verified
    FOREIGN KEY (cto_id, cto_state) REFERENCES ctos_cto (id, state) DEFERRABLE INITIALLY DEFERRED;
"""
FREE = "ALTER TABLE pool_card DROP CONSTRAINT card_cto_is_verified;"


class Migration(migrations.Migration):
    dependencies = [("pool", "0001_initial")]

    operations = [migrations.RunSQL(BIND, FREE)]
