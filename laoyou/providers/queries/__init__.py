"""Reads of institutions."""

from laoyou.providers.queries.directory import Page, Row, Wanted, directory
from laoyou.providers.queries.family import FamilyStay, family_stays
from laoyou.providers.queries.kinds import class_size, kinds, kinds_of, kinds_within, most_taken_in
from laoyou.providers.queries.people import by_number, by_pk
from laoyou.providers.queries.provider_page import (
    Place,
    enrolment,
    free_beds,
    group,
    groups,
    location,
    on_day,
    own_providers,
    places_of,
    provider,
    recognition,
    recognitions,
    stay,
)
from laoyou.providers.queries.vacancies import Vacancy, vacancies, vacancy_of

__all__ = [
    "FamilyStay",
    "Page",
    "Place",
    "Row",
    "Vacancy",
    "Wanted",
    "by_number",
    "by_pk",
    "class_size",
    "directory",
    "enrolment",
    "family_stays",
    "free_beds",
    "group",
    "groups",
    "kinds",
    "kinds_of",
    "kinds_within",
    "location",
    "most_taken_in",
    "on_day",
    "own_providers",
    "places_of",
    "provider",
    "recognition",
    "recognitions",
    "stay",
    "vacancies",
    "vacancy_of",
]
