"""Where divisions lie: outlines and points, loaded as a whole from a source and replaced as a whole."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from laoyou.places.models.divisions import Division


class MapSource(models.Model):
    """A map as somebody published it. A map that is shown in public needs the approval number of the authority (审图号)."""

    name = models.CharField(_("来源"), max_length=120, unique=True)
    approval = models.CharField(_("审图号"), max_length=60, blank=True)
    crs = models.CharField(_("坐标系"), max_length=30)
    since = models.DateField(_("现势性"), null=True, blank=True)
    loaded_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return self.name


class Outline(models.Model):
    """The area of a division: a GeoJSON Polygon or MultiPolygon, and the box around it."""

    source = models.ForeignKey(MapSource, on_delete=models.CASCADE, related_name="outlines")
    division = models.ForeignKey(Division, on_delete=models.CASCADE, related_name="outlines")
    geometry = models.JSONField()
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "division"], name="outline_once")]

    def __str__(self) -> str:
        return f"{self.division_id} ({self.source_id})"


class Point(models.Model):
    """Where a division's seat lies, in degrees."""

    source = models.ForeignKey(MapSource, on_delete=models.CASCADE, related_name="points")
    division = models.ForeignKey(Division, on_delete=models.CASCADE, related_name="points")
    lon = models.FloatField()
    lat = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "division"], name="point_once")]

    def __str__(self) -> str:
        return f"{self.division_id} {self.lon} {self.lat}"
