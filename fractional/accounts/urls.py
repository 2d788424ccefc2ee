from allauth.account.views import account_inactive, logout
from allauth.mfa.recovery_codes.views import download_recovery_codes, view_recovery_codes
from django.urls import include, path

from fractional.accounts import entrance
from fractional.accounts.views import addresses, contests, mailing, personal
from fractional.accounts.views import pages as own

# Route by route: allauth's own list also opens password, e-mail and third-party pages that this site has not.
# Their names are those that allauth looks up.
second_factor = [
    path("", entrance.Authenticate.as_view(), name="mfa_authenticate"),
    path("activer/", entrance.ActivateTotp.as_view(), name="mfa_activate_totp"),
    path("desactiver/", entrance.DeactivateTotp.as_view(), name="mfa_deactivate_totp"),
    path("confirmer/", entrance.Reauthenticate.as_view(), name="mfa_reauthenticate"),
    path("codes/", view_recovery_codes, name="mfa_view_recovery_codes"),
    path("codes/nouveaux/", entrance.GenerateRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("codes/telecharger/", download_recovery_codes, name="mfa_download_recovery_codes"),
]
log_in = [
    path("connexion/", entrance.Login.as_view(), name="account_login"),
    path("connexion/code/", entrance.ConfirmLoginCode.as_view(), name="account_confirm_login_code"),
    path("inscription/", entrance.Signup.as_view(), name="account_signup"),
    path("inscription/code/", entrance.ConfirmEmail.as_view(), name="account_email_verification_sent"),
    path("suspendu/", account_inactive, name="account_inactive"),
    path("deconnexion/", logout, name="account_logout"),
    path("double-verification/", include(second_factor)),
]
pages = [
    path("accueil/", own.home, name="home"),
    path("casquette/", own.choose_hat, name="hat"),
    path("mon-compte/", own.settings, name="settings"),
    path("mon-compte/adresse/", addresses.address, name="address"),
    path("mon-compte/adresse/code/", addresses.address_code, name="address_code"),
    path("mon-compte/adresse/demander/", addresses.address_ask, name="address_ask"),
    path("mon-compte/adresse/confirmer/<str:token>/", addresses.address_confirm, name="address_confirm"),
    path("mon-compte/messages/", mailing.paces, name="paces"),
    path("mon-compte/donnees/", personal.copy, name="copy"),
    path("mon-compte/donnees/fractional.zip", personal.download, name="download"),
    path("mon-compte/effacer/", personal.farewell, name="farewell"),
    path("mon-compte/effacer/code/", personal.farewell_code, name="farewell_code"),
    path("mon-compte/effacer/confirmer/", personal.farewell_confirm, name="farewell_confirm"),
    path("mon-compte/effacer/annuler/", personal.farewell_call_off, name="farewell_call_off"),
    path("mon-compte/demandes/", contests.contests, name="contests"),
    path("mon-compte/demandes/contester/", contests.appeal, name="appeal"),
    path("equipe/demandes/", contests.to_answer, name="contests_to_answer"),
    path("messages/arreter/<str:token>/", mailing.unsubscribe, name="unsubscribe"),
]
urlpatterns = [
    path("", include((pages, "accounts"))),
    path("compte/", include(log_in)),
    # allauth's own summary pages: ours says it all.
    path("mon-compte/", own.settings, name="account_email"),
    path("mon-compte/", own.settings, name="mfa_index"),
]
