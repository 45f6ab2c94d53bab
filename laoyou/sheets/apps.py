from django.apps import AppConfig


class SheetsConfig(AppConfig):
    name = "laoyou.sheets"

    def ready(self) -> None:
        from laoyou.sheets import running  # noqa: F401 - names its job
