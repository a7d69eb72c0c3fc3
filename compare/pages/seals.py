"""Seals of the kinds of rows and of changes of verb, and the words for classes of hunks."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..collation.model import Change, Hunk, RowKind, Shift
from .weights import MOVED, VERB


@dataclass(frozen=True, slots=True)
class ChangeBadge:
    """The seal of a label of rows: a character, a word and an explanation."""

    kind: str
    sign: str
    word: str | Promise
    meaning: str | Promise


SEALS = {
    str(seal.kind): seal
    for seal in (
        ChangeBadge(RowKind.AMENDED, "改", gettext_lazy("改动"), gettext_lazy("内容有改动")),
        ChangeBadge(
            RowKind.UNCLEAR,
            "核",
            gettext_lazy("待核"),
            gettext_lazy("用词不同，仅凭中文不能断定意思是否改变"),
        ),
        ChangeBadge(
            RowKind.UPDATED, "更", gettext_lazy("更新"), gettext_lazy("只有日期、届会、编号或文号顺延")
        ),
        ChangeBadge(
            RowKind.VARIANT, "译", gettext_lazy("译法"), gettext_lazy("只有译法或措辞不同，内容未改")
        ),
        ChangeBadge(RowKind.SPLIT, "拆", gettext_lazy("拆分"), gettext_lazy("甲文一段，乙文拆为几段")),
        ChangeBadge(RowKind.MERGE, "并", gettext_lazy("合并"), gettext_lazy("甲文几段，乙文并为一段")),
        ChangeBadge(RowKind.ADDED, "增", gettext_lazy("新增"), gettext_lazy("只见于乙文")),
        ChangeBadge(RowKind.REMOVED, "删", gettext_lazy("删除"), gettext_lazy("只见于甲文")),
        ChangeBadge(MOVED, "移", gettext_lazy("移动"), gettext_lazy("换了位置；文字在乙文的位置上比对")),
        ChangeBadge(RowKind.SAME, "同", gettext_lazy("相同"), gettext_lazy("除标点外逐字相同")),
        ChangeBadge(Shift.WEAKER, "弱", gettext_lazy("动词转弱"), gettext_lazy("段首动词的力度明显减弱")),
        ChangeBadge(Shift.STRONGER, "强", gettext_lazy("动词转强"), gettext_lazy("段首动词的力度明显加强")),
        ChangeBadge(VERB, "动", gettext_lazy("动词"), gettext_lazy("段首动词有改换，不论强弱")),
    )
}

SHIFTS = {
    Shift.WEAKER: gettext_lazy("动词转弱"),
    Shift.STRONGER: gettext_lazy("动词转强"),
    Shift.CHANGED: gettext_lazy("动词改换"),
}

_CHANGES = {
    Change.UPDATED: gettext_lazy("更新"),
    Change.REDATED: gettext_lazy("同号异日"),
    Change.VARIANT: gettext_lazy("译法"),
    Change.WORDING: gettext_lazy("措辞"),
    Change.PUNCTUATION: gettext_lazy("标点"),
    Change.VERB: gettext_lazy("动词"),
    Change.LIST: gettext_lazy("列举"),
    Change.SUBSTANCE: gettext_lazy("内容"),
}


def change_word(hunk: Hunk) -> str:
    """Return the class of a hunk in a word: 内容, 动词转弱, 待核."""
    if hunk.backward:
        return _("倒退")
    if not hunk.sure:
        return str(SEALS[RowKind.UNCLEAR].word)
    if hunk.shift:
        return str(SHIFTS[hunk.shift])
    return str(_CHANGES[hunk.change])
