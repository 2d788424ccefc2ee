"""Every address of the site. Upper layers are named by string: this module imports none of them."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

api = [
    path("", include("fractional.api.api_urls")),
    path("", include("fractional.companies.api_urls")),
    path("", include("fractional.ctos.api_urls")),
    path("", include("missions.needs.api_urls")),
    path("", include("missions.engagements.api_urls")),
    path("", include("matching.proposals.api_urls")),
    path("curation/", include("matching.curation.api_urls")),
]
urlpatterns = [
    path("", include("fractional.web.urls")),
    path("", include("fractional.accounts.urls")),
    path("api/v1/", include((api, "v1"))),
    path("", include("fractional.api.urls")),
    path("", include("fractional.ctos.urls")),
    path("", include("fractional.companies.urls")),
    path("", include("missions.needs.urls")),
    path("", include("missions.engagements.urls")),
    path("", include("matching.proposals.urls")),
    path("equipe/", include("matching.curation.urls")),
    path("", include("matching.public.urls")),
    path(settings.ADMIN_PATH, admin.site.urls),
]
if settings.DEMO:
    urlpatterns += [path("", include("matching.demo.urls"))]

handler400 = "fractional.web.errors.bad_request"
handler403 = "fractional.web.errors.forbidden"
handler404 = "fractional.web.errors.not_found"
handler500 = "fractional.api.problems.server_error"
