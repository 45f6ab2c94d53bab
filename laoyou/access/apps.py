from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class AccessConfig(AppConfig):
    name = "laoyou.access"
    label = "access"

    def ready(self) -> None:
        from laoyou.access import database, sign_in  # noqa: F401 - connects the signals of sign-in

        pre_migrate.connect(database.ensure_role, sender=self)
        post_migrate.connect(database.grant_all, sender=self)
