"""The one task that the queue knows: which job, for whom. Found by procrastinate's autodiscovery."""

from typing import Any

from procrastinate.contrib.django import app

from laoyou.jobs.queue import perform


@app.task(name="laoyou.run")
def run(*, name: str, user_id: int | None, username: str, arguments: dict[str, Any]) -> None:
    perform(name, user_id, username, arguments)
