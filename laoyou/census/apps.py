from django.apps import AppConfig


class CensusConfig(AppConfig):
    name = "laoyou.census"
