"""The console's addresses: plans and documents, evidence, and the office's own lists."""

from laoyou.console import cycles_urls, evidence_urls, office_urls, plans_urls, progress_urls, reports_urls

urlpatterns = [
    *plans_urls.urlpatterns,
    *evidence_urls.urlpatterns,
    *office_urls.urlpatterns,
    *progress_urls.urlpatterns,
    *reports_urls.urlpatterns,
    *cycles_urls.urlpatterns,
]
