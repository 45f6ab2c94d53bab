from django.apps import AppConfig


class SpacesConfig(AppConfig):
    name = "laoyou.spaces"

    def ready(self) -> None:
        from laoyou.spaces.sheets import declare

        declare()
