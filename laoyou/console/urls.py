"""The console's addresses: plans and documents, evidence, the office's own lists, figures."""

from laoyou.console import evidence_urls, office_urls, plans_urls, values_urls

urlpatterns = [
    *plans_urls.urlpatterns,
    *evidence_urls.urlpatterns,
    *office_urls.urlpatterns,
    *values_urls.urlpatterns,
]
