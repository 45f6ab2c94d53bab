"""Writes of sheets: a file brought, mapped, checked, written or dropped; mappings kept; old files destroyed."""

from collections.abc import Mapping as Map
from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.lib.refusal import Refused
from laoyou.places.models import Division
from laoyou.sheets import heads, queries, running, sources
from laoyou.sheets.known import setting_of
from laoyou.sheets.mapping import fingerprint, known_heads, propose
from laoyou.sheets.models import Batch, Fault, File, Mapping, Progress
from laoyou.sheets.reading import Book, open_book
from laoyou.sheets.targets import Target

LARGEST = 50 * 1024 * 1024
_SAMPLE = 60  # lines from the top by which columns are proposed


@transaction.atomic
def bring(*, by: Actor, target: Target, division: Division, name: str, content: bytes) -> Batch:
    """Keep a file, sealed, with the table found in it and its columns proposed or remembered. Raises Refused."""
    if division.pk not in queries.divisions_of(by, target):
        raise Refused(_("您不能为这个地区导入这类表。"), "division")
    if len(content) > LARGEST:
        raise Refused(_("文件超过 50 MB。请分成几份，或另存为 .xlsx 再传。"), "file")
    book = open_book(content)
    batch = Batch(
        division=division, target=target.key, name=name[:200], by_id=by.user_id, sheet=_best(book, target)
    )
    _lay_out(book, batch, target)
    batch.save()
    Progress.objects.create(batch=batch, division=division)
    File.objects.create(batch=batch, division=division, sealed=sources.seal(content))
    return batch


def _best(book: Book, target: Target) -> str:
    """The sheet with most known heads; the first where none has any."""
    known = known_heads(target)

    def score(sheet: str) -> int:
        found = heads.find(book.top(sheet, heads.WITHIN), book.merged(sheet), known)
        return sum(any(word in known for word in heads.ways(name)) for name in found.names) if found else -1

    return max(book.sheets, key=score) if book.sheets else ""


def _lay_out(book: Book, batch: Batch, target: Target) -> None:
    """Set head, lines and columns: as remembered for such heads, else as proposed."""
    found = sources.head_of(book, batch)
    if found is None:
        raise Refused(_("没有找到表头。表里要有一行写着各列的名称，例如“姓名”“证件号码”。"), "file")
    batch.head_line, batch.head_lines = found.line, found.lines
    batch.total = sum(1 for line, _cells in book.lines(batch.sheet) if line > found.last)
    batch.columns = [{"head": name[:80], "key": ""} for name in found.names]
    if kept := queries.remembered(batch):
        keys, batch.fixed = _as_kept(found.names, kept), dict(kept.fixed)
    else:
        sample = [cells for line, cells in book.top(batch.sheet, _SAMPLE) if line > found.last]
        setting = setting_of(target, batch.division, {}, from_1904=book.from_1904)
        keys = propose(found.names, sample, target, setting)
    batch.columns = [{"head": name[:80], "key": key} for name, key in zip(found.names, keys, strict=True)]


def _as_kept(names: Sequence[str], kept: Mapping) -> list[str]:
    keys = [str(column["key"]) for column in kept.columns]
    return (keys + [""] * len(names))[: len(names)]


def _held(batch: Batch, *states: str) -> Batch:
    """The row itself, nobody else's until the transaction ends; refused in any other state."""
    found = Batch.objects.select_for_update(of=("self",)).select_related("division").get(pk=batch.pk)
    stopped = queries.standing(found) == "stopped"
    if found.state not in states and not (stopped and "stopped" in states):
        raise Refused(_("这一批的状态已经变了，请刷新页面再看。"))
    return found


_EDITABLE = (Batch.State.BROUGHT, Batch.State.CHECKED, Batch.State.FAILED, "stopped")


@transaction.atomic
def choose_table(*, by: Actor, batch: Batch, sheet: str, head_line: int, head_lines: int) -> None:
    """Another sheet, or another line as its head; columns are proposed anew. `head_line` 0: to be found."""
    held = _held(batch, *_EDITABLE)
    book = sources.book_of(held)
    if sheet not in book.sheets:
        raise Refused(_("文件里没有这张工作表，请重新选择。"), "sheet")
    held.sheet, held.head_line, held.head_lines = sheet, head_line, head_lines
    if sources.head_of(book, held) is None:
        raise Refused(_("这一行不像表头：至少要有两列名称。请换一行。"), "head_line")
    _lay_out(book, held, sources.target_of(held))
    held.state = Batch.State.BROUGHT
    held.save()


@transaction.atomic
def map_columns(
    *, by: Actor, batch: Batch, keys: Sequence[str], fixed: Map[str, str], remember: str = ""
) -> Batch:
    """Set what each column is, keep that for the next such sheet under the name `remember`, and check the file."""
    held = _held(batch, *_EDITABLE)
    target = sources.target_of(held)
    fixed = {key: value.strip() for key, value in fixed.items() if value.strip()}
    _refuse_wrong(target, keys, fixed)
    held.columns = [
        {"head": column["head"], "key": key} for column, key in zip(held.columns, keys, strict=True)
    ]
    held.fixed = fixed
    _remember(by, held, remember.strip() or held.name.rpartition(".")[0] or held.name)
    return _start(by, held, Batch.State.CHECKING)


def _refuse_wrong(target: Target, keys: Sequence[str], fixed: Map[str, str]) -> None:
    by_key = {column.key: column for column in target.columns}
    used = [key for key in keys if key]
    if wrong := set(used) - set(by_key):
        raise Refused(_("没有这一列：%(key)s。") % {"key": _("、").join(sorted(wrong))})
    if twice := sorted({key for key in used if used.count(key) > 1}):
        said = _("、").join(str(by_key[key].label) for key in twice)
        raise Refused(_("有两列都对应了“%(name)s”，请只留一列。") % {"name": said})
    if any(key not in by_key or by_key[key].personal for key in fixed):
        raise Refused(_("个人信息不能统一填一个值。"))
    missing = [one for one in target.columns if one.required and one.key not in used and one.key not in fixed]
    if missing:
        said = _("、").join(str(one.label) for one in missing)
        raise Refused(_("必填的“%(name)s”还没有对应的列。请选一列，或给它统一填一个值。") % {"name": said})


def _remember(by: Actor, batch: Batch, name: str) -> None:
    names = [str(column["head"]) for column in batch.columns]
    Mapping.objects.update_or_create(
        division=batch.division, target=batch.target, fingerprint=fingerprint(names),
        defaults={"columns": batch.columns, "fixed": batch.fixed, "by_id": by.user_id, "used_at": timezone.now()},
        create_defaults={
            "columns": batch.columns, "fixed": batch.fixed, "by_id": by.user_id, "name": name[:80],
        },
    )  # fmt: skip


def _start(by: Actor, batch: Batch, state: Batch.State) -> Batch:
    batch.state, batch.started_at, batch.why = state, timezone.now(), ""
    batch.save()
    running.start(batch, by)
    batch.refresh_from_db()
    return batch


@transaction.atomic
def check(*, by: Actor, batch: Batch) -> Batch:
    """Check the file again as it is mapped."""
    return _start(by, _held(batch, Batch.State.CHECKED, Batch.State.FAILED), Batch.State.CHECKING)


@transaction.atomic
def apply(*, by: Actor, batch: Batch) -> Batch:
    """Write the good lines into the register."""
    held = _held(batch, Batch.State.CHECKED)
    if not held.good:
        raise Refused(_("没有一行可以写入。请先下载待改表，改好后重新上传。"))
    if held.bad and sources.target_of(held).compares:
        raise Refused(str(running.INCOMPLETE))
    return _start(by, held, Batch.State.APPLYING)


@transaction.atomic
def restart(*, by: Actor, batch: Batch) -> Batch:
    """Begin again what a dead process left. Nothing of it was kept, so it is done from the beginning."""
    held = _held(batch, "stopped")
    return _start(by, held, Batch.State(held.state))


@transaction.atomic
def drop(*, by: Actor, batch: Batch) -> None:
    """Give the batch up; its file and faults are destroyed at once."""
    held = _held(batch, *_EDITABLE)
    _destroy(held)
    held.state, held.ended_at = Batch.State.DROPPED, timezone.now()
    held.save()
    record(by=by, action="sheets.batch.drop", obj=held, division=held.division)


@transaction.atomic
def destroy_file(*, by: Actor, batch: Batch) -> None:
    """Destroy the sheet to mend of a batch that is written."""
    held = _held(batch, Batch.State.APPLIED)
    _destroy(held)
    record(by=by, action="sheets.file.destroy", obj=held, division=held.division)


@transaction.atomic
def take_to_mend(*, by: Actor, batch: Batch) -> None:
    """The sheet of bad lines leaves with what stands in it: on record, as whatever leaves."""
    if not queries.takes_to_mend(by, batch):
        raise Refused(_("待改表里有完整的个人信息，只有上传的人可以下载。"))
    record(by=by, action="sheets.mend.take", obj=batch, division=batch.division, detail={"bad": batch.bad})


def _destroy(batch: Batch) -> None:
    File.objects.filter(batch=batch).delete()
    Fault.objects.filter(batch=batch).delete()


@transaction.atomic
def destroy_old(*, by: Actor) -> int:
    """For the night: files that were kept for LAOYOU_SHEET_DAYS. Batches that still waited for them are dropped."""
    before = timezone.now() - timedelta(days=settings.SHEET_DAYS)
    old = list(File.objects.filter(kept_at__lt=before).values_list("batch_id", flat=True))
    if old:
        File.objects.filter(batch__in=old).delete()
        Fault.objects.filter(batch__in=old).delete()
        Batch.objects.filter(pk__in=old, state__in=Batch.OPEN).update(
            state=Batch.State.DROPPED, ended_at=timezone.now()
        )
        record(by=by, action="sheets.file.destroy", obj="laoyou.sheets", detail={"files": len(old)})
    return len(old)


@transaction.atomic
def rename_mapping(*, by: Actor, mapping: Mapping, name: str) -> None:
    if not name.strip():
        raise Refused(_("请给它起个名字，例如“民政局高龄台账”。"), "name")
    mapping.name = name.strip()[:80]
    mapping.save(update_fields=["name"])
    record(by=by, action="sheets.mapping.rename", obj=mapping, division=mapping.division)


@transaction.atomic
def delete_mapping(*, by: Actor, mapping: Mapping) -> None:
    record(by=by, action="sheets.mapping.delete", obj=mapping, division=mapping.division)
    mapping.delete()
