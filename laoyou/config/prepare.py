"""Bring the database to what this version needs: tables, packs, first accounts. Called at every start."""

import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command


def main(people: int | None = None) -> int:
    """Exit code 0 when the program may serve; else 1 and one line. `people` of a demonstration: as set, where none is said."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laoyou.config.settings")
    django.setup()
    from django.db import Error

    try:
        _prepare(settings.DEMO_PEOPLE if people is None else people)
    except Error as error:
        print(f"laoyou: the database refused: {str(error).strip().splitlines()[0]}", file=sys.stderr)
        return 1
    return 0


def _prepare(people: int) -> None:
    from laoyou.packs.actions import PackNotSound, load_releases
    from laoyou.privacy.keys import ensure_keys

    if not Path(settings.PACKS).is_dir():
        sys.exit(f"laoyou: there is no folder {settings.PACKS}. Set LAOYOU_PACKS to the folder of the packs.")
    call_command("compilewords", verbosity=0, stdout=open(os.devnull, "w"))  # noqa: SIM115
    call_command("migrate", interactive=False, verbosity=0)
    ensure_keys(settings.FIELD_KEYS, settings.FIELD_CIPHER)
    try:
        load_releases(root=Path(settings.PACKS), codes=[], by="laoyou run")
    except PackNotSound as error:
        sys.exit(f"{error}\nlaoyou: a pack is not sound (above). Mend it, check it with: laoyou packs check")
    if settings.DEMO:
        from laoyou.config.demo import fill

        if fill(people):
            among = f", with {people} invented residents" if people else ""
            print(f"laoyou: the demonstration county is filled{among}.", flush=True)
    else:
        _open_empty()


def _open_empty() -> None:
    """Divisions, departments and the first accounts, so that somebody can sign in and upload a plan."""
    from django.db import transaction

    from laoyou.access.models import User
    from laoyou.access.scope import Actor, acting_as
    from laoyou.config.first import (
        load_departments,
        load_places,
        load_population,
        open_first_accounts,
        write_sheet,
    )
    from laoyou.places.rules import NATIONAL

    if User.objects.exists():
        return
    system = Actor.system("laoyou run")
    with transaction.atomic():
        with acting_as(system):
            places = load_places(by=system)
        with acting_as(system):
            for code in sorted(places.keys() - {NATIONAL}):
                load_departments(by=system, division=places[code])
            load_population(by=system, places=places.values())
            accounts = open_first_accounts(by=system, nation=places[NATIONAL])
    write_sheet(accounts, "Empty start. Sign in as office and upload your plan. First sign-ins:")
    print("laoyou: nothing is loaded. Upload your plan: console, 文件, 上传.", flush=True)


if __name__ == "__main__":
    sys.exit(main())
