"""`laoyou keys`: change the key of personal data, check that all opens, drop a key that nothing uses."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from laoyou.access.scope import Actor, acting_as
from laoyou.lib.refusal import Refused
from laoyou.privacy import keys, rotation

NAME = "laoyou keys"


class Command(BaseCommand):
    help = "Keys of personal data: list, rotate, check, drop. A killed rotation goes on when it is run again."

    def add_arguments(self, parser: CommandParser) -> None:
        steps = parser.add_subparsers(dest="step", required=True)
        steps.add_parser("list", help="the keys and how many sealed texts lie under each")
        rotate = steps.add_parser("rotate", help="make a new key and seal everything anew with it")
        rotate.add_argument(
            "--cipher", choices=("aes-gcm", "sm4-gcm"), help="as the present key, if left out"
        )
        steps.add_parser("check", help="open every sealed text")
        drop = steps.add_parser("drop", help="take a key that nothing uses out of the file")
        drop.add_argument("number", type=int)

    def handle(self, *args: Any, step: str, **options: Any) -> None:
        try:
            {"list": self._list, "rotate": self._rotate, "check": self._check, "drop": self._drop}[step](
                options
            )
        except (Refused, keys.NoKeys) as refused:
            raise CommandError(str(refused)) from refused

    def _list(self, _options: dict[str, Any]) -> None:
        counts = rotation.used()
        for key in keys.ring().keys:
            self.stdout.write(f"key {key.number}: {key.method}, {counts.get(key.number, 0)} sealed texts")

    def _rotate(self, options: dict[str, Any]) -> None:
        by = Actor.system(NAME)
        number, fresh = rotation.begin(by=by, method=options["cipher"])
        self.stdout.write(f"Key {number} is made." if fresh else f"Going on with key {number}.")
        sealed, total = 0, sum(count for key, count in rotation.used().items() if key != number)
        for count in rotation.reseal():
            sealed += count
            self.stdout.write(f"{sealed} of {max(total, sealed)} sealed anew")
        rotation.finish(by=by, sealed=sealed)
        spare = [key.number for key in keys.ring().keys if not rotation.used().get(key.number, 0)]
        told = ", ".join(str(key) for key in spare if key != number)
        self.stdout.write(f"Done: {sealed} texts under key {number}. Nothing uses now: {told or 'no key'}.")
        self.stdout.write(
            "Backups made before need the old keys: keep a copy of the former key file with them."
        )

    def _check(self, _options: dict[str, Any]) -> None:
        faults = list(rotation.faults())
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"{len(faults)} sealed texts do not open.")
        self.stdout.write(f"All {sum(rotation.used().values())} sealed texts open.")

    def _drop(self, options: dict[str, Any]) -> None:
        with acting_as(Actor.system(NAME)) as by:
            rotation.drop(by=by, number=options["number"])
        self.stdout.write(f"Key {options['number']} is gone. Make a copy of the key file.")
