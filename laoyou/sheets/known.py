"""What the cells of one batch are held against: the divisions in its scope, the words of its choices."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from laoyou.places import queries as places
from laoyou.places.models import Division, DivisionCode
from laoyou.sheets.faults import Bad
from laoyou.sheets.targets import Column, Target, Words
from laoyou.sheets.values import Setting
from laoyou.sheets.words import head, narrow

# Words by which a division may or may not be called in full, longest first.
_ENDS = (
    "村民委员会",
    "居民委员会",
    "村委会",
    "居委会",
    "街道办事处",
    "人民政府",
    "社区",
    "街道",
    "村",
    "镇",
    "乡",
    "县",
    "区",
    "市",
)
_USUAL = {"男": ("男性", "m", "male"), "女": ("女性", "f", "female")}


class KnownPlaces:
    """The divisions below one: by any code, by name, by name with what lies above before it (东河镇河口村)."""

    def __init__(self, division: Division) -> None:
        today = timezone.localdate()
        ids = places.descendant_ids([division.pk])
        rows = Division.objects.filter(pk__in=ids).select_related("successor")
        self._by_pk = {row.pk: row for row in rows}
        self._above = {row.pk: row.name for row in places.ancestors(division)}
        self._by_code = {row.code: row.pk for row in self._by_pk.values()}
        codes = DivisionCode.objects.filter(division_id__in=ids).values_list("code", "division_id")
        self._by_code.update(codes)
        self._by_name: dict[str, list[int]] = defaultdict(list)
        self._ended: dict[str, Division] = {}
        for row in self._by_pk.values():
            if row.until is not None and row.until <= today:
                self._ended[row.name] = row
                continue
            for name in {row.name, _short(row.name)}:
                self._by_name[name].append(row.pk)
        self._found: dict[str, int] = {}

    def find(self, plain: str) -> int:
        """Raises Bad: not found, several, or ended."""
        if plain not in self._found:
            self._found[plain] = self._find("".join(plain.split()))
        return self._found[plain]

    def _find(self, plain: str) -> int:
        if plain.isascii() and (code := self._code(plain)) is not None:
            return code
        found = self._by_name.get(plain) or self._by_name.get(_short(plain)) or self._by_path(plain)
        if len(found) == 1:
            return found[0]
        if found:
            words = str(_("、")).join(
                sorted(f"{self._full(pk)}（{self._by_pk[pk].code}）" for pk in found)[:6]
            )
            raise Bad("division", _("有几个地方叫这个名字"), _with(_("请写上所属乡镇，或填代码："), words))
        if ended := self._ended.get(plain):
            now = ended.successor.name if ended.successor else ""
            raise Bad("division", _("这个地区已经撤销"), _with(_("请改填现在的地区。"), now))
        raise Bad("division", _("在您负责的范围里找不到这个地区"), _("请填全称或行政区划代码。"))

    def _code(self, plain: str) -> int | None:
        # A statistical code of twelve digits may stand for a shorter one with zeros after it.
        trimmed = plain.removesuffix(".0")
        return self._by_code.get(trimmed) or self._by_code.get(trimmed[:9] if trimmed.endswith("000") else "")

    def _by_path(self, plain: str) -> list[int]:
        """The names above, read off the front one after another, must lead to it."""
        rows = self._by_pk.values()
        return [
            row.pk for row in rows
            if len(row.name) < len(plain) and plain.endswith(row.name) and self._leads(plain[: -len(row.name)], row)
        ]  # fmt: skip

    def _leads(self, before: str, row: Division) -> bool:
        parent = row.parent_id
        while before and parent is not None:
            above = self._by_pk[parent].name if parent in self._by_pk else self._above.get(parent, "")
            if above and before.endswith(above):
                before = before[: -len(above)]
            parent = self._by_pk[parent].parent_id if parent in self._by_pk else None
        return not before or any(before == name for name in self._above.values())

    def _full(self, pk: int) -> str:
        row = self._by_pk[pk]
        above = self._by_pk.get(row.parent_id or 0)
        return f"{above.name}{row.name}" if above else row.name


def _short(name: str) -> str:
    end = next((end for end in _ENDS if name.endswith(end) and len(name) - len(end) >= 2), "")
    return name.removesuffix(end) if end else name


def _with(words: Words, more: str) -> str:
    return f"{words}{more}"


def words_of(column: Column) -> dict[str, str]:
    """Each word that stands for a choice, in both languages, and which."""
    known: dict[str, str] = {}
    for language in ("zh-hans", "en"):
        with translation.override(language):
            for choice in column.choices:
                label = str(choice.label)
                for word in (choice.value, label, *choice.also, *_USUAL.get(label, ())):
                    known.setdefault(narrow(word).casefold(), choice.value)
    return known


def setting_of(target: Target, division: Division, heads: Mapping[str, str], *, from_1904: bool) -> Setting:
    """`heads` by key of column, as they stand in the sheet: “金额（万元）” says the unit of all its cells."""
    return Setting(
        timezone.localdate(),
        KnownPlaces(division) if _has(target.columns, "division") else None,
        from_1904,
        {column.key: words_of(column) for column in target.columns if column.kind == "choice"},
        {key: 10_000 for key, said in heads.items() if "万元" in head(said)},
    )


def _has(columns: Sequence[Column] | Iterable[Column], kind: str) -> bool:
    return any(column.kind == kind for column in columns)
