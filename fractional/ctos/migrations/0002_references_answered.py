import uuid

import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ctos", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="reference",
            name="reference_one_per_person",
        ),
        migrations.RemoveField(
            model_name="reference",
            name="token",
        ),
        migrations.AddField(
            model_name="post",
            name="proof_seen_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="post",
            name="proof_seen_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="reference",
            name="asked_about",
            field=models.JSONField(
                blank=True, default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder
            ),
        ),
        migrations.AddField(
            model_name="reference",
            name="due_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="reference",
            name="ended_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="reference",
            name="public_id",
            field=models.UUIDField(default=uuid.uuid4, editable=False),
        ),
        # One value each, before they have to differ.
        migrations.RunSQL("UPDATE ctos_reference SET public_id = gen_random_uuid()", migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="reference",
            name="public_id",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.AddField(
            model_name="reference",
            name="reminded_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="reference",
            name="state",
            field=models.CharField(
                choices=[
                    ("asked", "demandée"),
                    ("confirmed", "confirmée"),
                    ("declined", "déclinée"),
                    ("lapsed", "sans réponse"),
                    ("revoked", "retirée"),
                ],
                default="asked",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("proof", "document"), _negated=True),
                    models.Q(("proof_seen_by__isnull", False), ("proof_seen_on__isnull", False)),
                    _connector="OR",
                ),
                name="post_document_was_seen_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="reference",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "asked"), _negated=True), ("due_on__isnull", False), _connector="OR"
                ),
                name="reference_asked_until_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="reference",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["declined", "lapsed"]), _negated=True),
                    ("ended_at__isnull", False),
                    _connector="OR",
                ),
                name="reference_ended_dated",
            ),
        ),
        migrations.AddConstraint(
            model_name="reference",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["revoked", "lapsed"]), _negated=True),
                fields=("cto", "referee_email"),
                name="reference_one_per_person",
            ),
        ),
    ]
