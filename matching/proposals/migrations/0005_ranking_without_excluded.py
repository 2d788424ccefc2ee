from django.db import migrations

FILL = "ALTER TABLE proposals_ranking ALTER COLUMN excluded SET DEFAULT '{}'"
UNFILL = "ALTER TABLE proposals_ranking ALTER COLUMN excluded DROP DEFAULT"


class Migration(migrations.Migration):
    """How many each rule excludes is counted when a board is opened: nobody reads what was stored.

    The version running beside still writes it, so the column itself goes with a later release.
    """

    dependencies = [("proposals", "0004_other_terms_by_telephone")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField(model_name="ranking", name="excluded")],
            database_operations=[migrations.RunSQL(FILL, UNFILL)],
        )
    ]
