from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "laoyou.evidence"
    label = "evidence"
    verbose_name = "Evidence"
