"""Neighbourhoods for tests: around the five resolutions, and of any size."""

from collections.abc import Collection, Iterable
from datetime import date
from itertools import combinations

from hypothesis import strategies as st

from resolutions.citations.graph.model import GraphEdge, GraphNode, Neighbourhood, Role
from resolutions.un.works import INSTRUMENTS, OTHERS

TITLE = "加强人权领域的国际合作"
LANES = {
    "GA": "大会",
    "HRC": "人权理事会",
    "SUBCOM": "促进和保护人权小组委员会",
    INSTRUMENTS: "国际文书",
    OTHERS: "其他",
}


def node(
    label: str,
    day: date | None,
    lane: str = "GA",
    role: Role = Role.AROUND,
    asked_by: tuple[int, ...] = (),
    *,
    key: str = "",
    title: str = TITLE,
    exact: bool = True,
    held: bool = False,
    series: str = "",
    cited_by: int = 0,
) -> GraphNode:
    """Return a document; its key and address are derived from its label by default."""
    key = key or {"GA": "A/RES/", "HRC": "A/HRC/RES/"}.get(lane, "") + label
    return GraphNode(
        key=key,
        label=label,
        title=title,
        address=key,
        lane=lane,
        lane_name=LANES[lane],
        role=role,
        asked_by=asked_by,
        day=day,
        exact=exact,
        held=held,
        series=series,
        cited_by=cited_by,
    )


def around(
    nodes: Iterable[GraphNode],
    pairs: Iterable[tuple[str, str]] = (),
    *,
    shown: Collection[str] | None = None,
    unlisted: dict[str, int] | None = None,
) -> Neighbourhood:
    """Return a neighbourhood of these documents, all of them shown by default."""
    found = tuple(nodes)
    edges = tuple(GraphEdge(citing, cited, "回顾", 1) for citing, cited in pairs)
    return Neighbourhood(found, edges, frozenset(shown or (n.key for n in found)), unlisted or {})


def five() -> Neighbourhood:
    """Return 65/218 and 25/3 with some of the works that they cite, and the other three resolutions."""
    nodes = (
        node("65/218", date(2010, 12, 21), role=Role.ASKED, asked_by=(0,), series="大会", cited_by=3),
        node(
            "25/3",
            date(2014, 3, 27),
            "HRC",
            role=Role.ASKED,
            asked_by=(1,),
            series="理事会",
            title="增强人权领域的国际合作",
        ),
        node(
            "宪章",
            date(1945, 6, 26),
            INSTRUMENTS,
            role=Role.SHARED,
            asked_by=(0, 1),
            key="charter",
            title="联合国宪章",
        ),
        node("55/2", date(2000, 9, 8), role=Role.SHARED, asked_by=(0, 1), title="联合国千年宣言"),
        node("64/171", date(2009, 12, 18), role=Role.ONE, asked_by=(0,), series="大会"),
        node("2000/22", date(2000, 8, 18), "SUBCOM", role=Role.ONE, asked_by=(0,), title="促进人权对话"),
        node("67/169", date(2012, 12, 20), role=Role.ONE, asked_by=(1,), series="大会"),
        node("68/160", date(2013, 12, 18), role=Role.ONE, asked_by=(1,), series="大会"),
        node("23/3", date(2013, 6, 13), "HRC", role=Role.ONE, asked_by=(1,), series="理事会"),
        node("38/3", date(2018, 7, 5), "HRC", held=True, series="理事会"),
        node(
            "44届草案",
            date(2020, 7, 1),
            "HRC",
            held=True,
            exact=False,
            series="理事会",
            key="draft/HRC44-1a2b3c4d",
        ),
        node("78届草案", date(2023, 11, 1), held=True, exact=False, series="大会", key="draft/GA78-5e6f7a8b"),
    )
    cited = {
        "A/RES/65/218": ("charter", "A/RES/55/2", "A/RES/64/171", "2000/22"),
        "A/HRC/RES/25/3": ("charter", "A/RES/55/2", "A/RES/67/169", "A/RES/68/160", "A/HRC/RES/23/3"),
        "A/HRC/RES/38/3": ("charter",),
        "draft/HRC44-1a2b3c4d": ("charter", "A/RES/55/2", "2000/22"),
        "draft/GA78-5e6f7a8b": ("charter", "A/RES/55/2", "2000/22"),
    }
    pairs: list[tuple[str, str]] = []
    for citing, keys in cited.items():
        pairs += [(citing, key) for key in keys]
    return around(nodes, pairs)


def crowd(asked: int, count: int, edges: int) -> Neighbourhood:
    """Return `count` documents, the first `asked` of them asked for, with `edges` citations of earlier by later ones."""
    lanes = list(LANES)
    roles = [Role.ONE, Role.SOME if asked > 2 else Role.AROUND, Role.CITING, Role.AROUND]
    nodes = []
    for index in range(count):
        lane = lanes[index % 3 if index % 7 else index % 5]
        role = Role.ASKED if index < asked else roles[index % 4]
        by = {Role.ASKED: (index,), Role.ONE: (index % asked,), Role.SOME: (0, 1)}.get(role, ())
        day = date(1946 + index * 7 % 78, 1 + index % 12, 1 + index % 28)
        label = f"{day.year - 1945}/{100 + index}"
        series = lane if index % 3 == 0 else ""
        nodes.append(
            node(
                label,
                day,
                lane,
                role=role,
                asked_by=by,
                title=TITLE * 3,
                series=series,
                held=index % 2 == 0,
                cited_by=index,
            )
        )
    keys = [n.key for n in sorted(nodes, key=lambda n: n.day or date.max)]
    pairs = [(later, earlier) for earlier, later in combinations(keys, 2)]
    step = max(len(pairs) // max(edges, 1), 1)
    return around(nodes, pairs[::step][:edges], unlisted={"GA": 2960})


DAYS = st.one_of(
    st.dates(date(1945, 1, 1), date(2026, 12, 31)),
    st.dates(date(2010, 1, 1), date(2012, 12, 31)),  # so that documents crowd
    st.just(date(2015, 12, 17)),
)
LABELS = st.one_of(
    st.builds("{}/{}".format, st.integers(1, 80), st.integers(1, 300)),
    st.sampled_from(["宪章", "217 A(III)", "维也纳宣言", "公民及政治权利国际公约任择议定书"]),
)


@st.composite
def neighbourhoods(draw: st.DrawFn) -> Neighbourhood:
    """Draw a neighbourhood of 1 to 60 documents, some of them without a date or not shown."""
    count = draw(st.integers(1, 60))
    asked = draw(st.integers(1, min(count, 8)))
    nodes = []
    for index in range(count):
        role = Role.ASKED if index < asked else draw(st.sampled_from(list(Role)[1:]))
        by = {Role.ASKED: (index,), Role.ONE: (index % asked,)}.get(role, ())
        days = DAYS if index < asked else st.one_of(DAYS, st.none())
        day = draw(days)
        lane, series = draw(st.sampled_from([*LANES])), draw(st.sampled_from(["", "", "合作", "发展"]))
        nodes.append(
            node(
                draw(LABELS),
                day,
                lane,
                role=role,
                asked_by=by,
                key=f"A/RES/{index}",
                exact=draw(st.booleans()),
                series=series,
            )
        )
    keys = [n.key for n in nodes]
    pairs = draw(st.sets(st.tuples(st.sampled_from(keys), st.sampled_from(keys)), max_size=80))
    shown = draw(st.sets(st.sampled_from(keys[asked:]))) if count > asked else set()
    unlisted = draw(st.dictionaries(st.sampled_from(["GA", "SC"]), st.integers(0, 3000)))
    ordered = sorted((citing, cited) for citing, cited in pairs if citing != cited)
    return around(nodes, ordered, shown={*keys[:asked], *shown}, unlisted=unlisted)
