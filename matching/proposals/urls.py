from django.urls import path

from matching.proposals.views import company, cto

app_name = "proposals"
urlpatterns = [
    path("besoins/<uuid:need>/selection/", company.selection, name="selection"),
    path("selection/<uuid:proposal>/rencontre/", company.want, name="want"),
    path("selection/<uuid:proposal>/ne-pas-retenir/", company.pass_over, name="pass"),
    path("selection/<uuid:proposal>/choisir/", company.choose, name="choose"),
    path("selection/<uuid:proposal>/autre-personne/", company.not_choose, name="not_choose"),
    path("propositions/", cto.inbox, name="inbox"),
    path("propositions/<uuid:proposal>/", cto.proposal, name="proposal"),
    path("propositions/<uuid:proposal>/lue/", cto.seen, name="seen"),
    path("propositions/<uuid:proposal>/accepter/", cto.accept, name="accept"),
    path("propositions/<uuid:proposal>/decliner/", cto.decline, name="decline"),
    path("propositions/<uuid:proposal>/confirmer/", cto.confirm, name="confirm"),
    path("propositions/<uuid:proposal>/reprendre/", cto.retract, name="retract"),
]
