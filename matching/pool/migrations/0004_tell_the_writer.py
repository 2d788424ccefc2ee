"""A commit tells the writer of the pool's file whose cards it changed; many at once in few messages."""

from django.db import migrations

TELL = """
CREATE FUNCTION pool_tell() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('pool_card', string_agg(cto_id::text, ','))
    FROM (SELECT cto_id, row_number() OVER () / 400 AS message FROM changed) AS numbered
    GROUP BY message;
    RETURN NULL;
END $$;
"""
TRIGGER = """
CREATE TRIGGER pool_tell_{event} AFTER {event} ON pool_card
    REFERENCING {table} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION pool_tell();
"""
EVENTS = {"insert": "NEW", "update": "NEW", "delete": "OLD"}


class Migration(migrations.Migration):
    dependencies = [("pool", "0003_packed")]
    operations = [
        migrations.RunSQL(
            TELL + "".join(TRIGGER.format(event=event, table=table) for event, table in EVENTS.items()),
            "".join(f"DROP TRIGGER pool_tell_{event} ON pool_card;" for event in EVENTS)
            + "DROP FUNCTION pool_tell();",
        )
    ]
