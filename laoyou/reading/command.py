"""`laoyou read`: documents in, one JSON each out. A file that cannot be read never stops the others."""

import argparse
import contextlib
import hashlib
import json
import os
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

from laoyou.reading.errors import ReadError, language, system_reason
from laoyou.reading.sources import MOST_BYTES, load_bytes, read_bytes

_WORDS = {
    "zh": {
        "what": "读取政府规划、方案文件(.txt .html .docx .pdf),写出其中的任务、指标和数量目标(JSON)",
        "files": "要读的文件;- 表示标准输入",
        "out": "写到这个文件夹,每个文件一个 <文件名>.json;只读一个文件时可省略,结果打印出来",
        "trace": "程序自身出错时显示出错位置,供维护人员用",
        "several": "读多个文件时,请用 --out 指定文件夹",
        "renamed": "{file}:与前面的文件同名,写为 {name}",
        "stopped": "已停止;写好的 {done} 个文件保留。",
        "stdin": "标准输入",
    },
    "en": {
        "what": "read government plan documents (.txt .html .docx .pdf) into tasks, indicators and quantities (JSON)",
        "files": "the files to read; - is standard input",
        "out": "write <stem>.json for each file into this folder; one file alone is printed when this is left out",
        "trace": "when the program itself fails, show where, for those who maintain it",
        "several": "to read several files, name a folder with --out",
        "renamed": "{file}: an earlier file has the same name, so this one is written to {name}",
        "stopped": "Stopped; the {done} files already written are kept.",
        "stdin": "standard input",
    },
}


def main(arguments: list[str]) -> int:
    """Exit status: 0 read, 1 something could not be read or written, 2 usage, 130 interrupted."""
    words = _WORDS[language()]
    try:
        options = _parse(arguments, words)
    except SystemExit as stop:
        return int(stop.code or 0)
    progress = _Progress(len(options.files))
    try:
        return _read_all(options, progress, words)
    except ReadError as problem:
        progress.say(problem.line(str(problem.facts["target"])))
        return 1
    except KeyboardInterrupt:
        progress.say(words["stopped"].format(done=progress.done))
        return 130


def _read_all(options: argparse.Namespace, progress: "_Progress", words: dict[str, str]) -> int:
    """Raises ReadError when results cannot be written: then nothing after it could be either."""
    failed = False
    if options.out is not None:
        _make_folder(options.out)
    for file, target in _targets(options.files, options.out, progress, words):
        progress.show(file)
        try:
            text = _read(file, options.trace)
        except ReadError as problem:
            progress.say(problem.line(words["stdin"] if file == "-" else file))
            failed = True
            continue
        _write(text, target)
        progress.done += 1
    progress.clear()
    return int(failed)


def _parse(arguments: list[str], words: dict[str, str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="laoyou read", description=words["what"])
    parser.add_argument("files", metavar="FILE", nargs="+", help=words["files"])
    parser.add_argument("--out", metavar="DIR", type=Path, help=words["out"])
    parser.add_argument("--trace", action="store_true", help=words["trace"])
    options = parser.parse_args(arguments)
    if len(options.files) > 1 and options.out is None:
        parser.error(words["several"])
    return options


def _targets(
    files: list[str], out: Path | None, progress: "_Progress", words: dict[str, str]
) -> Iterator[tuple[str, Path | None]]:
    """Each file and where its result goes; a second file of the same stem gets a number, and that is said."""
    taken: set[str] = set()
    stems = {_stem(file) for file in files}
    for file in files:
        stem = name = _stem(file)
        number = 1
        while name in taken or (number > 1 and name in stems):
            number += 1
            name = f"{stem}-{number}"
        taken.add(name)
        if name != stem:
            progress.say(words["renamed"].format(file=file, name=f"{name}.json"))
        yield file, out / f"{name}.json" if out is not None else None


def _stem(file: str) -> str:
    return "stdin" if file == "-" else Path(file).stem or "file"


def _read(file: str, trace: bool) -> str:
    try:
        data = sys.stdin.buffer.read(MOST_BYTES + 1) if file == "-" else read_bytes(Path(file))
        return _as_json(data, file)
    except ReadError:
        raise
    except Exception as problem:
        if trace:
            traceback.print_exc()
        raise ReadError("fault", kind=type(problem).__name__) from problem


def _as_json(data: bytes, file: str) -> str:
    source = load_bytes(data, file)
    from laoyou.reading.document import read_document

    digest = hashlib.sha256(data).hexdigest()
    document = read_document(source, file=Path(file).name if file != "-" else "-", sha256=digest)
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise _unwritable(out, problem) from problem


def _write(text: str, target: Path | None) -> None:
    """Whole or not at all: a reader of the folder never meets half a file."""
    data = text.encode("utf-8", "replace")
    if target is None:
        try:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        except OSError as problem:
            # What is left in the buffer would be tried again, and fail again, when Python ends.
            with contextlib.suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise _unwritable("stdout", problem) from problem
        return
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        draft.write_bytes(data)
        draft.replace(target)
    except OSError as problem:
        raise _unwritable(target, problem) from problem
    finally:
        draft.unlink(missing_ok=True)


def _unwritable(target: Path | str, problem: OSError) -> ReadError:
    return ReadError("unwritable", target=str(target), reason=system_reason(problem))


class _Progress:
    """A bar on a terminal; elsewhere only the lines that must be said."""

    WIDTH = 24

    def __init__(self, total: int) -> None:
        self._total = total
        self._seen = 0
        self.done = 0
        self._bar = total > 1 and sys.stderr.isatty()

    def show(self, file: str) -> None:
        if self._bar:
            full = self.WIDTH * self._seen // self._total
            name = Path(file).name[:30]
            sys.stderr.write(
                f"\r\x1b[K[{'#' * full}{'.' * (self.WIDTH - full)}] {self._seen}/{self._total} {name}"
            )
            sys.stderr.flush()
        self._seen += 1

    def clear(self) -> None:
        if self._bar:
            sys.stderr.write("\r\x1b[K")

    def say(self, line: str) -> None:
        self.clear()
        print(line, file=sys.stderr)
