from django.urls import path, re_path

from fractional.api import views
from fractional.api.api import Nowhere

app_name = "api"
urlpatterns = [
    path("mon-compte/jetons/", views.tokens, name="tokens"),
    path("mon-compte/jetons/revoquer/", views.revoke, name="revoke"),
    path("api/schema/", views.schema, name="schema"),
    # Whatever else begins like an address of the API is answered as one.
    re_path(r"^api/v1/(?P<rest>[\s\S]*)", Nowhere.as_view(), name="nowhere"),
]
