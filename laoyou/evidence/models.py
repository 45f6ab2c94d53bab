"""Files that prove something."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class File(models.Model):
    """A file as it came in. The same content twice in a division is one row.

    `of_people`: it proves something of a person, and is for whoever sees people there."""

    append_only = True

    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    media = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    of_people = models.BooleanField(default=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["division", "sha256", "of_people"], name="file_once_a_division")
        ]

    def __str__(self) -> str:
        """For audit lines: of a person's papers without the name, which may be the person's."""
        return f"file {self.pk}" if self.of_people else self.name
