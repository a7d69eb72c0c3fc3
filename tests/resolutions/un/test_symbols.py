"""Tests of document symbols and sessions."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolutions.language.numerals import to_roman
from resolutions.un.organs import organs
from resolutions.un.sessions import approximate_date, date_fits_session, is_valid_number, session_start
from resolutions.un.symbols import (
    IN_TEXT,
    Number,
    normalise,
    parse,
    parse_number,
    resolution_symbol,
    symbol_from_url,
)

LETTERS = st.sampled_from(["", "A", "B", "Q", "A and B", "A to E"])
NUMBERS = st.one_of(
    st.builds(Number, st.integers(31, 99).map(str), st.integers(1, 400), LETTERS),
    st.builds(Number, st.integers(1, 60).map(lambda n: f"ES-{n}"), st.integers(1, 40)),
    st.builds(Number, st.integers(1, 40).map(lambda n: f"S-{n}"), st.integers(1, 40)),
    st.builds(Number, st.integers(1978, 2030).map(str), st.integers(1, 300)),
    st.builds(Number, st.integers(1, 62).map(to_roman), st.integers(1, 3541), LETTERS, st.just("roman")),
    st.builds(Number, st.integers(1946, 2030).map(str), st.integers(1, 2800), st.just(""), st.just("year")),
)
RESOLUTIONS = st.builds(
    resolution_symbol, st.sampled_from(sorted(organs())), NUMBERS, st.sampled_from(["RES", "DEC", "PRST"])
)
MODIFIERS = st.lists(st.sampled_from(["/Rev.1", "/Add.2", "/Corr.1", "/Amend.3"]), max_size=2).map("".join)
PLAIN = st.one_of(
    st.builds("A/{}/{}{}".format, st.integers(31, 80), st.integers(1, 999), MODIFIERS),
    st.builds("A/C.3/{}/L.{}{}".format, st.integers(31, 80), st.integers(1, 99), MODIFIERS),
    st.builds("A/HRC/{}/{}{}".format, st.integers(1, 60), st.integers(1, 99), MODIFIERS),
    st.builds("A/CONF.157/24(Part {}){}".format, st.sampled_from(["I", "II", "IV"]), MODIFIERS),
    st.builds("S/{}/{}{}".format, st.integers(1994, 2030), st.integers(1, 999), MODIFIERS),
    st.builds("E/CN.4/{}/2-E/CN.4/SUB.2/{}/46".format, st.integers(1980, 2006), st.integers(1980, 2006)),
)


@given(st.one_of(RESOLUTIONS.map(str), PLAIN))
def test_the_normal_form_is_stable(text: str) -> None:
    assert normalise(text) == text


@given(RESOLUTIONS)
def test_a_symbol_is_parsed_from_its_text(symbol: object) -> None:
    assert parse(str(symbol)) == symbol


@given(st.one_of(RESOLUTIONS.map(str), PLAIN))
def test_an_address_is_parsed_to_its_symbol(text: str) -> None:
    symbol = parse(text)
    assert symbol is not None
    assert normalise(symbol.address) == text


@given(st.one_of(RESOLUTIONS.map(str), PLAIN))
def test_an_official_link_is_parsed_to_its_symbol(text: str) -> None:
    symbol = parse(text)
    url = symbol.url() if symbol else None
    if symbol and url and not (symbol.number and symbol.number.part) and "-E/" not in text:
        assert symbol_from_url(url) == text


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("a/res/65/218", "A/RES/65/218"),
        ("A/RES/217 A (III)", "A/RES/217(III) A"),
        ("A/RES/217A(III)", "A/RES/217(III) A"),
        ("A/RES/31/16A", "A/RES/31/16 A"),
        ("A/RES/31/6 A and B", "A/RES/31/6 A and B"),
        ("S/RES/2446 (2018)", "S/RES/2446(2018)"),
        ("E/CN.4/Sub.2/RES/2000/22", "E/CN.4/SUB.2/RES/2000/22"),
        ("A/CONF.157/24 (PartI)/Corr.1", "A/CONF.157/24(Part I)/Corr.1"),
        ("A/54/L.81/Rev.l", "A/54/L.81/Rev.1"),
        ("А/С.2/62/INF/1", "A/C.2/62/INF/1"),  # with Cyrillic А and С
        ("Ａ／ＲＥＳ／７０／１", "A/RES/70/1"),
        ("A/RES/65/218*", "A/RES/65/218"),
        ("A/RES/3362(S-VII)", "A/RES/3362(S-VII)"),
        ("A/RES/2252 (ES-V)", "A/RES/2252(ES-V)"),
        ("CD/1356", "CD/1356"),
        ("ST/AI/189/Add.9/Rev.2", "ST/AI/189/Add.9/Rev.2"),
    ],
)
def test_every_writing_of_a_symbol_has_one_normal_form(printed: str, normal: str) -> None:
    assert normalise(printed) == normal


@pytest.mark.parametrize(
    "text",
    ["", "A", "A/B", "65/218", "hello", "和/或", "A//1", "http://a/1", "A/RES/217(IIII) A", "/A/1", "1/2/3"],
)
def test_text_that_is_no_symbol_has_no_normal_form(text: str) -> None:
    assert normalise(text) is None


def test_a_number_is_parsed_without_an_organ() -> None:
    assert parse_number("65/218") == Number("65", 218)
    assert parse_number("49/35 A") == Number("49", 35, "A")
    assert parse_number("217 A (III)") == Number("III", 217, "A", "roman")
    assert parse_number("2446 (2018)") == Number("2018", 2446, "", "year")
    assert parse_number("S-16/1") == Number("S-16", 1)
    assert parse_number("1.5") is None


def test_symbols_are_sorted_as_in_a_library() -> None:
    ordered = [
        "A/RES/217(III) A", "A/RES/2159(XXI)", "A/RES/31/6 A and B", "A/RES/31/16 A", "A/RES/31/16 B", "A/RES/65/9", "A/RES/65/218",
        "A/RES/S-8/1", "A/RES/ES-11/6", "S/RES/171(1962)", "S/RES/2446(2018)",
    ]  # fmt: skip
    symbols = [parse(text) for text in ordered]
    assert [str(s) for s in sorted(symbols, key=lambda s: s.sort_key if s else ())] == ordered
    keys = [s.order_key for s in symbols if s]
    assert keys == sorted(keys), "the same order as text"


@pytest.mark.parametrize(
    ("symbol", "language", "url"),
    [
        ("A/RES/65/218", "zh", "https://docs.un.org/zh/A/RES/65/218"),
        ("A/RES/217(III) A", "zh", "https://docs.un.org/zh/A/RES/217(III)"),
        ("A/RES/70/1", "en", "https://docs.un.org/en/A/RES/70/1"),
        ("E/CN.4/2001/2-E/CN.4/SUB.2/2000/46", "zh", "https://docs.un.org/zh/E/CN.4/2001/2"),
    ],
)
def test_links_go_to_the_official_text(symbol: str, language: str, url: str) -> None:
    parsed = parse(symbol)
    assert parsed
    assert parsed.url(language) == url


def test_an_assembly_decision_has_no_official_link() -> None:
    assert resolution_symbol("GA", Number("58", 408), "DEC").url() is None


@pytest.mark.parametrize(
    ("url", "symbol"),
    [
        ("https://undocs.org/ch/A/RES/70/1", "A/RES/70/1"),
        ("https://undocs.org/zh/A/RES/2758(XXVI)", "A/RES/2758(XXVI)"),
        ("https://undocs.org/ch/A/CONF.157/24(PartI)/Corr.1", "A/CONF.157/24(Part I)/Corr.1"),
        ("https://docs.un.org/zh/S/2025/22", "S/2025/22"),
        ("http://daccess-ods.un.org/access.nsf/Get?Open&DS=A/RES/50/72&Lang=C", "A/RES/50/72"),
        ("https://example.org/A/RES/70/1", None),
    ],
)
def test_links_are_parsed_to_symbols(url: str, symbol: str | None) -> None:
    assert symbol_from_url(url) == symbol


def test_a_date_must_fit_the_session() -> None:
    assert date_fits_session("GA", Number("60", 251), date(2006, 3, 15))
    assert date_fits_session("GA", Number("60", 251), date(2007, 3, 15)) is False
    assert date_fits_session("HRC", Number("6", 17), date(2007, 9, 28))
    assert date_fits_session("HRC", Number("6", 17), date(2008, 9, 28)) is False
    assert date_fits_session("HRC", Number("41", 3), date(2019, 7, 11))
    assert date_fits_session("SC", Number("2018", 2446, "", "year"), date(2018, 11, 15))
    assert date_fits_session("GA", Number("S-23", 3), date(2000, 6, 10)) is None, "S-23 is no year"
    assert date_fits_session("GA", Number("ES-11", 6), date(2023, 2, 23)) is None, (
        "dates of special sessions are unknown"
    )


def test_a_number_is_invalid_in_a_style_the_organ_does_not_use() -> None:
    assert not is_valid_number("GA", Number("6", 17), 2020), "the Assembly counts so from session 31"
    assert is_valid_number("HRC", Number("6", 17), 2020)
    assert not is_valid_number("HRC", Number("66", 3), 2020), "the Council had not come so far"
    assert not is_valid_number("GA", Number("2018", 2446, "", "year"), 2020)


def test_a_session_has_an_earliest_first_day() -> None:
    assert session_start("GA", 78) == date(2023, 9, 1)
    assert session_start("HRC", 44) == date(2020, 6, 1)
    assert session_start("HRC", 3) == date(2006, 6, 1)
    assert session_start("GA", None) is None
    assert session_start("SC", 3) is None


def test_a_session_beyond_all_years_has_no_date() -> None:
    assert session_start("GA", 99_999) is session_start("HRC", 99_999) is None
    assert approximate_date(resolution_symbol("GA", Number("9999", 1))) is None
    assert date_fits_session("GA", Number("MMMMMMMMM", 1, "", "roman"), date(2010, 12, 21)) is None


def test_symbols_are_found_in_running_text() -> None:
    text = "见E/CN.4/2001/2-E/CN.4/Sub.2/2000/46,A/CONF.157/24(Part I)和 A/78/53),(A/ES-11/L.7)S/RES/2712 (2023)和/或II/3"
    assert [m[0] for m in IN_TEXT.finditer(text)] == [
        "E/CN.4/2001/2-E/CN.4/Sub.2/2000/46", "A/CONF.157/24(Part I)", "A/78/53", "A/ES-11/L.7", "S/RES/2712 (2023)",
    ]  # fmt: skip
