import uuid

import django.db.models.functions.text
from django.db import migrations, models

import fractional.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "public_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                (
                    "email",
                    models.EmailField(max_length=254, verbose_name="adresse e-mail"),
                ),
                (
                    "first_name",
                    models.CharField(blank=True, max_length=80, verbose_name="prénom"),
                ),
                (
                    "last_name",
                    models.CharField(blank=True, max_length=80, verbose_name="nom"),
                ),
                (
                    "phone",
                    models.CharField(blank=True, max_length=20, verbose_name="téléphone"),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("fr", "Français"), ("en", "English")],
                        default="fr",
                        max_length=2,
                        verbose_name="langue",
                    ),
                ),
                (
                    "is_curator",
                    models.BooleanField(default=False, verbose_name="équipe Fractional"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("active", "actif"),
                            ("suspended", "suspendu"),
                            ("erased", "effacé"),
                        ],
                        default="active",
                        max_length=9,
                    ),
                ),
                (
                    "joined_at",
                    models.DateTimeField(default=fractional.clock.now, editable=False),
                ),
                (
                    "suspended_at",
                    models.DateTimeField(blank=True, editable=False, null=True),
                ),
                (
                    "erased_at",
                    models.DateTimeField(blank=True, editable=False, null=True),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "personne",
                "verbose_name_plural": "personnes",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("email",),
                        name="user_email_unique",
                        violation_error_message="Cette adresse a déjà un compte.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                        name="user_email_lower_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["fr", "en"])),
                        name="user_language_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("erased_at", None),
                                ("state", "active"),
                                ("suspended_at", None),
                            ),
                            models.Q(
                                ("erased_at", None),
                                ("state", "suspended"),
                                ("suspended_at__isnull", False),
                            ),
                            models.Q(("erased_at__isnull", False), ("state", "erased")),
                            _connector="OR",
                        ),
                        name="user_state_has_its_dates",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "erased"), _negated=True),
                            models.Q(
                                ("email__endswith", "@efface.invalid"),
                                ("first_name", ""),
                                ("is_curator", False),
                                ("is_superuser", False),
                                ("last_name", ""),
                                ("phone", ""),
                            ),
                            _connector="OR",
                        ),
                        name="user_erased_keeps_nothing_personal",
                    ),
                ],
            },
        ),
    ]
