"""What can be wrong with a file, said in one line to the person who has to do something about it."""

import errno
import os

# Each case: why it cannot be read, and what to do; Chinese, then English.
_CASES: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "missing": (
        ("没有这个文件", "there is no such file"),
        ("请核对路径和文件名", "check the path and the name"),
    ),
    "directory": (
        ("这是文件夹,不是文件", "this is a folder, not a file"),
        ("请指定其中的文件", "name the files in it"),
    ),
    "denied": (
        ("没有读取权限", "you may not read it"),
        ("请管理员授权,或把文件复制到自己的文件夹", "ask for access, or copy it to a folder of your own"),
    ),
    "unreadable": (
        ("系统读不出来({reason})", "the system cannot read it ({reason})"),
        ("请检查磁盘或重新复制文件", "check the disk or copy the file again"),
    ),
    "empty": (
        ("文件是空的", "the file is empty"),
        ("请重新下载或导出", "download or export it again"),
    ),
    "large": (
        ("文件有 {size} MB,超过 {limit} MB 的上限", "it has {size} MB, more than the limit of {limit} MB"),
        ("请删去图片或只保留计划正文和附表", "remove pictures, or keep only the plan and its tables"),
    ),
    "long": (
        (
            "正文有 {size} 万字,超过 {limit} 万字的上限",
            "it has {size}0,000 characters, more than {limit}0,000",
        ),
        ("请分成几个文件", "split it into several files"),
    ),
    "pages": (
        ("有 {size} 页,超过 {limit} 页的上限", "it has {size} pages, more than the limit of {limit}"),
        ("请只保留计划正文和附表", "keep only the plan and its tables"),
    ),
    "unknown": (
        ("不是文字文件、网页、Word(.docx)或 PDF", "it is no text, web page, Word (.docx) or PDF"),
        ("请核对文件是否完整,或另存为 .docx", "check that the file is whole, or save it as .docx"),
    ),
    "legacy": (
        ("{kind} 格式读不了", "{kind} files cannot be read"),
        (
            "请用 WPS 或 Word 打开,选“文件—另存为”,类型选 .docx",
            "open it in WPS or Word, choose File, Save as, and the type .docx",
        ),
    ),
    "archive": (
        ("这是 {kind},不是 Word 文件", "this is {kind}, not a Word file"),
        ("请取出其中的文件,或把表格粘贴到 .docx", "take the file out of it, or paste the table into a .docx"),
    ),
    "picture": (
        ("这是图片,没有文字", "this is a picture without text"),
        ("请先做文字识别(OCR)并核对,再另存为 .docx", "run text recognition (OCR), check it, save as .docx"),
    ),
    "scan": (
        ("这是扫描件,页面里没有文字", "this is a scan: its pages hold no text"),
        (
            "请先做文字识别(OCR)并核对,或使用原来的电子文件",
            "run text recognition (OCR) and check it, or use the original file",
        ),
    ),
    "encrypted": (
        ("文件有密码", "it is protected by a password"),
        ("请打开后取消密码,另存一份", "open it, remove the password and save a copy"),
    ),
    "damaged": (
        ("文件不完整或已损坏", "the file is incomplete or damaged"),
        ("请重新下载或导出", "download or export it again"),
    ),
    "bomb": (
        ("解压后异常庞大,为安全不再打开", "it unpacks to an abnormal size and is not opened, for safety"),
        (
            "请核对来源,用 Word 打开后另存为新的 .docx",
            "check where it comes from; open it in Word and save it anew",
        ),
    ),
    "unsafe": (
        (
            "文件内有不该有的实体定义,为安全不再打开",
            "it defines entities that do not belong there and is not opened, for safety",
        ),
        (
            "请核对来源,用 Word 打开后另存为新的 .docx",
            "check where it comes from; open it in Word and save it anew",
        ),
    ),
    "slow": (
        ("{limit} 秒内没有读完", "it was not read within {limit} seconds"),
        ("请重新导出为 PDF,或另存为 .docx", "export the PDF again, or save it as .docx"),
    ),
    "blank": (
        ("文件里没有文字", "the file holds no text"),
        ("请核对是否选错文件", "check that it is the right file"),
    ),
    "fault": (
        ("程序自身出错({kind})", "the program itself failed ({kind})"),
        (
            "请加 --trace 再试一次,并把结果交给维护人员",
            "run it again with --trace and send what it shows to the maintainers",
        ),
    ),
    "unwritable": (
        ("写不进去({reason})", "cannot be written ({reason})"),
        ("请换一个可写、有空间的文件夹", "choose a folder that you may write to and that has space"),
    ),
}


_REASONS = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘只读",
    errno.ENOTDIR: "路径中有一段是文件,不是文件夹",
    errno.EEXIST: "已有同名文件",
    errno.ENOENT: "没有这个位置",
    errno.EPIPE: "接收一方已关闭",
    errno.ENAMETOOLONG: "文件名过长",
    errno.EIO: "磁盘出错",
}


def system_reason(problem: Exception) -> str:
    """What the system said, in Chinese for the cases that a clerk meets."""
    said = getattr(problem, "strerror", None) or str(problem) or type(problem).__name__
    number = getattr(problem, "errno", None)
    return said if language() == "en" or number not in _REASONS else _REASONS[number]


def language() -> str:
    """`en` where LAOYOU_LANG, or else LANG, says English; otherwise Chinese."""
    asked = os.environ.get("LAOYOU_LANG") or os.environ.get("LANG", "")
    return "en" if asked.lower().startswith("en") else "zh"


class ReadError(Exception):
    """A file that cannot be read. `case` is stable, for programs; `line()` is for people."""

    def __init__(self, case: str, **facts: str | int) -> None:
        super().__init__(case)
        self.case = case
        self.facts = facts

    def why(self, lang: str | None = None) -> str:
        return self._say(0, lang)

    def do(self, lang: str | None = None) -> str:
        return self._say(1, lang)

    def line(self, what: str, lang: str | None = None) -> str:
        """`what` is the file's name, as the person knows it."""
        name = what.replace("\n", " ").replace("\r", " ")
        if (lang or language()) == "en":
            return f"{name}: {self.why(lang)}; {self.do(lang)}."
        return f"{name}:{self.why(lang)};{self.do(lang)}。"

    def _say(self, part: int, lang: str | None) -> str:
        chinese, english = _CASES[self.case][part]
        return (english if (lang or language()) == "en" else chinese).format(**self.facts)

    def __str__(self) -> str:
        return self.line("文件" if language() == "zh" else "file")
