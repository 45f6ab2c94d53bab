"""`laoyou dispose`: destroy what is on approved lists; with --dry-run only say what would go."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from laoyou.access.scope import Actor, acting_as
from laoyou.lib.refusal import Refused
from laoyou.privacy import disposal

NAME = "laoyou dispose"


class Command(BaseCommand):
    help = (
        "Destroy the records on approved lists, each list whole or not at all; one log line of counts a list."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what would go, and destroy nothing")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        lists = disposal.approved()
        failed = 0
        for one in lists:
            head = f"list {one.pk}, {one.kind}, {one.division.name}: {one.asked} approved"
            if dry_run:
                self.stdout.write(f"{head}; would be destroyed")
                continue
            try:
                with acting_as(Actor.system(NAME)) as by:
                    counts = disposal.destroy(by=by, disposal=one)
            except (DatabaseError, Refused) as error:
                failed += 1
                # The first line only: what follows may quote a row.
                self.stderr.write(f"{head}; refused, nothing of it is gone: {str(error).splitlines()[0]}")
                continue
            told = ", ".join(f"{table} {count}" for table, count in counts.items())
            self.stdout.write(f"{head}; destroyed: {told or 'nothing was past its term any more'}")
        if failed:
            raise CommandError(f"{failed} of {len(lists)} lists could not be destroyed.")
        if not lists:
            self.stdout.write("No approved list waits.")
