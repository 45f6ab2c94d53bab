from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PrivacyConfig(AppConfig):
    name = "laoyou.privacy"

    def ready(self) -> None:
        from laoyou.privacy import disposal

        post_migrate.connect(disposal.grant_disposer, sender=self)
