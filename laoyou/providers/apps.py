from django.apps import AppConfig


class ProvidersConfig(AppConfig):
    name = "laoyou.providers"
