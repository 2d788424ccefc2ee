"""allauth's views, as far as this site offers them: log-in, sign-up, second factor.

allauth answers a refused form with 200 and writes its mail outside any transaction; here a refused form is a 422,
and what an accepted one writes is written at once with the mail it owes.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError, transaction
from django.forms import BaseForm
from django.http import HttpResponse
from django.utils.decorators import method_decorator

from fractional.accounts import sessions
from fractional.accounts.access import second_factor_not_required


class Entrance:
    # Django's form views also take PUT for POST.
    http_method_names = ("get", "head", "post")

    def form_valid(self, form: BaseForm) -> HttpResponse:
        with transaction.atomic():
            return super().form_valid(form)  # type: ignore[misc]  # a mixin: allauth's view comes after it

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]  # a mixin: allauth's view comes after it
        if response.status_code == 200:
            response.status_code = 422
        return response


class Login(Entrance, account.LoginView):
    pass


class ConfirmLoginCode(Entrance, account.ConfirmLoginCodeView):
    pass


class Signup(Entrance, account.SignupView):
    def form_valid(self, form: BaseForm) -> HttpResponse:
        try:
            return super().form_valid(form)
        except IntegrityError:
            # Signed up twice in the same instant: the second one is answered as any known address.
            form.account_already_exists = True  # type: ignore[attr-defined]  # allauth's form reads it
            return super().form_valid(form)


@method_decorator(login_not_required, name="dispatch")
class ConfirmEmail(Entrance, account.ConfirmEmailVerificationCodeView):
    pass


class Authenticate(Entrance, mfa.AuthenticateView):
    pass


@method_decorator(second_factor_not_required, name="dispatch")
class Reauthenticate(Entrance, mfa.ReauthenticateView):
    pass


@method_decorator(second_factor_not_required, name="dispatch")
class ActivateTotp(Entrance, totp.ActivateTOTPView):
    def form_valid(self, form: BaseForm) -> HttpResponse:
        """The code of the new device was just typed: it need not be shown again in this session."""
        response = super().form_valid(form)
        sessions.mark_second_factor(self.request, self.request.user, how="totp")
        return response


class DeactivateTotp(Entrance, totp.DeactivateTOTPView):
    pass


class GenerateRecoveryCodes(Entrance, recovery_codes.GenerateRecoveryCodesView):
    pass
