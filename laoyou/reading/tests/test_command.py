"""`laoyou read` as a person or a script meets it."""

import errno
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from laoyou.reading import command
from laoyou.reading.tests import files


@pytest.fixture(autouse=True)
def _chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAOYOU_LANG", "zh")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "方案.txt"
    path.write_text(files.TEXT, encoding="utf-8")
    return path


def results(folder: Path) -> dict[str, dict[str, Any]]:
    return {path.name: json.loads(path.read_text(encoding="utf-8")) for path in folder.iterdir()}


def test_one_file_is_printed(plan: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert command.main([str(plan)]) == 0
    document = json.loads(capsysbinary.readouterr().out)
    assert document["source"]["file"] == "方案.txt"
    assert len(document["source"]["sha256"]) == 64
    assert "text" not in document["source"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(files.docx())))
    assert command.main(["-"]) == 0
    assert json.loads(capsysbinary.readouterr().out)["source"]["text"] == files.TEXT


def test_a_bad_file_does_not_stop_the_others(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "空.pdf").touch()
    other = tmp_path / "网页.html"
    other.write_bytes(files.html("<p>一、总则</p>"))
    out = tmp_path / "结果" / "今天"
    assert command.main([str(plan), str(tmp_path / "空.pdf"), str(other), "--out", str(out)]) == 1
    assert sorted(results(out)) == ["方案.json", "网页.json"]
    said = capsys.readouterr().err
    assert said == f"{tmp_path / '空.pdf'}:文件是空的;请重新下载或导出。\n"


def test_files_of_one_name_are_numbered(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "方案.html"
    other.write_bytes(files.html("<p>一、总则</p>"))
    third = tmp_path / "方案-2.txt"
    third.write_text("一、总则", encoding="utf-8")
    out = tmp_path / "out"
    assert command.main([str(plan), str(other), str(third), "--out", str(out)]) == 0
    found = {name: document["source"]["file"] for name, document in results(out).items()}
    assert found == {"方案.json": "方案.txt", "方案-3.json": "方案.html", "方案-2.json": "方案-2.txt"}
    assert "方案-3.json" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["a", "b"], ["--nonsense", "a"]])
def test_usage(arguments: list[str]) -> None:
    assert command.main(arguments) == 2


def test_a_folder_that_cannot_be_made(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([str(plan), "--out", str(plan / "x")]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_a_full_disk_is_one_line_and_leaves_nothing(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(path: Path, data: bytes) -> None:
        path.touch()
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", full)
    out = tmp_path / "out"
    assert command.main([str(plan), "--out", str(out)]) == 1
    assert list(out.iterdir()) == []
    assert capsys.readouterr().err.count("\n") == 1


def test_a_picture_is_listed_as_unread(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    path = tmp_path / "附表.docx"
    picture = '<w:p><w:r><w:drawing><pic:pic xmlns:pic="urn:pic"/></w:drawing></w:r></w:p>'
    path.write_bytes(files.docx_body(f"<w:p><w:r><w:t>附表如下</w:t></w:r></w:p>{picture}"))
    assert command.main([str(path)]) == 0
    document = json.loads(capsysbinary.readouterr().out)
    assert any("图片" in item["why"] for item in document["unread"])


def test_an_interruption_keeps_what_is_written(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(path: Path) -> bytes:
        if path.name == "停.txt":
            raise KeyboardInterrupt
        return path.read_bytes()

    monkeypatch.setattr(command, "read_bytes", interrupted)
    out = tmp_path / "out"
    assert command.main([str(plan), str(tmp_path / "停.txt"), "--out", str(out)]) == 130
    assert list(results(out)) == ["方案.json"]
    assert capsys.readouterr().err == "已停止;写好的 1 个文件保留。\n"


def test_a_fault_of_the_program_is_one_line_too(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def faulty(data: bytes, file: str) -> str:
        raise ZeroDivisionError

    monkeypatch.setattr(command, "_as_json", faulty)
    assert command.main([str(plan)]) == 1
    assert capsys.readouterr().err.startswith(f"{plan}:程序自身出错(ZeroDivisionError)")
    assert command.main([str(plan), "--trace"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_the_bar_is_drawn_on_a_terminal_only(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [str(plan), str(plan), "--out", str(tmp_path / "out")]
    command.main(arguments)
    assert "[" not in capsys.readouterr().err
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    command.main(arguments)
    assert "1/2" in capsys.readouterr().err


def laoyou(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "laoyou.config.cli", *arguments]
    return subprocess.run(line, text=True, stderr=subprocess.PIPE, **options)


def test_from_the_shell(plan: Path, tmp_path: Path) -> None:
    assert "read" in laoyou("--help", stdout=subprocess.PIPE).stdout
    missing = laoyou("read", str(tmp_path / "无.txt"))
    assert (missing.returncode, missing.stderr.count("\n")) == (1, 1)
    with Path("/dev/full").open("w") as full:
        unwritten = laoyou("read", str(plan), stdout=full)
    assert (unwritten.returncode, unwritten.stderr.count("\n")) == (1, 1)


def test_reading_starts_without_the_heavy_libraries() -> None:
    code = "import sys, laoyou.reading.command; print({'django', 'docx', 'pypdfium2', 'pdfplumber', 'opencc', 'selectolax'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "set()\n"
