"""The short noun phrase that a number counts or measures."""

import re
from typing import TYPE_CHECKING

from .acceptance import DURATIONS
from .marks import HIDDEN

if TYPE_CHECKING:
    from .windows import Window

_LEAD = re.compile(
    r"^[\s\x00“”\"'、,—·的)]+"
    r"|^[一二三四五六七八九十]+(?:是|要)|^\(?[一二三四五六七八九十\d]+[\).](?!\d)|^[一二三四五六七八九十]+、"
    r"|^[一二三四五六七八九十\d]+年(?:内|间|共|来|累计)"
    r"|^(?:到|至(?!少)|自(?!然|主|理|费)|从(?!业)|在(?!园|册|岗|校|职|读|家)|于|力争|争取|确保|实现|其中|同时|并且|并|且|即|分别|预计|截至|目前|累计|共计|共有|共(?!享|同|建)|已|将|要(?!素)|应当|应(?!急)|须|必须|原则上|继续|逐步|不断|进一步|基本(?=实|达|建|形|完)|全面(?=建|实|完)|加快|努力|积极|大力|推动|推进|支持|鼓励|引导|促进|通过|按照|按|对(?!象|口)|使|让|由|年底前|底前|底|末|年(?!龄|度|轻|均)|前(?!列)|起|期间|时期|以来|仅|新(?=建|增)|以及|和|及|与|各地要?|有条件的)"
    r"|^(?:全省|全市|全县|全区|全州|全国|全旗|全盟|我省|我市|我县|我区|我州|本省|本市|本县|本区|各地|全镇|全域|辖区)(?:内|范围内)?(?:的)?"
)
_VERBS = (
    "建设改造|改造提升|改造升级|提升改造|新建改建|新改扩建|新建改扩建|新建、改扩建|新建或改扩建|改扩建|新建|扩建|改建|建成|建立健全|建立|建设|建有|建好|建|构建|打造|培养培训|培训培养|培育发展|培育|培养|培训|轮训|新增|增加|增设|增配|增|新设|设立|设置|设有|配备|配置|配建|配套|配齐|"
    "完成|开展|举办|实施|开设|开办|开发|开放|提供|实现|引进|引入|招聘|招收|招募|选拔|选派|选树|评选|评定|认定|创建|推出|推广|遴选|命名|储备|投入|投资|筹集|争取|落实|发放|给予|补助|补贴|奖励|资助|救助|扶持|帮扶|帮助|惠及|覆盖|受益|改造|提升|升级|整合|整治|治理|修缮|更新|购置|采购|购买|制定|修订|出台|发布|编制|入托|接受|吸纳|带动|促进|扩大|拥有|现有|实有|享有|共有|达到|达|做到|保持|稳定|控制|缩短|压缩|压减|减少|降低|下降|提高|增长|安置|动员|吸引|签约|化解|清退|关停|撤并|减按|免收|设|满|超过|办|建|打造一批|形成|成立|组建|建强|做强|壮大|推动|推进|建设完成|入园|保留|延长"
)
_LEADING_VERB = re.compile(rf"^(?:{_VERBS})(?:了|完成|和)?(?=[^率数量占比面积值额人])")
_COPULA = re.compile(
    r"(?:[\s\x00,:“”\"']"
    r"|(?:分别|均|都|各|要|应|须|需|将|已|已经|全部|总数|总量|总计|合计|累计)?(?:达到|达成|达|为|是|有|占|在|至|到|于|不得|不能)"
    r"|不低于|不少于|不高于|不超过|不大于|不小于|不得(?:少于|低于|超过|高于)|不短于|不长于|至少|最少|最多|至多|最高|最低|最长|超过|突破|高于|低于|少于|多于|超|约|近|逾|大约|接近|≥|≤|>|<"
    r"|(?:提高|提升|增加|增长|增|上升|扩大|发展|降低|下降|减少|压减|压缩|缩短|延长|稳定|保持|控制|限定|维持|恢复|调整|升|降|减|实现|完成|新增|翻|拓展|完善)(?:到|至|在|为|了)?"
    r"|均|都|各|要|应|须|需|将|已|预计|预期|有望|较|累计|给予|年均|月均|户均|力争|争取|确保|仅|只|共|全部|分别|总计|合计|累计|可在|可|不|的)+$"
)
_TAIL = re.compile(
    r"(?:的比例|的标准|标准|以上|以下|以内|左右|必须|应当|应|须|全部|均|都|以(?!上)|并|且|按|由|由于|用于|纳入|开展|建有|建成|建立|要|不|达到|进行|作为|能够|可|实现|投入|为主|在|[,。;:、]).*$"
)
_PER_LEAD = re.compile(
    r"^(?:每个|每|各(?![级类项种]))(?:所|名|位|张|家|座|支|人|户|班|亩|床|年|月|周|季度|天|半年)?(?:[市县区州乡镇街道村社区、省城农]|\([^)]*\))*(?:至少|均|都|应|要|须)?"
)
_PERIOD = re.compile(r"每[一两二三\d]?个?(?:周|月|年|季度|半年|天|日)(?:至少|不少于|不低于|最少)?")
_PER_TAIL = re.compile(
    r"^(.{2,}?)(?:按照?|提高到|提高至|调整为|为)?每(?:人|户|生|床|名|张|个|所)[^,。;]{0,6}$"
)
_LEAST = re.compile(r"^(?:至少|最少|不少于)+")
_RANKED = re.compile(r"^(?:每千|每万|每百|每十万|人均|户均|生均|年均)")


def tidy(text: str) -> str:
    """Without what leads into a noun phrase: adverbs, 全县, a verb (新建, 培训), and what leads out (达到)."""
    text = _PER_TAIL.sub(r"\1", _PERIOD.sub("", text.strip()))
    while True:
        shorter = _LEAD.sub("", text)
        if shorter == text:
            break
        text = shorter
    text = _LEAST.sub("", _COPULA.sub("", text))
    if not _RANKED.match(text):
        text = _PER_LEAD.sub("", text)
    text = text.replace(HIDDEN, "").strip(" ,、的“”-—~")
    return "" if text in ("至", "到") else text


def drop_verb(text: str) -> str:
    """Without its leading verb; empty where the phrase is a verb alone."""
    while text:
        if text in _VERB_SET:
            return ""
        shorter = _LEADING_VERB.sub("", text)
        if shorter == text:
            return text
        text = shorter.lstrip("的了、")
    return text


_VERB_SET = set(_VERBS.split("|"))


def counted_after(text: str, threshold: bool = False) -> str:
    """The noun that follows a measure word: of 以…为主的供养机构 the last part, of 100张以上床位的机构 the first."""
    text = text.strip(f' {HIDDEN}“”"')
    if threshold and 0 < text.find("的") <= 6:
        return text[: text.find("的")]
    if text.startswith("的"):
        text = text[1:]
    _, mark, tail = text.rpartition("的")
    if mark and tail and not re.match(r"(?:比例|标准|要求|目标|速度|资金|水平)", tail):
        text = tail
    cut = _TAIL.search(_INNER.sub(lambda match: HIDDEN * len(match.group()), text))
    return text[: cut.start() if cut else None].replace(HIDDEN, "").strip(" 、,的”“-—~")


_INNER = re.compile(r"(?<=\()[^()]*(?=\))")
_SHARES = re.compile(r"^的?(?:比例|标准|资金|部分|份额|额度)")


def shared_after(text: str) -> str:
    """What a share is a share of, with its predicate: 乡镇建有老年学校."""
    text = text.strip(f' {HIDDEN}“”"的').replace(HIDDEN, "")
    return "" if _SHARES.match(text) else re.split(r"[,。;:]", text)[0][:30]


_FROM_TAIL = re.compile(r"(?:由|从|自(?![来然主动费办]))[^,。;、]{0,16}$")
_BOUNDS = ("以上", "以下", "及以上", "及以下")
_NAMED_BY_VERB = ("人", "人次", "名", "元")
_LONGEST_NOUN = 40


class Subjects:
    """Finds subjects; a number without one has that of the number before it, of its own unit if there is."""

    def __init__(self, yearless: str) -> None:
        self._text = yearless
        self._last: dict[str, str] = {}
        self._passed: tuple[int, int] | None = None

    def begin(self) -> None:
        """A new sentence."""
        self._last = {}
        self._passed = None

    def pass_over(self, start: int, end: int) -> None:
        """A phrase without a number, which may be the subject of the next one."""
        if end - start < _LONGEST_NOUN:
            self._passed = (start, end)

    def of(self, window: "Window", slogan: bool) -> str:
        unit = window.found.unit
        before = self._before(window)
        named = tidy(before)
        subject = window.named or self._own(window, named, slogan)
        if "最多跑" in before:
            subject = "政务服务跑动次数"
        subject = subject or self._last.get(unit) or self._just_passed() or self._last.get("") or named
        self._last[unit] = self._last[""] = subject
        self._passed = None
        return subject

    def _just_passed(self) -> str:
        return tidy(self._text[slice(*self._passed)]) if self._passed else ""

    def _before(self, window: "Window") -> str:
        if not (window.origin or window.shift):
            return self._text[window.left : window.found.start]
        first = window.previous.found if window.shift and window.previous else window.found
        return _FROM_TAIL.sub("", self._text[window.start : first.start])

    def _own(self, window: "Window", named: str, slogan: bool) -> str:
        found = window.found
        if found.unit in DURATIONS and found.unit != "分钟":
            return re.split(r"[、的且]", named)[-1].rstrip("满可在签订")
        after = self._text[found.end : window.right]
        behind = shared_after(after) if found.unit == "%" else counted_after(after, found.after in _BOUNDS)
        ahead = drop_verb(named)
        if found.counter and behind and not (slogan or window.origin or window.shift):
            return behind
        if found.unit == "分钟" and behind:
            return ahead + behind
        return ahead or drop_verb(behind) or behind or (named if found.unit in _NAMED_BY_VERB else "")
