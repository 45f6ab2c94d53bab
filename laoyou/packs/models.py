import pgtrigger
from django.db import models


class PackRelease(models.Model):
    """One state of a pack, as loaded; records point to the release that they were made under.

    `content` is what laoyou.packs.loader.Pack.content gives; `digest` covers it and the release it extends.
    """

    code = models.CharField(max_length=12)
    version = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    content = models.JSONField()
    extends = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="extended_by")
    loaded_at = models.DateTimeField(auto_now_add=True)
    loaded_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["code", "digest"], name="packs_release_once"),
            models.CheckConstraint(
                condition=models.Q(code="base") | models.Q(extends__isnull=False),
                name="packs_only_base_stands_alone",
            ),
        ]
        indexes = [models.Index(fields=["code", "-id"], name="packs_release_latest")]
        triggers = [
            pgtrigger.Protect(name="release_is_immutable", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version} ({self.digest[:8]})"
