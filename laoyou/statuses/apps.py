from django.apps import AppConfig


class StatusesConfig(AppConfig):
    name = "laoyou.statuses"

    def ready(self) -> None:
        from laoyou.statuses import following
        from laoyou.statuses.sheets import register_targets

        register_targets()
        following.register()
