from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "laoyou.plans"
    label = "plans"
    verbose_name = "Plans"
