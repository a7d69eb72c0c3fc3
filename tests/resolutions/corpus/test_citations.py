"""Settlement of open citations by staff."""

import pytest
from django.contrib.auth.models import User

from resolutions.corpus import CorpusError, resolve_citation
from resolutions.corpus.reconstruction import reading_of
from resolutions.models import Citation, CorpusVersion, Edge, Edition, Resolution

from ...texts import stored, text

OPEN = "回顾2000年4月26日第2000/70号决议，"
WORDS = "2000年4月26日第2000/70号决议"
MEANT = "E/CN.4/RES/2000/70"


@pytest.fixture
def editor(db: None) -> User:
    return User.objects.create_user("editor", is_staff=True)


def document(*preamble: str) -> Edition:
    return stored(text(*preamble, "1. 请秘书长报告。"))


def open_words(edition: Edition) -> Citation:
    return Citation.objects.get(edition=edition, text=WORDS)


def test_a_settlement_records_words_target_user_and_time(editor: User) -> None:
    made = resolve_citation(open_words(document(OPEN)), "e/cn.4/res/2000/70", editor)
    assert (made.text, made.before, made.after, made.target) == (WORDS, "回顾", "，", MEANT)
    assert made.created_by == editor
    assert made.created is not None


def test_settled_words_make_an_edge_and_link_to_the_document(editor: User) -> None:
    cited = stored(text("1. 请各国合作。", head="70/9. 被引"))
    edition = document("回顾《灯塔宣言》，")
    resolve_citation(Citation.objects.get(edition=edition, text="《灯塔宣言》"), "A/RES/70/9", editor)
    assert Edge.objects.get(citing=edition.resolution).work_id == "A/RES/70/9"
    assert Citation.objects.get(edition=edition).resolution == cited.resolution


def test_a_settlement_applies_to_a_new_edition_with_the_same_words(editor: User) -> None:
    resolve_citation(open_words(document(OPEN)), MEANT, editor)
    newer = document("重申《联合国宪章》，", OPEN)
    assert (open_words(newer).target, open_words(newer).place) == (MEANT, "pp2")
    assert open_words(newer).settlement
    assert {edge.work_id for edge in Edge.objects.all()} == {"instrument/charter", MEANT}


def test_a_settlement_applies_to_words_that_occur_once_in_other_surroundings(editor: User) -> None:
    resolve_citation(open_words(document(OPEN)), MEANT, editor)
    assert open_words(document(f"重申人权委员会以前的{WORDS}及其后续行动，")).target == MEANT


def test_a_settlement_applies_to_repeated_words_only_in_the_same_surroundings(editor: User) -> None:
    resolve_citation(open_words(document(OPEN)), MEANT, editor)
    newer = document(OPEN, f"重申另一个机关{WORDS}，")
    rows = Citation.objects.filter(edition=newer, text=WORDS).order_by("place")
    assert [(row.place, row.target) for row in rows] == [("pp1", MEANT), ("pp2", "")]


def test_a_settlement_has_no_effect_without_its_words(editor: User) -> None:
    resolve_citation(open_words(document(OPEN)), MEANT, editor)
    document("回顾第69/1号决议，")
    assert [edge.work_id for edge in Edge.objects.all()] == ["A/RES/69/1"]


def test_a_settlement_can_be_undone_and_later_editions_stay_open(editor: User) -> None:
    citation = open_words(document(OPEN))
    resolve_citation(citation, MEANT, editor)
    resolve_citation(citation, "", editor)
    assert open_words(document(OPEN, "重申《联合国宪章》，")).target == ""
    assert [s.target for s in Resolution.objects.get().settlements.all()] == [MEANT, ""]


def test_a_settlement_does_not_change_the_reading(editor: User) -> None:
    edition = document(OPEN)
    before = reading_of(edition)
    resolve_citation(open_words(edition), MEANT, editor)
    assert reading_of(edition) == before


def test_a_settlement_advances_the_corpus_version(editor: User) -> None:
    edition = document(OPEN)
    version = CorpusVersion.current()
    resolve_citation(open_words(edition), MEANT, editor)
    assert CorpusVersion.current() == version + 1


@pytest.mark.parametrize("target", ["灯塔", "instrument/lighthouse", "65/218 或 66/1"])
def test_a_target_that_names_no_document_is_refused(editor: User, target: str) -> None:
    with pytest.raises(CorpusError) as refused:
        resolve_citation(open_words(document(OPEN)), target, editor)
    assert refused.value.user_message == f"“{target}”既不是文号，也不是已知的文件。"
    assert not Edge.objects.exists()


def test_a_citation_that_the_reader_identified_cannot_be_settled(editor: User) -> None:
    edition = document("回顾第69/1号决议，")
    with pytest.raises(CorpusError, match="这处引文已从原文识别，不能另行判定。"):
        resolve_citation(Citation.objects.get(edition=edition), MEANT, editor)
