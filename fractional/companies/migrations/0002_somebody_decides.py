"""The database itself refuses a company with members and nobody who decides.

Looked at when the transaction ends: within it one owner may go before another is named.
"""

from django.db import migrations

DEMAND = """
CREATE FUNCTION companies_somebody_decides() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    company bigint := COALESCE(NEW.company_id, OLD.company_id);
BEGIN
    IF EXISTS (SELECT 1 FROM companies_member WHERE company_id = company AND left_on IS NULL)
       AND NOT EXISTS (
           SELECT 1 FROM companies_member WHERE company_id = company AND left_on IS NULL AND role = 'owner'
       )
    THEN
        RAISE EXCEPTION 'Company % has members and no owner', company
            USING ERRCODE = 'check_violation', CONSTRAINT = 'company_has_an_owner';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER company_has_an_owner
    AFTER INSERT OR UPDATE OR DELETE ON companies_member
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION companies_somebody_decides();
"""
LEAVE = """
DROP TRIGGER company_has_an_owner ON companies_member;
DROP FUNCTION companies_somebody_decides();
"""


class Migration(migrations.Migration):
    dependencies = [("companies", "0001_initial")]

    operations = [migrations.RunSQL(DEMAND, LEAVE)]
