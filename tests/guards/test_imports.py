"""Imports point down: by the linter, and where strings escape it: foreign keys and migrations."""

import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parents[2]
CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LAYERS: list[str] = CONFIG["tool"]["importlinter"]["contracts"][0]["layers"]
HEIGHT = {
    name.strip(): len(LAYERS) - number for number, line in enumerate(LAYERS) for name in line.split("|")
}
OURS = [config.label for config in apps.get_app_configs() if config.name.startswith("laoyou.")]


def test_import_layers_hold() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


@pytest.mark.parametrize("label", OURS)
def test_rows_point_down(label: str) -> None:
    upwards = [
        f"{model.__name__}.{field.name} -> {field.related_model}"
        for model in apps.get_app_config(label).get_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and _above(label, field.related_model)
    ]
    assert upwards == []


def _above(label: str, related: object) -> bool:
    target = getattr(getattr(related, "_meta", None), "app_label", "")
    return target in HEIGHT and target != label and HEIGHT[target] >= HEIGHT[label]


def test_migrations_depend_downwards() -> None:
    loader = MigrationLoader(None)
    upwards = [
        f"{key} -> {needed}"
        for key, migration in loader.disk_migrations.items()
        for needed in migration.dependencies
        if key[0] in HEIGHT
        and needed[0] in HEIGHT
        and needed[0] != key[0]
        and HEIGHT[needed[0]] >= HEIGHT[key[0]]
    ]
    assert upwards == []
