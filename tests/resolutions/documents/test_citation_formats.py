"""References: what a reader pastes into a footnote or a reference manager, read back by others' parsers."""

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from resolutions.documents.citation_formats import bibtex, chinese_note, ris
from resolutions.models import Edition, Resolution

from ...pages import page
from ...texts import stored, text

URL = "http://testserver/A/RES/65/218"


@pytest.mark.django_db
def test_the_note_is_as_the_united_nations_cites_itself(five: dict[str, Edition]) -> None:
    notes = {name: chinese_note(edition.resolution, "URL") for name, edition in five.items()}
    assert notes["65/218"] == "联合国大会：《加强人权领域的国际合作》，A/RES/65/218，2010年12月21日，URL。"
    assert notes["44th draft"].startswith(
        "联合国人权理事会：《加强人权领域的国际合作》，人权理事会第44届会议决议草案，URL"
    )
    security_council = stored(
        "第2712(2023)号决议\n2023年11月15日安全理事会第9479次会议通过\n\n安全理事会，\n回顾其所有有关决议，\n1. 要求各方遵守国际法。\n"
    )
    assert (
        chinese_note(security_council.resolution, "URL")
        == "安全理事会：S/RES/2712(2023)，2023年11月15日，URL。"
    )


@pytest.mark.django_db
def test_reference_managers_read_the_ris_record(client: Client, five: dict[str, Edition]) -> None:
    got = page(client, "/A/RES/65/218.ris")
    assert got.headers["Content-Type"].startswith("application/x-research-info-systems")
    (record,) = rispy.loads(got.content.decode())
    assert record["type_of_reference"] == "RPRT"
    assert record["title"] == "加强人权领域的国际合作"
    assert record["authors"] == ["联合国大会"]
    assert record["issn"] == "A/RES/65/218"
    assert (record["year"], record["date"]) == ("2010", "2010/12/21")
    assert record["urls"] == [URL]


@pytest.mark.django_db
def test_bibtex_reads_the_entry(client: Client, five: dict[str, Edition]) -> None:
    got = page(client, "/A/RES/65/218.bib")
    (entry,) = parse_string(got.content.decode()).entries
    assert entry.entry_type == "techreport"
    assert entry.key == "a-res-65-218"
    assert (entry["title"], entry["number"], entry["year"]) == (
        "加强人权领域的国际合作",
        "A/RES/65/218",
        "2010",
    )
    assert (entry["author"], entry["url"]) == ("{联合国大会}", URL)


@pytest.mark.django_db
def test_a_draft_has_no_number_and_no_year(client: Client, five: dict[str, Edition]) -> None:
    (record,) = rispy.loads(page(client, "/draft/hrc44-6a76d008.ris").content.decode())
    (entry,) = parse_string(page(client, "/draft/hrc44-6a76d008.bib").content.decode()).entries
    assert not {"issn", "year", "date"} & record.keys()
    assert not {"number", "year", "month"} & entry.fields_dict.keys()


@given(st.text(min_size=1).filter(str.strip))
def test_no_title_can_break_a_record(title: str) -> None:
    resolution = Resolution(
        symbol="A/RES/70/1", address="A/RES/70/1", organ="GA", status="adopted", title=title
    )
    edition = Edition(resolution=resolution, number=1, sha256="0" * 64)
    assert len(rispy.loads(ris(resolution, edition, URL))) == 1
    (entry,) = parse_string(bibtex(resolution, edition, URL)).entries
    assert (entry.key, entry["number"], entry["url"]) == ("a-res-70-1", "A/RES/70/1", URL)


@pytest.mark.django_db
def test_a_title_keeps_its_quotation_marks_and_blanks_its_line_breaks() -> None:
    edition = stored(text("1. 请秘书长报告。", head="70/1. 关于“灯塔”的\n看守"))
    assert "《关于“灯塔”的看守》" in chinese_note(edition.resolution, URL)
