"""Which kind a task is, proposed from its words; the office confirms. Pure.

The words are of the language, not of a place: documents of every level use them in this sense.
"""

import re

EXPLORATORY = re.compile("鼓励|探索|试点|支持有条件|有条件的|引导|倡导|先行先试")
DELIVERABLE = re.compile(
    "出台|建成|制定|公布|印发|编制|建立|完成|新建|改建|设立|开通|发布|落成|投用|修订|组建"
)
STANDING = re.compile(
    "常态|长期|持续|定期|每年|每月|每周|每季度|日常|加强|健全机制|落实.{0,12}制度|不断|坚持"
)


def proposed(text: str) -> str:
    """deliverable, standing or exploratory: by whichever word comes first; standing where none does."""
    found = {
        "exploratory": EXPLORATORY.search(text),
        "deliverable": DELIVERABLE.search(text),
        "standing": STANDING.search(text),
    }
    places = {kind: hit.start() for kind, hit in found.items() if hit}
    if "exploratory" in places:
        return "exploratory"
    if "deliverable" in places and places["deliverable"] <= places.get("standing", len(text)):
        return "deliverable"
    return "standing"


def completion_mark(text: str) -> str:
    """By which a deliverable is known to be done: its own sentence with the first word of delivery."""
    for part in re.split("[。；;\n]", text):
        if DELIVERABLE.search(part):
            return part.strip(" ,，、")[:200]
    return text[:200]
