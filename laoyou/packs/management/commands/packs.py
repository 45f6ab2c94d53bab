"""laoyou packs check | load | show"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from laoyou.packs.actions import PackNotFound, PackNotSound, load_releases
from laoyou.packs.checking import check_packs
from laoyou.packs.loader import read_packs
from laoyou.packs.models import PackRelease


class Command(BaseCommand):
    help = "Check the packs, load them as releases, show what is loaded."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["check", "load", "show"])
        parser.add_argument("codes", nargs="*", metavar="CODE", help="packs by code; all where none is named")
        parser.add_argument("--root", type=Path, help="the folder of the packs")

    def handle(self, *args: Any, what: str, codes: list[str], root: Path | None, **options: Any) -> None:
        folder = root or settings.PACKS
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}. Name the folder of the packs with --root.")
        {"check": self._check, "load": self._load, "show": self._show}[what](folder, codes)

    def _check(self, root: Path, codes: list[str]) -> None:
        packs = read_packs(root)
        if unknown := [code for code in codes if code not in packs]:
            raise CommandError(f"No pack {', '.join(unknown)} under {root}. There are: {', '.join(packs)}.")
        problems = [each for each in check_packs(packs) if not codes or each.file.split("/")[0] in codes]
        for problem in problems:
            self.stderr.write(str(problem))
        if problems:
            raise CommandError(f"{len(problems)} problem(s) in {root}. Nothing was loaded.")
        checked = codes or list(packs)
        self.stdout.write(f"{len(checked)} packs are sound: {', '.join(checked)}.")

    def _load(self, root: Path, codes: list[str]) -> None:
        try:
            releases = load_releases(root=root, codes=codes, by="laoyou packs load")
        except PackNotFound as error:
            raise CommandError(str(error)) from error
        except PackNotSound as error:
            raise CommandError(f"{error}\n{len(error.problems)} problem(s); nothing was loaded.") from error
        for release in releases:
            self.stdout.write(f"{release}: in force")

    def _show(self, root: Path, codes: list[str]) -> None:
        releases = PackRelease.objects.select_related("extends").defer("content", "extends__content")
        for release in releases.filter(code__in=codes) if codes else releases:
            over = f" extends {release.extends}" if release.extends else ""
            loaded = timezone.localtime(release.loaded_at)
            self.stdout.write(f"{release}{over}, loaded {loaded:%Y-%m-%d %H:%M} by {release.loaded_by}")
