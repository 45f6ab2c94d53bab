from django.apps import AppConfig


class ProgressConfig(AppConfig):
    name = "laoyou.progress"
    label = "progress"
    verbose_name = "Progress"
