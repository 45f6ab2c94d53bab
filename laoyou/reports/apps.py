from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "laoyou.reports"
    label = "reports"
    verbose_name = "Reports"
