"""Templates are written in short lines and sent without them."""

import re
from pathlib import Path

import pytest
from django.template import Context, Engine, TemplateSyntaxError, engines

from config.template_loader import join_lines

TEMPLATES = Path(__file__).parent.parent.parent / "templates"
FILES = sorted(path for path in TEMPLATES.rglob("*") if path.is_file())
NAMES = [str(path.relative_to(TEMPLATES)) for path in FILES]


@pytest.mark.parametrize(
    ("source", "joined"),
    [
        ("<p>\n  甲\n  乙\n</p>\n", "<p>甲乙</p>"),
        ("{% if a %}\n  <b>甲</b>\n{% endif %}\n", "{% if a %}<b>甲</b>{% endif %}"),
        ("<b>甲</b>\n{{ ' ' }}\n<b>乙</b>\n", "<b>甲</b>{{ ' ' }}<b>乙</b>"),
        ("<b>甲</b> <b>乙</b> \n", "<b>甲</b> <b>乙</b> "),
        ("甲\n\n\t乙", "甲乙"),
        ('<a id="a"\n    href="/">甲</a>', '<a id="a" href="/">甲</a>'),
        ("<a\n  id='a'\n  hidden\n>", "<a id='a' hidden >"),
        (
            '<a{% if a > b %}\n    hidden{% endif %}\n    id="a">\n甲',
            '<a{% if a > b %} hidden{% endif %} id="a">甲',
        ),
        ('<a title="a > b"\n    id="a">\n', '<a title="a > b" id="a">'),
        ('<a title="{{ day|date:"Y" }}>"\n    id="a">\n', '<a title="{{ day|date:"Y" }}>" id="a">'),
        ("<a hx-vals='{\"page\": {{ n }}}'\n    id='a'>\n", "<a hx-vals='{\"page\": {{ n }}}' id='a'>"),
        ("{% if a < b %}\n  <p\n      id=a>\n", "{% if a < b %}<p id=a>"),
        ("<!doctype html>\n<html>\n", "<!doctype html><html>"),
        ("<textarea>{{ text }}</textarea>\n", "<textarea>{{ text }}</textarea>"),
    ],
)
def test_lines_are_joined_and_attributes_are_kept_apart(source: str, joined: str) -> None:
    assert join_lines(source) == joined


@pytest.mark.parametrize("name", NAMES)
def test_line_numbers_are_kept_for_debugging_and_the_page_is_the_same(name: str) -> None:
    source = (TEMPLATES / name).read_text()
    kept = join_lines(source, keep_line_numbers=True)
    assert kept.count("\n") == source.count("\n")
    assert kept.replace("{% comment %}\n{% endcomment %}", "") == join_lines(source)


def engine(directory: Path, *, debug: bool) -> Engine:
    return Engine([str(directory)], debug=debug, loaders=["config.template_loader.Loader"])


def test_an_error_names_the_line_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text('<p\n    id="a">\n  甲\n  {% wrong %}\n</p>\n')
    with pytest.raises(TemplateSyntaxError, match="on line 4"):
        engine(tmp_path, debug=True).get_template("page.html")


@pytest.mark.parametrize("debug", [False, True])
def test_line_breaks_of_a_value_are_kept(tmp_path: Path, *, debug: bool) -> None:
    (tmp_path / "page.html").write_text("<textarea\n    name=a>{{ text }}</textarea>\n")
    page = engine(tmp_path, debug=debug).get_template("page.html").render(Context({"text": "甲\n  乙"}))
    assert page == "<textarea name=a>甲\n  乙</textarea>"


def test_the_project_loads_its_own_templates_so_and_those_of_django_as_they_are() -> None:
    django = engines["django"]
    assert "\n" not in django.get_template("base.html").template.source  # type: ignore[attr-defined]
    assert "\n" in django.get_template("admin/base.html").template.source  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", NAMES)
def test_templates_are_written_in_lines_that_can_be_read(name: str) -> None:
    lines = (TEMPLATES / name).read_text().splitlines()
    assert [line for line in lines if len(line) > 160] == []
    assert [line for line in lines if line != line.rstrip() or "\t" in line] == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_depends_on_its_line_breaks_is_broken_over_lines(name: str) -> None:
    """Neither a template tag, a comment or words to translate, nor a text that is shown as it is typed."""
    for line in (TEMPLATES / name).read_text().splitlines():
        assert line.count("{%") == line.count("%}"), line
        assert line.count("{{") == line.count("}}"), line
        assert line.count("{% comment") == line.count("{% endcomment"), line
        assert line.count("{% blocktranslate") == line.count("{% endblocktranslate"), line
        assert not re.search(r"<pre\b", line), line
        assert line.count("</textarea>") == len(re.findall(r">[^<>]*</textarea>", line)), line
