from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ctos", "0002_references_answered"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="cto",
            name="cto_asked_dated",
        ),
        migrations.AddField(
            model_name="cto",
            name="asked_reminders",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="cto",
            name="asked_until",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="cto",
            name="late_until",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="cto",
            name="max_days_per_month",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="cto",
            name="rate_answers",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="cto",
            name="rate_undecided_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="cto",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "asked"), _negated=True),
                    models.Q(("asked_at__isnull", False), ("asked_until__isnull", False)),
                    _connector="OR",
                ),
                name="cto_asked_dated",
            ),
        ),
        migrations.AddConstraint(
            model_name="cto",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "oriented"), _negated=True),
                    ("orientation_reasons__regex", "\\S"),
                    _connector="OR",
                ),
                name="cto_oriented_has_reasons",
            ),
        ),
        migrations.AddConstraint(
            model_name="cto",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("rate_undecided_at__isnull", True), ("rates__isnull", True), _connector="OR"
                ),
                name="cto_rate_settled_or_not",
            ),
        ),
        migrations.AddConstraint(
            model_name="cto",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("max_days_per_month__isnull", True),
                    models.Q(("max_days_per_month__gte", 1), ("max_days_per_month__lte", 20)),
                    _connector="OR",
                ),
                name="cto_month_bounded",
            ),
        ),
    ]
