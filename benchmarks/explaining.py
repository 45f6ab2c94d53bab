"""EXPLAIN ANALYZE of what runs inside the database's functions, told by auto_explain to whoever ran it."""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

SETTINGS = {
    "session_preload_libraries": "auto_explain",
    "auto_explain.log_min_duration": "0",
    "auto_explain.log_analyze": "on",
    "auto_explain.log_nested_statements": "on",
    "auto_explain.log_format": "json",
}


@dataclass(slots=True)
class Plans:
    """Of the statements since it was emptied: how long the outermost took, and which way each table was read."""

    ms: float = 0
    ways: set[str] = field(default_factory=set)

    def take(self, said: str) -> None:
        took, found, plan = said.partition("plan:")
        if found:
            self.ms = max(self.ms, float(took.split("duration:")[1].split("ms")[0]))
            self.ways.update(_ways(json.loads(plan)["Plan"]))


def _ways(node: dict[str, Any]) -> Iterator[str]:
    if "Index Name" in node:
        yield f"{node['Node Type']} {node['Index Name']}"
    elif node["Node Type"] == "Seq Scan":
        yield f"Seq Scan {node['Relation Name']}"
    for part in node.get("Plans", []):
        yield from _ways(part)


@contextmanager
def explained() -> Iterator[Plans]:
    """While inside, each statement on Django's connection is explained: slower, so nothing is timed by the clock here."""
    from django.db import connection

    name = connection.settings_dict["NAME"]
    as_superuser(f"alter database {name} set {key} = {value!r}" for key, value in SETTINGS.items())
    plans = Plans()
    connection.close()
    connection.ensure_connection()
    connection.connection.add_notice_handler(lambda notice: plans.take(notice.message_primary or ""))
    with connection.cursor() as cursor:
        cursor.execute("set client_min_messages = log")
    try:
        yield plans
    finally:
        as_superuser(f"alter database {name} reset {key}" for key in SETTINGS)
        connection.close()


def as_superuser(statements: Iterable[str]) -> None:
    """Of the throw-away server: only a superuser may have statements of all roles explained, or let one look at its memory."""
    parts = urlsplit(os.environ["DATABASE_OWNER_URL"])
    address = urlunsplit(
        parts._replace(netloc="postgres@" + parts.netloc.rpartition("@")[2], path="/postgres")
    )
    with psycopg.connect(address, autocommit=True) as server:
        for statement in statements:
            server.execute(statement)
