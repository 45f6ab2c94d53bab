import gettext
from io import BytesIO

from laoyou.ui.management.commands.compilewords import compiled, messages

PO = r"""
# a comment
msgid ""
msgstr "Plural-Forms: nplurals=2; plural=(n != 1);\nContent-Type: text/plain; charset=UTF-8\n"

msgctxt "kind"
msgid "任务"
msgstr "Task"

msgid "共 %(n)s 条"
msgid_plural "共 %(n)s 条"
msgstr[0] "%(n)s row"
msgstr[1] "%(n)s rows"

msgid "长"
msgstr ""
"a long "
"\"line\""

#, fuzzy
msgid "旧"
msgstr "old"
"""


def test_pythons_own_reader_reads_what_was_compiled() -> None:
    found = gettext.GNUTranslations(BytesIO(compiled(messages(PO))))
    assert found.pgettext("kind", "任务") == "Task"
    assert found.ngettext("共 %(n)s 条", "共 %(n)s 条", 1) == "%(n)s row"
    assert found.ngettext("共 %(n)s 条", "共 %(n)s 条", 2) == "%(n)s rows"
    assert found.gettext("长") == 'a long "line"'
    assert found.gettext("旧") == "旧"
