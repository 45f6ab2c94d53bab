"""The first four accounts of an empty house: everything after is done on the pages."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from laoyou.access import actions
from laoyou.access.models import User
from laoyou.access.rules import Role
from laoyou.access.scope import Actor, acting_as
from laoyou.places.models import Division
from laoyou.places.queries import by_code

FIRST = (
    ("system", Role.SYSTEM_ADMIN),
    ("security", Role.SECURITY_ADMIN),
    ("audit", Role.AUDIT_ADMIN),
    ("office", Role.OFFICE),
)


class Command(BaseCommand):
    help = "Make the three administrators and one programme office account of a division; print their first passwords once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--division", required=True, metavar="CODE", help="the division that this house serves"
        )

    def handle(self, *args: Any, division: str, **options: Any) -> None:
        place = by_code(division)
        if place is None:
            raise CommandError(f"There is no division {division}. Load its pack first: laoyou packs load.")
        with acting_as(Actor.system("first_people")) as system:
            for username, role in FIRST:
                self.stdout.write(_make(system, place, username, role))


def _make(by: Actor, place: Division, username: str, role: Role) -> str:
    if User.objects.filter(username=username).exists():
        return f"{username}: is there already, left as it is"
    user, password = actions.create_person(by=by, username=username, name=str(role.label), division=place)
    actions.grant_role(by=by, user=user, role=role, division=place)
    return f"{username}: {password}"
