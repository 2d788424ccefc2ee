from matching.proposals import urls_company, urls_cto

app_name = "proposals"
urlpatterns = [*urls_company.urlpatterns, *urls_cto.urlpatterns]
