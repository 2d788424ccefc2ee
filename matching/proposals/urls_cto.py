"""Pages on which a CTO answers."""

from django.urls import path

from matching.proposals.views import counter, cto

urlpatterns = [
    path("propositions/", cto.inbox, name="inbox"),
    path("propositions/<uuid:proposal>/", cto.proposal, name="proposal"),
    path("propositions/<uuid:proposal>/lue/", cto.seen, name="seen"),
    path("propositions/<uuid:proposal>/accepter/", cto.accept, name="accept"),
    path("propositions/<uuid:proposal>/autres-conditions/", counter.propose, name="counter"),
    path("propositions/<uuid:proposal>/decliner/", cto.decline, name="decline"),
    path("propositions/<uuid:proposal>/confirmer/", cto.confirm, name="confirm"),
    path("propositions/<uuid:proposal>/reprendre/", cto.retract, name="retract"),
]
