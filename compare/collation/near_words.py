"""Words that share a character and may say nearly the same: 共享 and 分享. Chinese alone does not decide."""

import re

from resolutions.language.numerals import NUMERAL

from .actors import names_actor
from .annotated_text import AnnotatedText, Stretch

LONGEST = 4  # characters of a word
# Characters that turn the sense: negation, number, quantity, degree, side, time, possibility, duty,
# condition. See "Never only wording" in docs/domain.md.
_TURNING = re.compile(
    f"[{NUMERAL}半双单多少大小高低上下前后内外左右先最再全各每任某部分增减升降强弱进退加削新旧男女东西南北"
    "不未非无没勿莫否免禁反拒违抗可须应必能得会将需要仅只唯都皆均即已曾国省市年月日周季天时或除若如倘敌友"
    "早迟晚直律院济费育训力款章税留付约表土海开关始终正负甲乙主次长短远近公私总副解立废撤停续起止买卖输出入]"
)
_KINDS = frozenset("民器土法权费罪物品区会院约章款书案队军战争海表训定额税病人员者国作")  # end many nouns
_NEGATION = re.compile("[不未非无没勿莫否免禁反拒仅只或各每]")
_AMOUNT = re.compile(f"[{NUMERAL}各每任某全所]")


def turns_sense(text: str) -> bool:
    """Return whether a text has a negation or limit, or names an actor (actors.tsv) or a State."""
    return _NEGATION.search(text) is not None or names_actor(text) or "\0" in text


def are_near(a: AnnotatedText, of_a: Stretch, b: AnnotatedText, of_b: Stretch) -> bool:
    """Return whether two stretches are parts of short words that share a character, and turn no sense."""
    old, new = a.folded[slice(*of_a)], b.folded[slice(*of_b)]
    if not old.isalpha() or not new.isalpha() or turns_sense(old + new) or _TURNING.search(old + new):
        return False
    if min(len(old), len(new)) > 1 and not set(old) & set(new):  # 书面报告, 口头报告
        return False
    word_a, word_b = a.folded[slice(*a.words_around(of_a))], b.folded[slice(*b.words_around(of_b))]
    if max(len(word_a), len(word_b)) > LONGEST or _is_actor_or_amount(word_a) or _is_actor_or_amount(word_b):
        return False
    return bool((set(word_a) & set(word_b)) - _KINDS)


def _is_actor_or_amount(word: str) -> bool:
    return names_actor(word) or _AMOUNT.search(word) is not None
