"""Pages of staff for uploads: choosing files and reviewing how they were read."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from resolutions.models import Resolution, Upload
from resolutions.uploads import queue

from ...pages import page
from ...texts import SEEDS, prepared_seed, stored
from ...uploads import ADD, TEXT, review_form, review_url, upload_files

# --- choosing -------------------------------------------------------------------------------------


def test_one_file_redirects_to_its_review(staff_client: Client) -> None:
    response = staff_client.post(ADD, {"file": SimpleUploadedFile("38-3.txt", prepared_seed("38/3").data)})
    upload = Upload.objects.get()
    assert response.headers["Location"] == review_url(upload)
    waiting = page(staff_client, review_url(upload))
    assert "1 个文件，读完 0 个" in waiting.text("[role=status]")
    queue.process_queue()
    assert page(staff_client, review_url(upload)).text("h1") == "A/HRC/RES/38/3 加强人权领域的国际合作"


def test_pasted_text_becomes_an_upload(staff_client: Client) -> None:
    staff_client.post(ADD, {"text": TEXT})
    queue.process_queue()
    upload = Upload.objects.get()
    assert (upload.file_name, upload.state) == ("粘贴的文字.txt", Upload.State.REVIEW)


def test_the_progress_of_several_files_is_on_one_page(staff_client: Client) -> None:
    files = [SimpleUploadedFile(SEEDS[name], prepared_seed(name).data) for name in ("25/3", "38/3")]
    address = staff_client.post(
        ADD, {"file": [*files, SimpleUploadedFile("a.doc", b"\xd0\xcf\x11\xe0old")]}
    ).headers["Location"]
    batch = Upload.objects.latest("pk").batch
    assert staff_client.get(f"/x/upload-status/{batch}").status_code == 200
    queue.process_queue()
    shown = page(staff_client, address)
    assert shown.text("[role=status]") == "3 个文件，读完 3 个。"
    assert shown.texts(".upload-list .tag") == ["待审阅", "待审阅", "未能读出"]
    assert "请先另存为 .docx" in shown.text()
    assert staff_client.get(f"/x/upload-status/{batch}").status_code == 286


def test_a_form_without_file_and_text_is_refused(staff_client: Client) -> None:
    response = staff_client.post(ADD, {})
    assert response.status_code == 400
    assert "请选一个文件，或粘贴文字。" in response.content.decode()


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "\u202ecod.txt", "<script>alert(1)</script>.txt", "x" * 300 + ".txt"]
)
def test_file_names_are_cleaned_and_escaped(staff_client: Client, name: str) -> None:
    upload = upload_files(staff_client, TEXT.encode(), name=name)
    content = staff_client.get(review_url(upload)).content.decode()
    assert "/" not in upload.file_name
    assert "\u202e" not in content
    assert "<script>alert" not in content


def test_a_file_of_fifty_megabytes_fails_with_a_reason(staff_client: Client) -> None:
    upload = upload_files(staff_client, "请".encode() * 17_000_000)
    assert upload.state == Upload.State.FAILED
    assert "超过上限" in page(staff_client, review_url(upload)).text()


def test_a_request_that_is_too_large_is_refused_before_it_is_written(staff_client: Client) -> None:
    length = str(300 * 1024 * 1024)
    form_type = "multipart/form-data; boundary=x"
    response = staff_client.generic("POST", ADD, b"--x--", content_type=form_type, CONTENT_LENGTH=length)
    assert response.status_code == 400
    assert "太大" in response.content.decode()


def test_a_form_without_csrf_token_is_refused_with_a_message(staff_client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = staff_client.cookies
    response = strict.post(ADD, {"text": TEXT})
    assert response.status_code == 403
    assert "这一页已过期" in response.content.decode()
    assert not Upload.objects.exists()


@pytest.mark.parametrize("pasted", ["请" * 3_000_001, "\ud800大会，\x00", "\x00" * 100])
def test_no_pasted_text_causes_a_server_error(staff_client: Client, pasted: str) -> None:
    response = staff_client.post(ADD, {"text": pasted.encode("utf-8", "surrogatepass")})
    assert response.status_code in (302, 400)
    queue.process_queue()
    assert not Upload.objects.filter(state=Upload.State.REVIEW).exists()


def test_a_truncated_request_stores_no_document(staff_client: Client) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n' + TEXT.encode()
    response = staff_client.generic("POST", ADD, body[:-20], content_type="multipart/form-data; boundary=x")
    assert response.status_code in (302, 400)
    assert not Resolution.objects.exists()


# --- reviewing ------------------------------------------------------------------------------------


def test_the_review_shows_the_source_and_the_items_read_from_it(staff_client: Client, upload: Upload) -> None:
    shown = page(staff_client, review_url(upload))
    assert shown.text("#op1 .item-source") == "1. 请秘书长报告。"
    assert shown.text("#op1 textarea") == "请秘书长报告。"
    assert shown.attribute("#op1 [name='op1-number']", "value") == "1."
    assert shown.attribute("#op1 option[selected]", "value") == "operative"
    printed = "".join("".join(shown.texts(".item-source")).split())
    assert printed == "".join(TEXT.split())


def test_saving_an_unchanged_form_adds_no_correction(staff_client: Client, upload: Upload) -> None:
    staff_client.post(review_url(upload), review_form(page(staff_client, review_url(upload))))
    assert Upload.objects.get().corrections == []


def test_a_corrected_paragraph_is_marked_with_the_original_text(staff_client: Client, upload: Upload) -> None:
    staff_client.post(
        review_url(upload),
        review_form(page(staff_client, review_url(upload)), **{"op1-text": "请秘书长提出报告。"}),
    )
    shown = page(staff_client, review_url(upload))
    assert shown.text("#op1 textarea") == "请秘书长提出报告。"
    assert shown.text("#op1 .as-read") == "文件原作：请秘书长报告。"
    assert shown.text("#op1 .state") == "已改"


def test_a_line_break_splits_a_paragraph_and_a_button_merges_it(staff_client: Client, upload: Upload) -> None:
    staff_client.post(
        review_url(upload),
        review_form(page(staff_client, review_url(upload)), **{"pp1-text": "回顾其\n第69/7号决议，"}),
    )
    shown = page(staff_client, review_url(upload))
    assert [shown.text(f"#{i} textarea") for i in ("pp1", "pp2")] == ["回顾其", "第69/7号决议，"]
    staff_client.post(review_url(upload), review_form(shown, deed="merge:pp2"))
    assert page(staff_client, review_url(upload)).text("#pp1 textarea") == "回顾其第69/7号决议，"


def test_metadata_is_corrected_and_a_wrong_symbol_is_refused(staff_client: Client, upload: Upload) -> None:
    fields = {
        "version": "1",
        "deed": "meta",
        "title": "灯塔的看守",
        "organ": "GA",
        "status": "adopted",
        "session": "70",
    }
    response = staff_client.post(review_url(upload), {**fields, "symbol": "七十届第一号"})
    assert response.status_code == 400
    assert "这不是联合国文号" in response.content.decode()
    staff_client.post(review_url(upload), {**fields, "symbol": "a/res/70/1", "adopted_on": "2015-09-26"})
    assert page(staff_client, review_url(upload)).text("h1") == "A/RES/70/1 灯塔的看守"


def test_a_conflicting_edit_answers_409_with_both_texts_and_saves_nothing(
    staff_client: Client, upload: Upload
) -> None:
    early = review_form(page(staff_client, review_url(upload)), **{"op1-text": "请秘书长提出报告。"})
    late = review_form(page(staff_client, review_url(upload)), **{"op1-text": "请秘书长提交报告。"})
    assert staff_client.post(review_url(upload), early).status_code == 302
    response = staff_client.post(review_url(upload), late)
    assert response.status_code == 409
    cells = re.findall(r"<td[^>]*>(.*?)</td>", response.content.decode())
    assert [cell.strip() for cell in cells] == ["1. 请秘书长提出报告。", "1. 请秘书长提交报告。"]
    assert page(staff_client, review_url(upload)).text("#op1 textarea") == "请秘书长提出报告。"


@pytest.mark.parametrize(
    ("deed", "message"),
    [
        ("nonsense", "没有改动：没有这样的操作。"),
        ("merge:op9", "这里没有“op9”"),
        ("merge:", "这里没有“”"),
        ("merge:" + "x" * 5000, "这里没有“xxx"),
    ],
)
def test_an_unknown_action_saves_nothing_and_shows_a_message(
    staff_client: Client, upload: Upload, deed: str, message: str
) -> None:
    posted = review_form(
        page(staff_client, review_url(upload)), deed=deed, **{"op1-text": "请秘书长提出报告。"}
    )
    assert staff_client.post(review_url(upload), posted).status_code == 302
    assert Upload.objects.get().corrections == []
    assert message in page(staff_client, review_url(upload)).text("[role=alert]")


def test_an_upload_can_be_compared_before_it_is_published(staff_client: Client) -> None:
    stored(prepared_seed("38/3").data.decode(), "38-3.txt")
    upload = upload_files(staff_client, prepared_seed("44th draft").data)
    links = page(staff_client, review_url(upload)).links(".near-list")
    address = f"/compare/A/HRC/RES/38/3...upload/{upload.pk}"
    assert address in links.values()
    shown = page(staff_client, address)
    assert "逐段对照" in shown.text("h1")
    assert shown.headers["Cache-Control"] == "private, no-cache"
    assert staff_client.get(f"{address}.json").json()["b"]["edition"] == 0
