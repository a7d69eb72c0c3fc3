"""The pages of the desk: what each step shows, and what they say where something is wrong."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client

from resolutions.models import Edition, Resolution, Upload
from resolutions.uploads import queue

from ...pages import Page, page
from ...texts import SEEDS, prepared_seed, stored, text

TEXT = text("回顾其第69/7号决议，", "1. 请秘书长报告。", "2. 决定继续审议。")
ADD = "/admin/resolutions/upload/add/"


@pytest.fixture
def desk(client: Client, db: None) -> Client:
    """A member of the group 发布, signed in."""
    user = User.objects.create_user("publisher", is_staff=True)
    user.groups.add(Group.objects.get(name="发布"))
    client.force_login(user)
    return client


@pytest.fixture
def upload(desk: Client) -> Upload:
    return brought(desk, TEXT.encode())


def brought(desk: Client, *files: bytes, name: str = "text.txt") -> Upload:
    response = desk.post(ADD, {"file": [SimpleUploadedFile(name, data) for data in files]})
    assert response.status_code == 302, response.content.decode()
    queue.drain()
    return Upload.objects.latest("pk")


def form(shown: Page, **changes: str) -> dict[str, str]:
    """What the form of all items holds, with some fields changed."""
    fields = {"version": shown.attribute(".items-form [name=version]", "value"), "deed": "save"}
    for e in shown.tree.cssselect(".items-form select, .items-form textarea, .items-form input[name$=number]"):
        chosen = e.cssselect("option[selected]")
        fields[e.get("name")] = (
            chosen[0].get("value") if chosen else (e.text or "" if e.tag == "textarea" else e.get("value"))
        )
    return fields | {name.replace("__", "."): value for name, value in changes.items()}


def review(upload: Upload) -> str:
    return upload.get_absolute_url()


# --- choosing -------------------------------------------------------------------------------------


def test_one_file_leads_to_its_review(desk: Client) -> None:
    response = desk.post(ADD, {"file": SimpleUploadedFile("38-3.txt", prepared_seed("38/3").data)})
    upload = Upload.objects.get()
    assert response.headers["Location"] == review(upload)
    waiting = page(desk, review(upload))
    assert "1 个文件，读完 0 个" in waiting.text("[role=status]")
    queue.drain()
    assert page(desk, review(upload)).text("h1") == "A/HRC/RES/38/3 加强人权领域的国际合作"


def test_pasted_text_is_a_file_too(desk: Client) -> None:
    desk.post(ADD, {"text": TEXT})
    queue.drain()
    upload = Upload.objects.get()
    assert (upload.file_name, upload.state) == ("粘贴的文字.txt", Upload.State.REVIEW)


def test_several_files_are_followed_on_one_page(desk: Client) -> None:
    files = [SimpleUploadedFile(SEEDS[name], prepared_seed(name).data) for name in ("25/3", "38/3")]
    address = desk.post(ADD, {"file": [*files, SimpleUploadedFile("a.doc", b"\xd0\xcf\x11\xe0old")]}).headers[
        "Location"
    ]
    batch = Upload.objects.latest("pk").batch
    assert desk.get(f"/x/upload-status/{batch}").status_code == 200
    queue.drain()
    shown = page(desk, address)
    assert shown.text("[role=status]") == "3 个文件，读完 3 个。"
    assert shown.texts(".upload-list .tag") == ["待审阅", "待审阅", "未能读出"]
    assert "请先另存为 .docx" in shown.text()
    assert desk.get(f"/x/upload-status/{batch}").status_code == 286


def test_nothing_chosen_is_said_first(desk: Client) -> None:
    response = desk.post(ADD, {})
    assert response.status_code == 400
    assert "请选一个文件，或粘贴文字。" in response.content.decode()


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "\u202ecod.txt", "<script>alert(1)</script>.txt", "x" * 300 + ".txt"]
)
def test_the_name_of_a_file_is_only_a_name(desk: Client, name: str) -> None:
    upload = brought(desk, TEXT.encode(), name=name)
    content = desk.get(review(upload)).content.decode()
    assert "/" not in upload.file_name
    assert "\u202e" not in content
    assert "<script>alert" not in content


def test_fifty_megabytes_are_refused_with_a_sentence(desk: Client) -> None:
    upload = brought(desk, "请".encode() * 17_000_000)
    assert upload.state == Upload.State.FAILED
    assert "超过上限" in page(desk, review(upload)).text()


def test_a_request_that_is_too_large_is_refused_before_it_is_written_down(desk: Client) -> None:
    response = desk.generic(
        "POST", ADD, b"--x--", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=str(300 * 1024 * 1024)
    )
    assert response.status_code == 400
    assert "太大" in response.content.decode()


def test_a_form_of_another_site_is_refused_with_a_sentence(desk: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = desk.cookies
    response = strict.post(ADD, {"text": TEXT})
    assert response.status_code == 403
    assert "这一页已过期" in response.content.decode()
    assert not Upload.objects.exists()


@pytest.mark.parametrize("pasted", ["请" * 3_000_001, "\ud800大会，\x00", "\x00" * 100])
def test_no_pasted_text_is_an_error_of_ours(desk: Client, pasted: str) -> None:
    response = desk.post(ADD, {"text": pasted.encode("utf-8", "surrogatepass")})
    assert response.status_code in (302, 400)
    queue.drain()
    assert not Upload.objects.filter(state=Upload.State.REVIEW).exists()


def test_an_upload_that_is_cut_off_in_the_middle_is_refused(desk: Client) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n' + TEXT.encode()
    response = desk.generic("POST", ADD, body[:-20], content_type="multipart/form-data; boundary=x")
    assert response.status_code in (302, 400)
    assert not Resolution.objects.exists()


# --- reviewing ------------------------------------------------------------------------------------


def test_the_file_stands_beside_what_was_read(desk: Client, upload: Upload) -> None:
    shown = page(desk, review(upload))
    assert shown.text("#op1 .item-source") == "1. 请秘书长报告。"
    assert shown.text("#op1 textarea") == "请秘书长报告。"
    assert shown.attribute("#op1 [name='op1-number']", "value") == "1."
    assert shown.attribute("#op1 option[selected]", "value") == "operative"
    printed = "".join("".join(shown.texts(".item-source")).split())
    assert printed == "".join(TEXT.split())


def test_what_is_posted_unchanged_changes_nothing(desk: Client, upload: Upload) -> None:
    desk.post(review(upload), form(page(desk, review(upload))))
    assert Upload.objects.get().corrections == []


def test_a_paragraph_is_mended_and_the_change_is_marked(desk: Client, upload: Upload) -> None:
    desk.post(review(upload), form(page(desk, review(upload)), **{"op1-text": "请秘书长提出报告。"}))
    shown = page(desk, review(upload))
    assert shown.text("#op1 textarea") == "请秘书长提出报告。"
    assert shown.text("#op1 .as-read") == "文件原作：请秘书长报告。"
    assert shown.text("#op1 .state") == "已改"


def test_a_line_break_splits_a_paragraph_and_a_button_merges_two(desk: Client, upload: Upload) -> None:
    desk.post(review(upload), form(page(desk, review(upload)), **{"pp1-text": "回顾其\n第69/7号决议，"}))
    shown = page(desk, review(upload))
    assert [shown.text(f"#{i} textarea") for i in ("pp1", "pp2")] == ["回顾其", "第69/7号决议，"]
    desk.post(review(upload), form(shown, deed="merge:pp2"))
    assert page(desk, review(upload)).text("#pp1 textarea") == "回顾其第69/7号决议，"


def test_the_head_is_mended_and_a_wrong_symbol_is_refused_at_its_field(desk: Client, upload: Upload) -> None:
    fields = {
        "version": "1",
        "deed": "meta",
        "title": "灯塔的看守",
        "organ": "GA",
        "status": "adopted",
        "session": "70",
    }
    response = desk.post(review(upload), {**fields, "symbol": "七十届第一号"})
    assert response.status_code == 400
    assert "这不是联合国文号" in response.content.decode()
    desk.post(review(upload), {**fields, "symbol": "a/res/70/1", "adopted_on": "2015-09-26"})
    assert page(desk, review(upload)).text("h1") == "A/RES/70/1 灯塔的看守"


def test_who_comes_second_gets_both_texts_and_saves_nothing(desk: Client, upload: Upload) -> None:
    early = form(page(desk, review(upload)), **{"op1-text": "请秘书长提出报告。"})
    late = form(page(desk, review(upload)), **{"op1-text": "请秘书长提交报告。"})
    assert desk.post(review(upload), early).status_code == 302
    response = desk.post(review(upload), late)
    assert response.status_code == 409
    cells = re.findall(r"<td[^>]*>(.*?)</td>", response.content.decode())
    assert [cell.strip() for cell in cells] == ["1. 请秘书长提出报告。", "1. 请秘书长提交报告。"]
    assert page(desk, review(upload)).text("#op1 textarea") == "请秘书长提出报告。"


@pytest.mark.parametrize("deed", ["merge:op9", "merge:", "nonsense", "merge:" + "x" * 5000])
def test_a_deed_that_means_nothing_changes_nothing(desk: Client, upload: Upload, deed: str) -> None:
    assert desk.post(review(upload), form(page(desk, review(upload)), deed=deed)).status_code == 302
    assert Upload.objects.get().corrections == []


def test_an_upload_is_compared_before_it_is_published(desk: Client) -> None:
    stored(prepared_seed("38/3").data.decode(), "38-3.txt")
    upload = brought(desk, prepared_seed("44th draft").data)
    links = page(desk, review(upload)).links(".near-list")
    address = f"/compare/A/HRC/RES/38/3...upload/{upload.pk}"
    assert address in links.values()
    shown = page(desk, address)
    assert "逐段对照" in shown.text("h1")
    assert shown.headers["Cache-Control"] == "private, no-cache"
    assert desk.get(f"{address}.json").json()["b"]["edition"] == 0


# --- confirming -----------------------------------------------------------------------------------


def confirm(desk: Client, upload: Upload, **fields: str) -> Any:
    upload.refresh_from_db()
    given = {"version": str(upload.version), "visibility": "public", "reason": "", **fields}
    return desk.post(f"/admin/resolutions/upload/{upload.pk}/confirm/", given)


def test_what_will_happen_is_said_before_it_does(desk: Client, upload: Upload) -> None:
    shown = page(desk, f"/admin/resolutions/upload/{upload.pk}/confirm/")
    assert shown.text(".what-happens") == "将作为新文件收入：A/RES/70/1《灯塔》。"
    assert confirm(desk, upload).status_code == 302
    assert "已公开" in page(desk, review(upload)).text(".status-line")
    assert page(Client(), "/A/RES/70/1").text("#op1 p") == "请秘书长报告。"


def test_a_change_that_readers_see_needs_a_reason(desk: Client, upload: Upload) -> None:
    stored(TEXT.replace("报告", "提交报告"))
    response = confirm(desk, upload)
    assert response.status_code == 400
    assert "请写明缘由" in response.content.decode()
    assert Edition.objects.count() == 1
    assert confirm(desk, upload, reason="换成正式文本").status_code == 302
    assert Edition.objects.get(number=2).reason == "换成正式文本"


def test_those_who_may_not_publish_can_only_keep_under_review(desk: Client, upload: Upload) -> None:
    user = User.objects.create_user("editor", is_staff=True)
    user.groups.add(Group.objects.get(name="编辑"))
    desk.force_login(user)
    assert confirm(desk, upload).status_code == 400
    assert confirm(desk, upload, visibility="in_review").status_code == 302
    assert Client().get("/A/RES/70/1").status_code == 404
    upload.refresh_from_db()
    answer = desk.post(f"/admin/resolutions/upload/{upload.pk}/publish/", {"version": upload.version})
    assert answer.status_code == 403
    assert desk.get(f"/admin/resolutions/resolution/{Resolution.objects.get().pk}/standing/").status_code == 403


@contextmanager
def lost_database() -> Iterator[None]:
    """A database that answers, but writes nothing any more: its disk is full, or it is gone."""

    def refuse(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE")):
            raise OperationalError("database or disk is full")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield


def test_a_database_that_is_lost_before_confirming_leaves_nothing_half_stored(desk: Client, upload: Upload) -> None:
    desk.raise_request_exception = False
    with lost_database():
        response = confirm(desk, upload)
    assert response.status_code == 503
    assert "没有留下任何改动" in response.content.decode()
    assert (Edition.objects.count(), Resolution.objects.count()) == (0, 0)
    assert confirm(desk, upload).status_code == 302
    assert Edition.objects.count() == 1


def test_a_full_disk_is_told_when_a_file_comes(desk: Client) -> None:
    desk.raise_request_exception = False
    with lost_database():
        response = desk.post(ADD, {"file": BytesIO(TEXT.encode())})
    assert response.status_code == 503
    assert not Upload.objects.exists()


# --- documents that are there ---------------------------------------------------------------------


def test_a_withdrawn_document_says_why_at_each_of_its_addresses(desk: Client) -> None:
    document = stored(TEXT).resolution
    standing = f"/admin/resolutions/resolution/{document.pk}/standing/"
    assert desk.post(standing, {"deed": "withdraw", "reason": " "}).status_code == 400
    assert desk.post(standing, {"deed": "withdraw", "reason": "印错了"}).status_code == 302
    for address in ("/A/RES/70/1", "/A/RES/70/1@1", "/A/RES/70/1.json", "/source/A/RES/70/1"):
        gone = page(Client(), address, 410)
        assert "印错了" in gone.text()
        assert "请秘书长报告" not in gone.text("body")
    assert page(Client(), "/browse/").texts(".rows .symbol") == []
    assert Client().get("/compare/A/RES/70/1...A/RES/70/1").status_code == 404
    desk.post(standing, {"deed": "restore"})
    assert page(Client(), "/A/RES/70/1").status == 200


def test_a_document_receives_its_symbol_at_the_desk(desk: Client) -> None:
    draft = stored(prepared_seed("44th draft").data.decode(), "44.txt").resolution
    standing = f"/admin/resolutions/resolution/{draft.pk}/standing/"
    desk.post(standing, {"deed": "symbol", "symbol": "A/HRC/44/L.18"})
    response = Client().get("/draft/hrc44-6a76d008")
    assert (response.status_code, response.headers["Location"]) == (301, "/A/HRC/44/L.18")
    assert "编文号" in page(desk, standing).text("details .log")


def test_a_published_text_is_corrected_and_both_editions_are_there(desk: Client, upload: Upload) -> None:
    confirm(desk, upload)
    document = Resolution.objects.get()
    address = desk.post(f"/admin/resolutions/resolution/{document.pk}/correct/").headers["Location"]
    queue.drain()
    again = Upload.objects.latest("pk")
    assert address == review(again)
    desk.post(address, form(page(desk, address), **{"op1-text": "请秘书长提出报告。"}))
    assert confirm(desk, again, reason="译文更正").status_code == 302
    assert page(Client(), "/A/RES/70/1").text("#op1 p") == "请秘书长提出报告。"
    assert page(Client(), "/A/RES/70/1@1").text("#op1 p") == "请秘书长报告。"
    shown = page(Client(), "/A/RES/70/1")
    assert "请秘书长报告。" in shown.text("#op1 .as-read")
    assert "译文更正" in shown.text(".corrections li")
    assert shown.links(".corrections")["与第 1 版对照"] == "/compare/A/RES/70/1@1...A/RES/70/1@2"
    assert page(Client(), "/source/A/RES/70/1").texts(".corrections li") == ["执行1 改文字"]


def test_a_page_whose_publication_can_be_undone_is_not_kept_for_ever(desk: Client, upload: Upload) -> None:
    confirm(desk, upload)
    assert "immutable" not in Client().get("/A/RES/70/1@1").headers["Cache-Control"]
    Edition.objects.update(final_from=None)
    assert "immutable" in Client().get("/A/RES/70/1@1").headers["Cache-Control"]
