from django.apps import AppConfig


class CensusConfig(AppConfig):
    name = "laoyou.census"

    def ready(self) -> None:
        from laoyou.census.sheets import TARGET
        from laoyou.sheets.targets import register

        register(TARGET)
