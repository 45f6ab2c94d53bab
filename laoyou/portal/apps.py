from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "laoyou.portal"
    label = "portal"
    verbose_name = "公众页面"
