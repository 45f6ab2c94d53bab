"""`laoyou integrity`: what constraints alone cannot hold, checked over every division. For the night, and by hand."""

import sys
from collections.abc import Callable, Iterator

import django
from django.utils import translation

NAME = "laoyou integrity"


def main() -> int:
    """Exit code 0 when all is sound; else 1 and a sentence for each thing that is wrong."""
    django.setup()
    from laoyou.access.scope import Actor, acting_as

    wrong = 0
    with acting_as(Actor.system(NAME)):
        for package, problem in problems():
            wrong += 1
            print(f"{package}: {problem}", file=sys.stderr)
    print(f"laoyou: {wrong or 'no'} problem{'' if wrong == 1 else 's'} found.")
    return 1 if wrong else 0


def problems() -> Iterator[tuple[str, str]]:
    """Package and sentence of each thing that is wrong, in English. The caller acts as the system."""
    from laoyou.packs.queries import NoRelease

    with translation.override("en"):
        for package, found in _checks().items():
            try:
                for problem in found():
                    yield package, problem
            except NoRelease as absent:
                yield package, str(absent)


def _checks() -> dict[str, Callable[[], Iterator[str]]]:
    from laoyou.bodies import checks as bodies
    from laoyou.census import checks as census
    from laoyou.indicators import checks as indicators
    from laoyou.jobs import checks as jobs
    from laoyou.lists import checks as lists
    from laoyou.people import checks as people
    from laoyou.places import checks as places
    from laoyou.plans import checks as plans
    from laoyou.progress import checks as progress
    from laoyou.providers import checks as providers
    from laoyou.reports import checks as reports
    from laoyou.spaces import checks as spaces
    from laoyou.statuses import checks as statuses

    packages = (
        bodies,
        census,
        indicators,
        jobs,
        lists,
        people,
        places,
        plans,
        progress,
        providers,
        reports,
        spaces,
        statuses,
    )
    return {each.__name__.split(".")[1]: each.problems for each in packages}
