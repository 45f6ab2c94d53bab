from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "laoyou.places"
    label = "places"
