from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from fractional.accounts import actions
from fractional.accounts.access import PersonRequest
from fractional.accounts.models import User

# Groups give no right here, and an authenticator's form would show its secret.
admin.site.unregister(Group)
admin.site.unregister(Authenticator)


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Who belongs to the Fractional team, and who is shut out. Nothing else is decided here."""

    list_display = ("email", "full_name", "state", "is_curator", "is_superuser", "joined_at")
    list_filter = ("state", "is_curator", "is_superuser", "language")
    search_fields = ("email", "first_name", "last_name")
    ordering = ("-joined_at",)
    fields = ("email", "first_name", "last_name", "phone", "language", "state", "is_curator", "is_superuser")
    readonly_fields = tuple(set(fields) - {"is_curator"})
    actions = ("suspend", "reinstate")

    def save_model(self, request: PersonRequest, obj: User, form: ModelForm, change: bool) -> None:  # type: ignore[override]  # the second factor gives a known person
        if form.has_changed():
            actions.set_curator(user=obj, by=request.user, is_curator=obj.is_curator)

    @admin.action(description=_("Suspendre"))
    def suspend(self, request: PersonRequest, queryset: QuerySet[User]) -> None:
        for user in queryset.filter(state=User.State.ACTIVE).exclude(pk=request.user.pk):
            actions.suspend(user=user, by=request.user, reason="admin")

    @admin.action(description=_("Rétablir"))
    def reinstate(self, request: PersonRequest, queryset: QuerySet[User]) -> None:
        for user in queryset.filter(state=User.State.SUSPENDED):
            actions.reinstate(user=user, by=request.user, reason="admin")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False
