"""The console's addresses: plans and documents, what is done about them, and the office's own lists."""

from laoyou.console import (
    bodies_urls,
    comparing_urls,
    cycles_urls,
    evidence_urls,
    lists_urls,
    office_urls,
    plans_urls,
    progress_urls,
    reports_urls,
    values_urls,
)

urlpatterns = [
    *plans_urls.urlpatterns,
    *evidence_urls.urlpatterns,
    *office_urls.urlpatterns,
    *comparing_urls.urlpatterns,
    *bodies_urls.urlpatterns,
    *lists_urls.urlpatterns,
    *progress_urls.urlpatterns,
    *values_urls.urlpatterns,
    *cycles_urls.urlpatterns,
    *reports_urls.urlpatterns,
]
