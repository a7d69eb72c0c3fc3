"""Tests of lead verbs."""

import pytest

from resolutions.reading.verbs import lead_verb, verb_at_start


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("重申其决心，", "重申"),
        ("又重申其决心，", "重申"),
        ("还回顾其决议，", "回顾"),
        ("再次申明其立场，", "再次申明"),
        ("再次强调其立场，", "再次强调"),
        ("赞赏地注意到该报告；", "赞赏地注意到"),
        ("深为关切地认识到其影响，", "深为关切地认识到"),
        ("在这方面欢迎该报告；", "欢迎"),
        ("在这方面，欢迎该报告；", "欢迎"),
        ("并请秘书长报告；", "请"),
        ("强烈敦促各国合作；", "强烈敦促"),
        ("对该事件表示严重关切，", "表示严重关切"),
        ("对该地区内所发生之事故，深切忧虑，", "深切忧虑"),
        ("根据《联合国宪章》第七章采取行动，", "根据"),
        ("以《联合国宪章》为指导，", "以…为指导"),
        ("[请秘书长报告；]", "请"),
        ("請秘書長報告；", "請"),
        ("秘书长报告；", None),
        ("", None),
    ],
)
def test_the_lead_verb_excludes_its_adverbs(text: str, verb: str | None) -> None:
    assert lead_verb(text) == verb


def test_a_verb_has_parts_and_a_strength() -> None:
    decides, notes = verb_at_start("决定继续"), verb_at_start("注意到")
    assert decides and notes
    assert (decides.preambular, decides.operative, decides.strength) == (False, True, 5)
    assert (notes.preambular, notes.operative, notes.strength) == (True, True, 1)
