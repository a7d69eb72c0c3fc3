"""What is measured on must be like what is real."""

from collections import Counter
from itertools import islice

from benchmarks import network
from benchmarks.documents import PREAMBULAR, SESSIONS, TOPICS, document, documents
from resolutions.reading import read


def test_made_documents_are_resolutions_of_forty_paragraphs_that_cite_their_predecessor() -> None:
    for topic in range(1, TOPICS, 20):
        name, text = document(60, topic)
        reading = read(text.encode(), name)
        assert reading.meta.symbol == f"A/RES/60/{topic}"
        assert sum(p.id.startswith("pp") for p in reading.paragraphs) == PREAMBULAR
        assert len(reading.paragraphs) == 40
        assert [c.target for c in reading.citations if c.place == "pp1"] == [f"A/RES/59/{topic}"]


def test_a_topic_changes_from_session_to_session_but_not_much() -> None:
    def paragraphs(session: int) -> list[str]:
        return [p.text for p in read(document(session, 7)[1].encode(), "made.txt").paragraphs]

    same = sum(a == b for a, b in zip(paragraphs(60), paragraphs(61), strict=True))
    assert 20 <= same < 40


def test_there_are_25_000_of_them_each_with_its_own_name_and_the_same_every_time() -> None:
    names = {
        name for session in SESSIONS for name in (f"A-RES-{session}-{t}.txt" for t in range(1, TOPICS + 1))
    }
    assert len(names) == 25_000
    first = list(documents(TOPICS + 2))
    assert first == list(documents(TOPICS + 2))
    assert [name for name, _text in first[-2:]] == ["A-RES-32-1.txt", "A-RES-32-2.txt"]


def test_a_made_network_has_25_000_documents_that_cite_what_is_older_and_few_works_very_often() -> None:
    made = list(network.documents())
    assert list(islice(network.documents(), 1000)) == made[:1000]
    assert len(made) == 25_000
    assert len({one.day.year for one in made}) == 80
    days = {one.symbol.text: one.day for one in made if one.symbol}
    assert len(days) == sum(one.symbol is not None for one in made)
    assert all(days[key] < one.day for one in made for key in one.cites if key in days)
    mentions = Counter(key for one in made for key in one.cites)
    assert 145_000 < mentions.total() < 160_000
    assert mentions.most_common(1)[0][0] == network.CHARTER
    counts = sorted(mentions.values(), reverse=True)
    assert counts[0] > 3000
    assert counts[1] > 1000
    assert counts[len(counts) // 2] < 5
