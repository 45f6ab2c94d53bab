"""Dates as sheets write them. Pure. A date that may be read two ways is refused, never guessed."""

import datetime
import re

from django.utils.translation import gettext_lazy as _

from laoyou.sheets.faults import Bad
from laoyou.sheets.words import narrow

EARLIEST, LATEST = 1850, 2200
# Day 0 of Excel's two ways of counting days; the first counts a 29 February 1900 that was none, so it begins a day early.
_SERIAL = {False: datetime.date(1899, 12, 30), True: datetime.date(1904, 1, 1)}
# 1906 to 2119; smaller numbers are years, months, ages. Four digits typed as a text are no count of days either.
_SERIALS = range(LATEST, 80_000)
_FULL = re.compile(
    r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?(?:[ T]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?)?"
)
_SHORT = re.compile(r"\d{2}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?")
_YEAR_LAST = re.compile(r"\d{1,2}[-./]\d{1,2}[-./]\d{4}")
_NO_DAY = re.compile(r"\d{4}\s*[-./年]\s*\d{1,2}\s*月?|\d{4}年?|\d{6}")
_DO = _("请按年-月-日填写，例如 1950-08-15。")


def date(raw: object, *, from_1904: bool = False) -> datetime.date:
    """Raises Bad."""
    if isinstance(raw, datetime.datetime):
        return _within(raw.date())
    if isinstance(raw, datetime.date):
        return _within(raw)
    plain = narrow(raw)
    if plain.isascii() and plain.isdigit():
        return _digits(plain, from_1904, counted=not isinstance(raw, str))
    if found := _FULL.fullmatch(plain):
        return _day(*found.groups())
    raise _refused(plain)


def _digits(plain: str, from_1904: bool, *, counted: bool) -> datetime.date:
    if len(plain) == 8:
        return _day(plain[:4], plain[4:6], plain[6:])
    if len(plain) == 5 or (counted and len(plain) == 4):
        if int(plain) not in _SERIALS:
            raise _refused(plain)
        return _SERIAL[from_1904] + datetime.timedelta(days=int(plain))
    raise _refused(plain)


def _day(year: str, month: str, day: str) -> datetime.date:
    try:
        found = datetime.date(int(year), int(month), int(day))
    except ValueError as error:
        raise Bad("date", _("没有这一天"), _DO) from error
    return _within(found)


def _within(found: datetime.date) -> datetime.date:
    if not EARLIEST <= found.year <= LATEST:
        raise Bad("date", _("年份不合情理"), _DO)
    return found


def _refused(plain: str) -> Bad:
    if "农历" in plain or "阴历" in plain or plain.startswith("农"):
        return Bad("date", _("是农历日期"), _("请换算成公历填写，例如 1950-08-15。"))
    if _SHORT.fullmatch(plain):
        return Bad("date", _("年份只有两位，分不清是哪个世纪"), _("请把年份写成四位，例如 1950-08-15。"))
    if _YEAR_LAST.fullmatch(plain):
        return Bad("date", _("年份写在最后，分不清哪个是月、哪个是日"), _DO)
    if _NO_DAY.fullmatch(plain):
        return Bad("date", _("没有写到哪一天"), _("请把年、月、日写全，例如 1950-08-15。"))
    return Bad("date", _("认不出是哪一天"), _DO)
