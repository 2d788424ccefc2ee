"""What a curator decided stays as it was decided: UPDATE and DELETE of a decision are refused (R11, R12, R46)."""

from django.db import migrations

REFUSE = """
CREATE TRIGGER decision_append_only BEFORE UPDATE OR DELETE ON proposals_decision
    FOR EACH ROW EXECUTE FUNCTION history_refuse_change();
"""
ALLOW = "DROP TRIGGER decision_append_only ON proposals_decision;"


class Migration(migrations.Migration):
    dependencies = [("proposals", "0001_initial"), ("history", "0002_append_only")]

    operations = [migrations.RunSQL(REFUSE, ALLOW)]
