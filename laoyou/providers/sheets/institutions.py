"""Institutions from sheets: the licence, one location a line, and its capacity by kind."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from laoyou.access.scope import Actor
from laoyou.lib.initials import initials
from laoyou.lib.refusal import Refused
from laoyou.places.models import Division
from laoyou.providers.actions.institutions import Facts, cleaned
from laoyou.providers.models import Capacity, LegalForm, Location, Operation, Provider
from laoyou.providers.queries.kinds import kinds_of
from laoyou.providers.queries.standards import limits_of
from laoyou.providers.rules import Kind
from laoyou.providers.sheets.common import Wrong, text, values_of
from laoyou.sheets.targets import Choice, Column, Counts, Fault, Row, Target
from laoyou.spaces.models import Site

# Column → (measure, category, states that it files).
AMOUNTS: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "beds": ("bed", "", ("licensed",)),
    "nursing_beds": ("bed", "nursing", ("licensed", "open")),
    "open_beds": ("bed", "", ("open",)),
    "places": ("nursery_place", "", ("licensed",)),
    "open_places": ("nursery_place", "", ("open",)),
    "day_places": ("day_care_place", "", ("licensed", "open")),
}
_OPERATIONS = {
    Operation.PUBLIC: ("公立", "公营", "公办公营", "政府办"),
    Operation.PUBLIC_PRIVATE: ("公办民营", "委托运营"),
    Operation.PRIVATE: ("民营", "私营", "社会办", "民办民营"),
}
COLUMNS = (
    Column(
        "name", gettext_lazy("机构名称"), required=True, also=("名称", "单位名称", "养老机构名称", "托育机构名称"),
        help=gettext_lazy("与登记证书一致的全称。"),
    ),
    Column("short_name", gettext_lazy("简称")),
    Column(
        "uscc", gettext_lazy("统一社会信用代码"), "code", also=("信用代码", "社会信用代码", "证照编号", "登记证号"),
        help=gettext_lazy("18位，按 GB 32100 核对；没有代码的写明原因。"),
    ),
    Column("no_uscc_why", gettext_lazy("没有代码的原因")),
    Column(
        "kind", gettext_lazy("类型"), required=True, also=("机构类型", "机构类别"),
        help=gettext_lazy("如：养老机构、托育机构、家庭托育点。"),
    ),
    Column(
        "operation", gettext_lazy("运营方式"), "choice", required=True, also=("经营性质", "运营性质"),
        choices=tuple(Choice(one.value, one.label, _OPERATIONS.get(one, ())) for one in Operation),
    ),
    Column(
        "legal_form", gettext_lazy("登记形式"), "choice", required=True, also=("法人性质", "法人类型"),
        choices=tuple(
            Choice(one.value, one.label, ("民办非企业单位", "民办非企业", "民非") if one == LegalForm.NONPROFIT else ())
            for one in LegalForm
        ),
    ),
    Column("licence_no", gettext_lazy("备案（许可）编号"), also=("备案编号", "许可证号", "备案号")),
    Column("licensed_on", gettext_lazy("备案（许可）日期"), "date", also=("备案日期",)),
    Column("operator", gettext_lazy("运营方")),
    Column("contract_no", gettext_lazy("委托运营合同")),
    Column("contract_since", gettext_lazy("合同自"), "date"),
    Column("contract_until", gettext_lazy("合同至"), "date"),
    Column("phone", gettext_lazy("服务电话"), "phone", also=("联系电话", "电话")),
    Column("opened_on", gettext_lazy("开业日期"), "date", required=True, also=("成立日期", "开办日期")),
    Column("division", gettext_lazy("地区"), "division", required=True, also=("乡镇（街道）", "所在乡镇", "所在地区")),
    Column("address", gettext_lazy("地址"), required=True, also=("详细地址", "机构地址")),
    Column("location", gettext_lazy("服务点"), also=("服务点名称",), help=gettext_lazy("一照多址的，一个服务点一行。")),
    Column("place_since", gettext_lazy("服务点自"), "date", help=gettext_lazy("空着是开业日期。")),
    Column("beds", gettext_lazy("备案床位"), "number", also=("床位数", "核定床位", "床位")),
    Column("nursing_beds", gettext_lazy("其中护理型"), "number", also=("护理型床位", "护理型床位数")),
    Column("open_beds", gettext_lazy("开放床位"), "number", help=gettext_lazy("空着按备案床位。")),
    Column("places", gettext_lazy("备案托位"), "number", also=("托位数", "托位")),
    Column("open_places", gettext_lazy("开放托位"), "number", help=gettext_lazy("空着按备案托位。")),
    Column("day_places", gettext_lazy("日间照料席位"), "number", also=("日托席位",)),
    Column(
        "capacity_since", gettext_lazy("容量自"), "date",
        help=gettext_lazy("这些数从哪天起算；空着时，新服务点从开放那天，已有的从今天。"),
    ),
)  # fmt: skip
_FIELDS = tuple(name for name in Facts.__dataclass_fields__ if name not in {"name", "kind", "uscc"})
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Line:
    """`facts` as the register keeps them; `amounts` by (measure, category, state)."""

    row: Row
    division_id: int
    facts: Mapping[str, Any]
    amounts: Mapping[tuple[str, str, str], int]

    @property
    def key(self) -> Key:
        """One institution has one code in the whole country; without a code, one name in its division."""
        return (self.facts["uscc"], 0) if self.facts["uscc"] else (self.facts["name"], self.division_id)

    @property
    def place(self) -> tuple[int, str, str]:
        return (
            self.division_id,
            text(self.row, "location") or str(self.facts["name"]),
            text(self.row, "address"),
        )

    @property
    def since(self) -> datetime.date:
        day: datetime.date = self.row.values.get("place_since") or self.facts["opened_on"]
        return day


def check(by: Actor, _home: Division, rows: Sequence[Row]) -> Iterator[Fault]:
    today, allowed = timezone.localdate(), by.divisions_for("provider.edit")
    named = values_of(rows, "division")
    known, limits = kinds_of(named), limits_of(named, today)
    ready: list[Line] = []
    for row in rows:
        try:
            if row.values["division"] not in allowed:
                raise Wrong("division", _("这个地区不由您登记。"), _("改成您负责的地区，或请当地登记。"))
            ready.append(_sound(_line(row, known), known, limits, today))
        except Wrong as wrong:
            yield wrong.at(row)
        except Refused as refused:
            yield Wrong(refused.field or "name", refused.message, _("改好这一格再导入。")).at(row)
    yield from _against_register(ready)
    yield from _against_parts(ready)


def _line(row: Row, known: Mapping[int, Mapping[str, Kind]]) -> Line:
    division = row.values["division"]
    here = known.get(division, {})
    said = text(row, "kind")
    kind = next((one.key for one in here.values() if said in {one.key, one.zh, one.en}), None)
    if kind is None:
        words = _("、").join(one.en if get_language() == "en" else one.zh for one in here.values())
        raise Wrong("kind", _("不在可选的范围里"), _("请填其中之一：") + words)
    given: dict[str, Any] = {name: row.values.get(name) for name in _FIELDS}
    given = {name: "" if value is None and not _is_day(name) else value for name, value in given.items()}
    facts = Facts(name=text(row, "name"), kind=kind, uscc=text(row, "uscc"), **given)
    return Line(row, division, cleaned(here, facts), _amounts(row))


def _is_day(name: str) -> bool:
    return name.endswith(("_on", "_since", "_until"))


def _amounts(row: Row) -> dict[tuple[str, str, str], int]:
    found: dict[tuple[str, str, str], int] = {}
    for column, (measure, category, states) in AMOUNTS.items():
        value = row.values.get(column)
        if value is None:
            continue
        if value < 0 or value != int(value) or value > 100_000:
            raise Wrong(column, _("不是一个合理的数量。"), _("填 0 到 100000 的整数。"))
        found |= {(measure, category, state): int(value) for state in states}
        if states == ("licensed",) and row.values.get(f"open_{column}") is None:
            found[measure, category, "open"] = int(value)
    return found


def _sound(line: Line, known: Any, limits: Any, today: datetime.date) -> Line:
    kind = known[line.division_id][line.facts["kind"]]
    for column, (measure, _category, _states) in AMOUNTS.items():
        if line.row.values.get(column) and measure not in kind.measures:
            raise Wrong(
                column, _("“%(kind)s”不申报这一项。") % {"kind": kind.zh}, _("去掉这个数，或改正类型。")
            )
    whole, part = line.row.values.get("beds"), line.row.values.get("nursing_beds")
    if part and (whole is None or part > whole):
        raise Wrong("nursing_beds", _("护理型床位多于床位总数，或没有写总数。"), _("核对两个数。"))
    limit = limits[line.division_id].get((kind.most, None)) if kind.most else None
    most = max((n for (measure, *_rest), n in line.amounts.items() if measure == "nursery_place"), default=0)
    if limit is not None and most > limit.value:
        said = {
            "kind": kind.zh,
            "n": f"{limit.value:g}",
            "document": limit.document["title"],
            "clause": limit.clause,
        }
        why = _("%(kind)s最多 %(n)s 人（《%(document)s》%(clause)s）。") % said
        raise Wrong("places", why, _("核对数量；确实要多收的，按托育机构登记。"))
    begins = line.row.values.get("capacity_since")
    if not line.facts["opened_on"] <= line.since <= today:
        raise Wrong("place_since", _("服务点的日期早于开业，或还没有到。"), _("核对日期。"))
    if begins is not None and not line.since <= begins <= today:
        raise Wrong("capacity_since", _("这一天服务点没有开放，或还没有到。"), _("核对日期。"))
    return line


def _against_register(lines: Sequence[Line]) -> Iterator[Fault]:
    """A code that another has, in the file or anywhere; two names under one code."""
    codes = [line.facts["uscc"] for line in lines if line.facts["uscc"]]
    here = dict(Provider.objects.filter(uscc__in=codes).values_list("uscc", "name"))
    with connection.cursor() as cursor:
        cursor.execute("select providers_codes(%s)", [codes])
        taken = {code for (code,) in cursor.fetchall()}
    first: dict[str, Line] = {}
    for line in lines:
        code = line.facts["uscc"]
        if code and code in taken and code not in here:
            why = _("这个代码已登记在别处的机构名下。")
            yield Wrong("uscc", why, _("核对代码；在本地设点的，请登记地的经办加服务点。")).at(line.row)
        elif code and first.setdefault(code, line).facts["name"] != line.facts["name"]:
            why = _("与第 %(line)d 行代码相同，名称不同。") % {"line": first[code].row.line}
            yield Wrong("uscc", why, _("对照证书核对；一照多址的，名称要一致。")).at(line.row)


def _against_parts(lines: Sequence[Line]) -> Iterator[Fault]:
    """A new total alone must leave room for the nursing-type beds that stand."""
    alone = [line for line in lines if line.row.values.get("beds") is not None and not _says_nursing(line)]
    held = Capacity.objects.filter(
        measure="bed", category="nursing", state="licensed", until=None, location__until=None,
        division__in={line.division_id for line in alone},
    ).select_related("location__provider", "location__site")  # fmt: skip
    standing = {(_key_of(one.location.provider), _place_of(one.location.site)): one.amount for one in held}
    for line in alone:
        nursing = standing.get((line.key, line.place), 0)
        if nursing > line.row.values["beds"]:
            why = _("比已登记的护理型床位 %(n)d 张还少。") % {"n": nursing}
            yield Wrong("beds", why, _("核对床位数；护理型也变了的，写上“其中护理型”。")).at(line.row)


def _says_nursing(line: Line) -> bool:
    return line.row.values.get("nursing_beds") is not None


def _key_of(one: Provider) -> Key:
    return (one.uscc, 0) if one.uscc else (one.name, one.division_id)


def _place_of(site: Site) -> tuple[int, str, str]:
    return site.division_id, site.name, site.address


def apply(by: Actor, _home: Division, rows: Iterable[Row]) -> Counts:
    """The same lines again change nothing; an empty cell leaves what is there. A constant number of statements."""
    every = list(rows)
    known = kinds_of(values_of(every, "division"))
    lines = [_line(row, known) for row in every]
    providers, fresh, changed = _providers(by, lines)
    places, opened = _locations(lines, providers)
    filed = _file(lines, places)
    added = {line.row.line for line in lines if line.key in fresh or line.row.line in opened}
    touched = {line.row.line for line in lines if line.key in changed or line.row.line in filed} - added
    return Counts(len(added), len(touched), len(lines) - len(added) - len(touched))


def _providers(by: Actor, lines: Sequence[Line]) -> tuple[dict[Key, Provider], set[Key], set[Key]]:
    codes = {line.facts["uscc"] for line in lines} - {None}
    names = {line.facts["name"] for line in lines if not line.facts["uscc"]}
    held = Provider.objects.filter(Q(uscc__in=codes) | Q(uscc=None, name__in=names))
    known = {_key_of(one): one for one in held}
    fresh: dict[Key, Provider] = {}
    changed: dict[Key, Provider] = {}
    for line in lines:
        if line.key not in known:
            made = Provider(division_id=line.division_id, recorded_by_id=by.user_id, **line.facts)
            known[line.key] = fresh[line.key] = made
        elif line.key not in fresh and _differs(known[line.key], line.facts):
            changed[line.key] = known[line.key]
    for one in (*fresh.values(), *changed.values()):
        one.initials = (initials(one.short_name or one.name) or [""])[0][:60]
    for one in changed.values():
        one.version += 1
    Provider.objects.bulk_create(fresh.values())
    Provider.objects.bulk_update(changed.values(), [*Facts.__dataclass_fields__, "initials", "version"])
    return known, set(fresh), set(changed)


def _differs(one: Provider, facts: Mapping[str, Any]) -> bool:
    given = {name: value for name, value in facts.items() if value not in (None, "")}
    if given.get("uscc"):
        given["no_uscc_why"] = ""
    before = {name: getattr(one, name) for name in given}
    for name, value in given.items():
        setattr(one, name, value)
    return before != given


def _locations(
    lines: Sequence[Line], providers: Mapping[Key, Provider]
) -> tuple[dict[int, Location], dict[int, Location]]:
    """By line, and those that are new."""
    sites = _sites(lines)
    held = Location.objects.filter(provider__in=providers.values(), until=None)
    known = {(one.provider_id, one.site_id): one for one in held}
    by_line: dict[int, Location] = {}
    opened: dict[int, Location] = {}
    for line in lines:
        provider, site = providers[line.key], sites[line.place]
        if (named := (provider.pk, site.pk)) not in known:
            known[named] = opened[line.row.line] = Location(
                provider=provider,
                site=site,
                division_id=site.division_id,
                name=line.place[1],
                since=line.since,
            )
        by_line[line.row.line] = known[named]
    Location.objects.bulk_create(opened.values())
    return by_line, opened


def _sites(lines: Sequence[Line]) -> dict[tuple[int, str, str], Site]:
    wanted = {line.place: line for line in lines}
    held = Site.objects.filter(
        until=None, division_id__in={place[0] for place in wanted}, name__in={place[1] for place in wanted}
    )
    known = {(one.division_id, one.name, one.address): one for one in held}
    fresh = {
        place: Site(division_id=place[0], name=place[1], address=place[2], since=line.since)
        for place, line in wanted.items()
        if place not in known
    }
    Site.objects.bulk_create(fresh.values())
    return known | fresh


class _Filing:
    """Amounts beside those that stand: a further one ends the former the day before."""

    def __init__(self, places: Iterable[Location]) -> None:
        self.fresh: list[Capacity] = []
        self.kept: list[Capacity] = []
        self._standing: dict[tuple[int, str, str, str], list[Capacity]] = defaultdict(list)
        rows = Capacity.objects.filter(location__in={one.pk for one in places}, age_class="", mode="")
        for one in rows.order_by("since"):
            self._standing[one.location_id, one.measure, one.category, one.state].append(one)

    def file(self, line: Line, location: Location, today: datetime.date) -> bool:
        """Whether anything of this line is new."""
        done = [self._one(line, location, key, amount, today) for key, amount in line.amounts.items()]
        return any(done)

    def _one(
        self, line: Line, location: Location, key: tuple[str, str, str], amount: int, today: datetime.date
    ) -> bool:
        standing = self._standing[location.pk, *key]
        since = line.row.values.get("capacity_since") or (today if standing else location.since)
        covering = next((one for one in standing if _holds(one, since)), None)
        if covering is not None and covering.amount == amount:
            return False
        if covering is not None and covering.since == since:
            covering.amount = amount
            self.kept.append(covering)
            return True
        if covering is not None:
            covering.until = since
            self.kept.append(covering)
        later = next((one for one in standing if one.since > since), None)
        made = Capacity(
            location=location, division_id=location.division_id, measure=key[0], category=key[1], state=key[2],
            amount=amount, since=since, until=later.since if later else None,
        )  # fmt: skip
        self.fresh.append(made)
        standing.append(made)
        standing.sort(key=lambda one: one.since)
        return True

    def save(self) -> None:
        """What ends first: two amounts never hold on one day."""
        Capacity.objects.bulk_update([one for one in self.kept if one.pk], ["amount", "until"])
        Capacity.objects.bulk_create(self.fresh)


def _holds(one: Capacity, day: datetime.date) -> bool:
    return one.since <= day and (one.until is None or one.until > day)


def _file(lines: Sequence[Line], places: Mapping[int, Location]) -> set[int]:
    """Lines whose amounts were not in force yet."""
    filing, today = _Filing(places.values()), timezone.localdate()
    touched = {line.row.line for line in lines if filing.file(line, places[line.row.line], today)}
    filing.save()
    return touched


TARGET = Target(
    "providers", gettext_lazy("服务机构"), "provider.edit", COLUMNS, check, apply,
    gettext_lazy("一个服务点一行。代码、名称相同的是同一家机构；空着的格子不改原来的内容。"),
    unique=("name", "division", "address"),
    whole=True,
)  # fmt: skip
