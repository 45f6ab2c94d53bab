from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "laoyou.indicators"
    label = "indicators"
    verbose_name = "Indicators"
