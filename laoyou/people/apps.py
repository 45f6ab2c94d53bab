from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "laoyou.people"

    def ready(self) -> None:
        from laoyou.people import keeping
        from laoyou.people.sheets import declare

        declare()
        keeping.register()
