"""Every address of the program, walked from the resolver."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.world import World
from tests.world.samples import SAMPLES


@dataclass(frozen=True)
class Address:
    name: str
    view: Callable[..., Any]
    takes: frozenset[str]

    @property
    def permission(self) -> str | None:
        return getattr(self.view, "laoyou_permission", None)

    def path(self, world: World) -> str:
        return reverse(self.name, kwargs=SAMPLES[self.name](world) if self.takes else {})


def addresses() -> list[Address]:
    return list(_walk(get_resolver(), frozenset()))


def _walk(resolver: URLResolver, outer: frozenset[str]) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        takes = outer | frozenset(entry.pattern.converters) | frozenset(entry.pattern.regex.groupindex)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, takes)
        else:
            assert isinstance(entry, URLPattern)
            yield Address(entry.name or str(entry.pattern), entry.callback, takes)
