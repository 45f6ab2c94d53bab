"""A county's data are lost and come back: backup, restore into an empty database, sign in there, open a number; and
the drill that proves each quarter that it would."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connection

from laoyou.access.rules import Role
from laoyou.access.scope import acting_as
from tests.journeys import register
from tests.journeys.screen import DESKTOP, PHONE, Screen
from tests.journeys.stage import SYSTEM, serving
from tests.world import databases

pytestmark = [pytest.mark.browser]
WHO, ASKED = register.ELDERS[0], "核对恢复后的档案"


@pytest.fixture(scope="module")
def keeper(demonstration: str) -> str:
    """A village of five people, and who keeps them."""
    with acting_as(SYSTEM):
        village = register.village()
    with acting_as(SYSTEM):
        register.elders(village)
        return register.keeper(Role.VILLAGE, village, "村专干").username


def _address(name: str) -> str:
    return urlunsplit(urlsplit(os.environ["DATABASE_OWNER_URL"])._replace(path=f"/{name}"))


@pytest.fixture
def file(keeper: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the backup will be, and its key, as the server's administrator has them."""
    key = tmp_path / "backup.key"
    key.write_text("river lantern and a stone bridge")
    monkeypatch.setenv("LAOYOU_BACKUP_KEY_FILE", str(key))
    return tmp_path / "2026-07-20.backup"


def _laoyou(command: str, file: Path, database: str = "") -> int:
    """The command as at the server's terminal; of the database that the journey walks in, or of another."""
    address = _address(database or connection.settings_dict["NAME"])
    told_where = {
        "DATABASE_URL": address,
        "DATABASE_OWNER_URL": address,
        "LAOYOU_FIELD_KEYS": str(settings.FIELD_KEYS),
    }
    words = [sys.executable, "-m", "laoyou.config.cli", command, str(file)]
    return subprocess.run(words, env={**os.environ, **told_where}, check=False).returncode


@pytest.fixture
def empty() -> Iterator[str]:
    """An empty database on the same server."""
    databases.copy("template1", name := f"{connection.settings_dict['TEST']['NAME']}_restored")
    yield name
    databases.drop(name)


def test_what_was_backed_up_is_there_again(screen: Screen, keeper: str, file: Path, empty: str) -> None:
    screen.sign_in("system")
    screen.at("start")
    screen.click_anywhere("服务器")
    screen.at("server")
    screen.reads("还没有做过")
    assert _laoyou("backup", file) == 0
    screen.go("/console/server/")
    screen.reads(f"，{file.name}")
    assert _laoyou("restore", file, empty) == 0
    _it_is_all_there(screen, keeper, empty)


def _it_is_all_there(screen: Screen, keeper: str, name: str) -> None:
    """In the restored database: the same account, the same people, and a number that opens."""
    with serving(name) as url:
        home, screen.url = screen.url, url
        screen.page.context.clear_cookies()
        screen.sign_in(keeper)
        screen.at("start")
        screen.go("/console/residents/")
        screen.page.get_by_label("姓名、首字母、证件号码或电话").fill(WHO)
        screen.press("查找")
        screen.reads("共 1 条")
        screen.click(WHO, exact=True)
        screen.at("resident")
        screen.follow("resident-reveal")
        screen.page.get_by_label("用途").select_option("benefit")
        screen.page.get_by_label("办什么事").fill(ASKED)
        screen.submit()
        screen.reads("这次查看已记入档案的查看记录")
        assert register.number(11, register.BORN) in "".join(screen.main.inner_text().split())
        screen.picture("restored-number")
        screen.page.context.clear_cookies()
        screen.sign_in("system")
        screen.at("start")
        screen.click_anywhere("服务器")
        screen.reads("从备份恢复")
        screen.picture("server-restored")
    screen.url = home


def test_a_drill_tells_whether_it_would_come_back(screen: Screen, file: Path) -> None:
    assert _laoyou("backup", file) == 0
    whole = file.read_bytes()
    file.write_bytes(whole[:-20])
    assert _laoyou("drill", file) == 1
    file.write_bytes(whole)
    assert _laoyou("drill", file) == 0
    screen.sign_in("system")
    screen.at("start")
    screen.click_anywhere("服务器")
    screen.at("server")
    screen.reads("没有恢复成功")
    screen.reads("最近一次通过")
    screen.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    screen.picture("server-phone")
    screen.page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    screen.picture("server")
