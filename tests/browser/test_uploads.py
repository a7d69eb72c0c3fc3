"""The way of a draft from a file to a published text and its correction, in a real browser, with the keyboard alone."""

from collections.abc import Callable
from itertools import product

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from resolutions.models import Edition, Resolution, Upload

from ..printing import printed
from ..texts import seed, text
from ..word import docx, p
from .keyboard import follow, reach
from .test_admin import PASSWORD, faults
from .test_every_page import WIDE

ADD = "/admin/resolutions/upload/add/"
DRAFT = text("回顾其第65/218号决议，", "1. 请秘书长向大会报告。", "2. 决定继续审议。", head="79/1. 灯塔")


@pytest.fixture
def root(site: str) -> User:
    return User.objects.create_superuser("root", password=PASSWORD)


def signed_in(visit: Callable[..., Page], address: str, **context: object) -> Page:
    """A page of the desk, reached by signing in with the keyboard."""
    page = visit(f"/admin/login/?next={address}", **context)
    page.keyboard.type("root")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_function("address => location.pathname === address", arg=address)
    return page


def press(page: Page, name: str, role: str = "button") -> None:
    follow(page, page.locator("main").get_by_role(role, name=name, exact=True))  # type: ignore[arg-type]


def bring(page: Page, name: str, data: bytes) -> None:
    """Choose a file, press the button, and wait for its review."""
    page.goto(ADD)
    page.locator("#id_file").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    )
    page.locator("#id_file").focus()
    press(page, "上传并读取")
    until_read(page)


def until_read(page: Page) -> None:
    """Wait until the file of a review was read."""
    page.wait_for_url("**/review/")
    for _second in range(30):
        if page.locator(".items").count():
            return
        page.wait_for_timeout(1000)
        page.reload()
    raise AssertionError(page.locator("main").inner_text())


def test_each_kind_of_file_is_read_and_shown_beside_itself(visit: Callable[..., Page], root: User) -> None:
    page = signed_in(visit, ADD)
    word = docx(
        p("79/2. 码头"),
        p("大会，"),
        p("回顾其第65/218号决议，"),
        p("1. 请秘书长报告。"),
        p("2024年9月10日"),
        p("第1次全体会议"),
    )
    sheet = page.context.new_page()
    sheet.set_content(printed(seed("25/3"), hanging=True, symbol="A/HRC/RES/25/3"))
    pdf = sheet.pdf(prefer_css_page_size=True)
    sheet.close()
    for name, data, paragraph in (
        ("draft.txt", DRAFT.encode(), "请秘书长向大会报告。"),
        ("draft.docx", word, "请秘书长报告。"),
        ("draft.pdf", pdf, next(one.text for one in seed("25/3").paragraphs if one.id == "op1")),
    ):
        bring(page, name, data)
        expect(page.locator("#op1 textarea")).to_have_value(paragraph)
        assert "".join(page.locator("#op1 .item-source").inner_text().split()).startswith(
            "1." + paragraph[:6]
        )


def test_the_keyboard_alone_takes_a_draft_to_its_readers_and_corrects_it(
    visit: Callable[..., Page], root: User
) -> None:
    page = signed_in(visit, ADD)
    bring(page, "79-1.txt", DRAFT.encode())
    review = page.url
    # One paragraph is mended.
    reach(page, page.locator("#op1 textarea"))
    page.keyboard.press("Control+End")
    page.keyboard.press("Backspace")
    page.keyboard.type("，并提出建议。")
    press(page, "保存修改")
    expect(page.locator("#op1 .as-read")).to_contain_text("请秘书长向大会报告。")
    # Last year's text is compared.
    page.goto(f"/compare/A/RES/65/218...upload/{Upload.objects.get().pk}")
    expect(page.locator("h1")).to_contain_text("逐段对照")
    page.goto(review)
    # It is published.
    press(page, "下一步：确认", "link")
    expect(page.locator(".what-happens")).to_have_text("将作为新文件收入：A/RES/79/1《灯塔》。")
    press(page, "确认")
    expect(page.locator(".status-line")).to_contain_text("已公开")
    reader = visit("/A/RES/79/1")
    expect(reader.locator("#op1 > p")).to_have_text("请秘书长向大会报告，并提出建议。")
    # It is corrected.
    page.goto(f"/admin/resolutions/resolution/{Resolution.objects.get(symbol='A/RES/79/1').pk}/standing/")
    press(page, "订正文本或文头")
    until_read(page)
    reach(page, page.locator("#op2 textarea"))
    page.keyboard.press("Control+A")
    page.keyboard.type("决定在第八十届会议上继续审议。")
    press(page, "保存修改")
    press(page, "下一步：确认", "link")
    reach(page, page.locator("#id_reason"))
    page.keyboard.type("译文更正")
    page.keyboard.press("Enter")
    expect(page.locator(".status-line")).to_contain_text("已公开")
    for address, words in (
        ("/A/RES/79/1", "决定在第八十届会议上继续审议。"),
        ("/A/RES/79/1@2", "决定在第八十届会议上继续审议。"),
        ("/A/RES/79/1@1", "决定继续审议。"),
    ):
        reader.goto(address)
        expect(reader.locator("#op2 > p")).to_have_text(words)
    assert Edition.objects.get(resolution__symbol="A/RES/79/1", number=2).reason == "译文更正"


def test_no_step_shuts_anyone_out_and_nothing_sticks_out(visit: Callable[..., Page], root: User) -> None:
    page = signed_in(visit, ADD)
    bring(page, "79-1.txt", DRAFT.replace("其第65/218", "《宪章和其第65/218").encode())
    review = page.url
    document = Resolution.objects.get(symbol="A/RES/65/218")
    state = page.context.storage_state()
    for width, scheme in product((1440, 768, 390), ("light", "dark")):
        page = visit("/", width=width, color_scheme=scheme, reduced_motion="reduce", storage_state=state)
        for address in (
            ADD,
            review,
            review.replace("/review/", "/confirm/"),
            f"/admin/resolutions/resolution/{document.pk}/standing/",
            f"/admin/resolutions/upload/batch/{Upload.objects.get().batch}/",
        ):
            page.goto(address)
            for details in page.locator("details").all():
                details.evaluate("e => e.open = true")
            assert faults(page) == []
            assert page.evaluate(WIDE) <= 0, address
