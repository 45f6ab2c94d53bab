"""laoyou places import | outlines. Here, since places lies below access, which says on whose behalf a command acts."""

import datetime
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from laoyou.access.scope import Actor, acting_as
from laoyou.lib.refusal import Refused
from laoyou.places.actions import import_divisions, load_map
from laoyou.places.lists.geojson import read_shapes
from laoyou.places.lists.reading import read_list
from laoyou.places.rules import SOURCES

SHOWN = 50


class Command(BaseCommand):
    help = "Bring in official lists of divisions, and outlines or points of divisions."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parts = parser.add_subparsers(dest="what", required=True)
        lists = parts.add_parser("import", help="a list of divisions: CSV, XLSX or JSON")
        lists.add_argument("file", type=Path)
        lists.add_argument(
            "--source", choices=SOURCES, default="civil", help="civil affairs, or the bureau of statistics"
        )
        lists.add_argument("--under", default="", metavar="CODE", help="only what lies in this division")
        lists.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")
        maps = parts.add_parser("outlines", help="outlines or points: GeoJSON, or CSV with lon and lat")
        maps.add_argument("file", type=Path)
        maps.add_argument(
            "--name", required=True, help="where the map comes from; loaded again, it is replaced"
        )
        maps.add_argument("--approval", default="", help="the approval number of the map (审图号)")
        maps.add_argument("--crs", default="EPSG:4490", help="EPSG:4490 where it is not said")
        maps.add_argument("--since", type=datetime.date.fromisoformat, help="the day that the map shows")
        maps.add_argument("--source", choices=SOURCES, default="civil", help="whose codes the file uses")

    def handle(self, *args: Any, what: str, file: Path, **options: Any) -> None:
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        try:
            with acting_as(Actor.system(f"laoyou places {what}")) as actor:
                if what == "import":
                    self._import(actor, file.name, content, options)
                else:
                    self._outlines(actor, file.name, content, options)
        except Refused as refused:
            raise CommandError(refused.message) from refused

    def _import(self, actor: Actor, name: str, content: bytes, options: dict[str, Any]) -> None:
        found = import_divisions(
            by=actor,
            source=options["source"],
            lines=read_list(name, content),
            under=options["under"],
            dry_run=options["dry_run"],
        )
        for fault in found.faults[:SHOWN]:
            self.stderr.write(f"line {fault.line}: {fault.value}: {fault.why}{fault.do}")
        counts = (
            f"{len(found.new)} new, {len(found.coded)} known under another code, {found.same} unchanged, "
            f"{found.past} abolished, {found.outside} outside {options['under'] or 'nothing'}"
        )
        if found.faults:
            raise CommandError(f"{len(found.faults)} to be decided; nothing was written ({counts}).")
        self.stdout.write(f"{'Would be' if options['dry_run'] else 'Done'}: {counts}.")

    def _outlines(self, actor: Actor, name: str, content: bytes, options: dict[str, Any]) -> None:
        counts = load_map(
            by=actor,
            name=options["name"],
            shapes=read_shapes(name, content),
            crs=options["crs"],
            approval=options["approval"],
            since=options["since"],
            codes=options["source"],
        )
        self.stdout.write(
            f"{counts['outlines']} outlines and {counts['points']} points of {options['name']}; "
            f"{counts['left_out']} of divisions that are not known here."
        )
