from collections.abc import Sequence
from pathlib import Path

from django.db import transaction

from laoyou.packs.checking import check_pack
from laoyou.packs.loader import Pack, chain, digest, load_order, read_packs
from laoyou.packs.models import PackRelease
from laoyou.packs.problems import Problem


class PackNotFound(LookupError):
    """A pack was asked for that has no folder."""


class PackNotSound(ValueError):
    """A pack has problems and makes no release; `problems` lists all of them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


def load_releases(*, root: Path, codes: Sequence[str], by: str) -> list[PackRelease]:
    """Release the packs named and all that they extend. An unchanged pack keeps the release it has."""
    packs = read_packs(root)
    unknown = [code for code in codes if code not in packs]
    if unknown:
        raise PackNotFound(f"No pack {', '.join(unknown)} under {root}. There are: {', '.join(packs)}.")
    ordered = load_order(packs, codes or list(packs))
    problems = [problem for pack in ordered for problem in check_pack(pack, packs)]
    if problems:
        raise PackNotSound(problems)
    with transaction.atomic():
        released: dict[str, PackRelease] = {}
        for pack in ordered:
            parent = chain(pack.code, packs)[1:2]
            released[pack.code] = _release(pack, released[parent[0].code] if parent else None, by)
    return list(released.values())


def _release(pack: Pack, parent: PackRelease | None, by: str) -> PackRelease:
    content = pack.content()
    release, _ = PackRelease.objects.get_or_create(
        code=pack.code,
        digest=digest(content, parent.digest if parent else None),
        defaults={
            "version": content["pack"]["version"],
            "content": content,
            "extends": parent,
            "loaded_by": by,
        },
    )
    return release
