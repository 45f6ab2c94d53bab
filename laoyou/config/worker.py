"""The worker that does the jobs, as a child of the supervisor. It connects as the owner and takes each asker's scope."""

import os

import django
from django.core.management import call_command


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laoyou.config.settings")
    django.setup()
    call_command("procrastinate", "worker", "--concurrency", "1", "--delete-jobs", "successful")


if __name__ == "__main__":
    main()
