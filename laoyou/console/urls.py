"""The console's addresses: plans and documents, and the office's own lists."""

from laoyou.console import office_urls, plans_urls

urlpatterns = [*plans_urls.urlpatterns, *office_urls.urlpatterns]
