"""Numbers that name a person (GB 11643-1999) or an organisation (GB 32100-2015). Pure."""

import datetime
from dataclasses import dataclass
from typing import Literal

from stdnum.cn import ric, uscc
from stdnum.exceptions import ValidationError

Fault = Literal["length", "digits", "date", "future", "check"]
Sex = Literal["1", "2"]  # GB/T 2261.1: 1 male, 2 female
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


@dataclass(frozen=True, slots=True)
class Citizen:
    """What an ID number tells."""

    number: str
    birth_date: datetime.date
    sex: Sex
    region: str


class NotANumber(ValueError):
    """`fault` says what is wrong, for the caller to put into words; the number itself is never in a message."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def plain(text: str) -> str:
    """As typed or read from a sheet: spaces, hyphens and full-width signs taken out, x in capitals."""
    if text.isascii() and text.isalnum():
        return text.upper()
    narrow = text if text.isascii() else text.translate(_FULL_WIDTH)
    return "".join(filter(str.isalnum, narrow.upper()))


def citizen(text: str, *, today: datetime.date | None = None) -> Citizen:
    """An ID number of 18 signs, its check sign by ISO 7064 MOD 11-2. Raises NotANumber.

    The region is not held against a list: numbers keep the codes of counties that are long gone.
    """
    number = plain(text)
    if len(number) != 18:
        raise NotANumber("length")
    if not (number[:17].isascii() and number[:17].isdigit()):
        raise NotANumber("digits")
    try:
        born = datetime.date.fromisoformat(f"{number[6:10]}-{number[10:12]}-{number[12:14]}")
    except ValueError as error:
        raise NotANumber("date") from error
    if born > (today or datetime.date.max):
        raise NotANumber("future")
    if ric.calc_check_digit(number) != number[17]:
        raise NotANumber("check")
    return Citizen(number, born, "1" if int(number[16]) % 2 else "2", number[:6])


def organisation(text: str) -> str:
    """A unified social credit code of 18 signs. Raises NotANumber."""
    number = plain(text)
    try:
        return str(uscc.validate(number))
    except ValidationError as error:
        raise NotANumber("length" if len(number) != 18 else "check") from error
