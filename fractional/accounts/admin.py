from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpRequest

from fractional.accounts.models import User

# Groups give no right here, and an authenticator's form would show its secret.
admin.site.unregister(Group)
admin.site.unregister(Authenticator)


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """The one thing decided here is who belongs to the Fractional team."""

    list_display = ("email", "full_name", "state", "is_curator", "is_superuser", "joined_at")
    list_filter = ("state", "is_curator", "is_superuser", "language")
    search_fields = ("email", "first_name", "last_name")
    ordering = ("-joined_at",)
    fields = ("email", "first_name", "last_name", "phone", "language", "state", "is_curator", "is_superuser")
    readonly_fields = tuple(set(fields) - {"is_curator"})

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False
