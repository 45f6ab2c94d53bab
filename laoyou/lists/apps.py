from django.apps import AppConfig


class ListsConfig(AppConfig):
    name = "laoyou.lists"
    label = "lists"
    verbose_name = "Lists"
