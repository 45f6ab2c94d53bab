"""laoyou adopt FILE --division CODE"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date

from laoyou.access.errors import Refused
from laoyou.access.scope import Actor, acting_as
from laoyou.packs import queries as packs
from laoyou.packs.checking import check_pack
from laoyou.packs.loader import read_pack, read_packs
from laoyou.places.models import Division
from laoyou.places.queries import by_code
from laoyou.plans import actions, queries
from laoyou.plans.catalogue import codes_of
from laoyou.plans.drafting import Draft, draft_pack, write_pack
from laoyou.plans.drafting.content import Setting
from laoyou.plans.models import Document, Item


class Command(BaseCommand):
    help = "Store a plan document for review, and draft its pack: facts only, the text stays in the database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help=".txt, .html, .docx or .pdf")
        parser.add_argument("--division", required=True, metavar="CODE", help="whose plan it is")
        parser.add_argument(
            "--period", default="", help="plan period such as 14-5; else the one the document was issued in"
        )
        parser.add_argument(
            "--out",
            type=Path,
            default=Path("drafts"),
            help="where the draft goes: DIR/CODE (default: drafts)",
        )
        parser.add_argument("--title", default="", help="where the text has none")

    def handle(
        self, *args: Any, file: Path, division: str, period: str, out: Path, title: str, **options: Any
    ) -> None:
        with acting_as(Actor.system("laoyou adopt")) as actor:
            place = by_code(division)
            if place is None:
                raise CommandError(
                    f"There is no division {division}. Load it first: laoyou packs load, or the page 地区."
                )
            folder = out / place.code
            if folder.exists() and any(folder.iterdir()):
                raise CommandError(
                    f"{folder} is there already and is not written over. Name another folder with --out."
                )
            document = self._store(actor, place, file, title)
            draft = draft_pack(document, _items(document), _setting(document, place, period), _version())
            paths = write_pack(folder, draft.files)
        self._tell(document, draft, paths)
        self._check(folder)

    def _store(self, actor: Actor, place: Division, file: Path, title: str) -> Document:
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}. Check the path.") from error
        try:
            upload = actions.upload_document(
                by=actor, division=place, filename=file.name, content=content, title=title
            )
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        if upload.document is None:
            raise CommandError(upload.refused)
        self._was = "was there already" if upload.again else "stored for review"
        return upload.document

    def _tell(self, document: Document, draft: Draft, paths: list[Path]) -> None:
        self.stdout.write(f"Document {document.pk} “{document.title}”: {self._was}.")
        for path in paths:
            self.stdout.write(f"Wrote {path}")
        state = queries.adoption_state(document)
        counts = {
            kind: sum(item.kind == kind for item in _items(document))
            for kind in ("task", "indicator", "target", "rule")
        }
        self.stdout.write("Read " + ", ".join(f"{count} {kind}s" for kind, count in counts.items()) + ".")
        lines = [
            *(f"not in the pack: {what}" for what in draft.open),
            *(each.message for each in state.missing),
            *state.notes,
        ]
        self.stdout.write(f"Still open ({len(lines)}):" if lines else "Nothing is open.")
        for line in lines:
            self.stdout.write(f"  - {line}")

    def _check(self, folder: Path) -> None:
        known = read_packs(Path(settings.PACKS))
        pack = read_pack(folder)
        problems = check_pack(pack, known | {pack.code: pack})
        for problem in problems:
            self.stderr.write(str(problem))
        if problems:
            raise CommandError(
                f"The draft has {len(problems)} problem(s) that its editor must mend; see above."
            )
        self.stdout.write(
            f"laoyou packs check accepts the draft. Edit its short titles, then move {folder} beside the other packs."
        )


def _items(document: Document) -> list[Item]:
    return list(document.items.exclude(state=Item.State.REJECTED).defer("image").order_by("order"))


def _version() -> str:
    today = timezone.localdate()
    return f"{today.year}.{today.month}.1"


def _setting(document: Document, place: Division, period: str) -> Setting:
    codes = codes_of(place)
    try:
        periods = {each["key"]: each for each in packs.plan_periods(division_codes=codes)}
    except packs.NoRelease as absent:
        raise CommandError(str(absent)) from absent
    chosen = period or queries.adoption_state(document).period
    if chosen not in periods:
        raise CommandError(f"Say which plan period it belongs to: --period {' or --period '.join(periods)}.")
    known = read_packs(Path(settings.PACKS))
    since = parse_date(str(periods[chosen]["since"]))
    if since is None:
        raise CommandError(f"The period {chosen} has no first day in the packs. Run: laoyou packs check")
    return Setting(
        code=place.code,
        name=place.name,
        name_en=place.name_en,
        level=place.level if place.level in {"national", "province", "prefecture", "county"} else "county",
        extends=next((code for code in codes if code != place.code and code in known), "base"),
        period=chosen,
        since=since,
        nkeys={each["key"]: each["zh"] for each in packs.nkeys(division_codes=codes)},
        indicators=frozenset(each["key"] for each in packs.indicator_definitions(division_codes=codes)),
        parameters={
            each["key"]: frozenset(row["key"] for row in each.get("classes", []))
            for each in packs.parameter_definitions(division_codes=codes)
        },
    )
