"""The `laoyou` command. `read` works alone and starts at once; the other commands are Django's, loaded when asked for."""

import os
import sys
from contextlib import nullcontext

WITHOUT_DATABASE = {"compilewords", "makemigrations", "check", "help", "--help", "--version"}
HELP = """\
laoyou <command> [options]

  read      read plan documents (.txt .html .docx .pdf) into JSON; needs no database
  packs     check or load the data of jurisdictions
  places    bring in official lists of divisions, and maps of them
  adopt     store a plan document and draft its pack
  compare   put two adopted plans side by side in a workbook
  report    write a report of a plan as Word, Excel or web page
  integrity check what the database alone cannot refuse; for every night
  demo      load the demonstration county without residents; --people N --seed S adds as many, with households, statuses, stays
  prepare   bring the database up to date: tables, packs, first accounts
  keys      list, rotate, check and drop the keys of personal data
  dispose   destroy what is on approved lists
  backup    write the whole database into one sealed file; --list FOLDER: which there are
  restore   bring such a file back into an empty database
  drill     restore it beside the database that serves, look through it, throw the copy away
  run       start the database and the web server

laoyou <command> --help explains one of them; laoyou help lists all of Django's.
"""


def main() -> int:
    arguments = sys.argv[1:]
    if not arguments or arguments[0] in {"-h", "--help"}:
        print(HELP, end="")
        return 0
    if arguments[0] == "read":
        from laoyou.reading.command import main as read

        return read(arguments[1:])
    if arguments[0] == "demo":
        os.environ["LAOYOU_DEMO"] = "1"
        from laoyou.config.demo_county import parser

        asked = parser().parse_args(arguments[1:])
        arguments = [
            "demo",
            *([str(asked.people), str(asked.seed), asked.division] if asked.people else []),
        ]
    if arguments[0] == "run":
        from laoyou.config.run import main as run

        return run(arguments[1:])
    return _with_database(arguments)


def _demo(asked: list[str]) -> int:
    """The demonstration without the people of a first start, then as many as were asked for."""
    from laoyou.config.prepare import main as prepare

    if failed := prepare(people=0):
        return failed
    if asked:
        from laoyou.config.demo_county import fill_people

        count, seed, code = asked
        print(f"laoyou: {fill_people(int(count), int(seed), code)}", flush=True)
    return 0


def _needs_database(arguments: list[str]) -> bool:
    return arguments[0] not in WITHOUT_DATABASE and arguments[:2] != ["packs", "check"]


def _with_database(arguments: list[str]) -> int:
    """Commands work as the owner of the installation's database, which is started where nothing serves it."""
    from laoyou.config.postgres import StartError
    from laoyou.config.run import database_for_commands

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laoyou.config.settings")
    try:
        with database_for_commands() if _needs_database(arguments) else nullcontext():
            if arguments[0] == "prepare":
                from laoyou.config.prepare import main as prepare

                return prepare()
            if arguments[0] == "demo":
                return _demo(arguments[1:])
            if arguments[0] == "integrity":
                from laoyou.config.integrity import main as integrity

                return integrity()
            if arguments[0] in {"backup", "restore", "drill"}:
                return _backup(arguments)
            from django.core.management import execute_from_command_line

            execute_from_command_line(["laoyou", *arguments])
            return 0
    except StartError as error:
        print(f"laoyou: {error}", file=sys.stderr)
        return 1


def _backup(arguments: list[str]) -> int:
    import django

    from laoyou.config import backup, drill

    django.setup()
    commands = {"backup": backup.backup_main, "restore": backup.restore_main, "drill": drill.main}
    return commands[arguments[0]](arguments[1:])


if __name__ == "__main__":
    sys.exit(main())
