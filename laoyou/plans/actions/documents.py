"""Documents in: files, pasted text, and corrected versions."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.places.models import Division
from laoyou.plans import intake
from laoyou.plans.actions.carrying import carry_over
from laoyou.plans.actions.common import check
from laoyou.plans.actions.naming import sync_units
from laoyou.plans.actions.proposing import propose_items
from laoyou.plans.errors import Refused
from laoyou.plans.models import Document, Unread


@dataclass(frozen=True, slots=True)
class Upload:
    """`again`: this very file was here before, and `document` is the one. `refused` says why there is none."""

    filename: str
    document: Document | None
    again: bool = False
    refused: str = ""


@transaction.atomic
def upload_document(
    *, by: Actor, division: Division, filename: str, content: bytes, title: str = ""
) -> Upload:
    """Read a file and propose its items. The same file a second time makes no second copy."""
    check(by, "plan.review", division.pk)
    if known := _known(division, content):
        return Upload(filename, known, again=True)
    return _once(by, division, intake.read_file(content, filename), title=title)


def upload_documents(*, by: Actor, division: Division, files: Iterable[tuple[str, bytes]]) -> list[Upload]:
    """Several at once: one that cannot be read is told and does not keep out the others."""
    outcomes = []
    for filename, content in files:
        try:
            outcomes.append(upload_document(by=by, division=division, filename=filename, content=content))
        except Refused as refusal:
            outcomes.append(Upload(filename, None, refused=refusal.message))
    return outcomes


@transaction.atomic
def upload_text(*, by: Actor, division: Division, text: str, title: str = "") -> Upload:
    check(by, "plan.review", division.pk)
    taken = intake.read_pasted(text)
    if known := _known(division, taken.content):
        return Upload("", known, again=True)
    return _once(by, division, taken, title=title)


@transaction.atomic
def reread_document(*, by: Actor, document: Document, filename: str, content: bytes) -> Upload:
    """A corrected file for a document: what is unchanged keeps its decision, what changed asks for one again."""
    check(by, "plan.review", document.division_id)
    if known := _known(document.division, content):
        return Upload(filename, known, again=True)
    Document.objects.select_for_update().only("pk").get(
        pk=document.pk
    )  # of two corrections at once, one waits
    later = Document.objects.filter(previous=document).defer("content").first()
    if later:
        raise Refused(_("这份文件已有更正版“%(title)s”。请在更正版上再次更正。") % {"title": later.title})
    taken = intake.read_file(content, filename)
    return _once(by, document.division, taken, title="", previous=document)


def _known(division: Division, content: bytes) -> Document | None:
    found = Document.objects.defer("content").filter(division=division, sha256=intake.digest(content))
    return found.first()


def _once(
    by: Actor, division: Division, taken: intake.Intake, *, title: str, previous: Document | None = None
) -> Upload:
    """Stored, or found there: two people may send the same file in the same second."""
    try:
        with transaction.atomic():
            return Upload(taken.filename, _store(by, division, taken, title=title, previous=previous))
    except IntegrityError:
        known = _known(division, taken.content)
        if known is None:
            raise
        return Upload(taken.filename, known, again=True)


def _store(
    by: Actor, division: Division, taken: intake.Intake, *, title: str, previous: Document | None = None
) -> Document:
    document = Document.objects.create(
        division=division,
        title=title.strip() or taken.title or (previous.title if previous else _("未命名文件")),
        filename=taken.filename,
        media=taken.media,
        sha256=taken.sha256,
        content=taken.content,
        text=taken.text,
        reading=taken.reading,
        reader_version=intake.reader_version(),
        warnings=list(taken.warnings),
        defects=intake.defect_lines(taken.reading),
        previous=previous,
        uploaded_by_id=by.user_id,
    )
    _keep_unread(document, taken)
    propose_items(document)
    if previous:
        carry_over(by, document, previous)
    sync_units(document)
    detail = {"sha256": taken.sha256, "previous": previous.pk if previous else None}
    action = "plans.document.reread" if previous else "plans.document.upload"
    record(by=by, action=action, obj=document, detail=detail)
    return document


def _keep_unread(document: Document, taken: intake.Intake) -> None:
    spans = intake.unread_spans(taken.reading, len(taken.text))
    Unread.objects.bulk_create(
        Unread(document=document, division_id=document.division_id, start=start, end=end, why=why)
        for start, end, why in spans
    )
