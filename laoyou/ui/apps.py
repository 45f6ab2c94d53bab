from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "laoyou.ui"
    label = "ui"
    verbose_name = "页面与组件"
