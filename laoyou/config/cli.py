"""The `laoyou` command. `read` works alone and starts at once; the other commands are Django's, loaded when asked for."""

import os
import sys

HELP = """\
laoyou <command> [options]

  read      read plan documents (.txt .html .docx .pdf) into JSON; needs no database
  packs     check or load the data of jurisdictions
  adopt     draft a pack from a document that was read
  demo      load the demonstration county
  run       start the database, the server and its worker
  migrate   bring the database up to date

laoyou <command> --help explains one of them; laoyou help lists those for maintainers.
"""


def main() -> int:
    arguments = sys.argv[1:]
    if not arguments or arguments[0] in {"-h", "--help"}:
        print(HELP, end="")
        return 0
    if arguments[0] == "read":
        from laoyou.reading.command import main as read

        return read(arguments[1:])
    if arguments[0] == "run":
        from laoyou.config.run import main as run

        return run(arguments[1:])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laoyou.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["laoyou", *arguments])
    return 0


if __name__ == "__main__":
    sys.exit(main())
