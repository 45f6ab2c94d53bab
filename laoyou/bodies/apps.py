from django.apps import AppConfig


class BodiesConfig(AppConfig):
    name = "laoyou.bodies"
    label = "bodies"
    verbose_name = "Bodies"
