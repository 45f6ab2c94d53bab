from django.apps import AppConfig


class ProvidersConfig(AppConfig):
    name = "laoyou.providers"

    def ready(self) -> None:
        from laoyou.providers import following, sheets

        following.register()
        sheets.declare()
