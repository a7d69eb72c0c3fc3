"""Pages of staff for confirming uploads, and for documents that are stored."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from django.contrib.auth.models import Group, User
from django.db import OperationalError, connection
from django.test import Client

from resolutions.models import Edition, Resolution, Upload
from resolutions.uploads import queue

from ...pages import page
from ...texts import prepared_seed, stored
from ...uploads import ADD, TEXT, confirm, review_form, review_url

# --- confirming -----------------------------------------------------------------------------------


def test_the_confirmation_page_describes_what_will_happen(staff_client: Client, upload: Upload) -> None:
    shown = page(staff_client, f"/admin/resolutions/upload/{upload.pk}/confirm/")
    assert shown.text(".what-happens") == "将作为新文件收入：A/RES/70/1《灯塔》。"
    assert confirm(staff_client, upload).status_code == 302
    assert "已公开" in page(staff_client, review_url(upload)).text(".status-line")
    assert page(Client(), "/A/RES/70/1").text("#op1 p") == "请秘书长报告。"


def test_a_change_of_a_public_text_requires_a_reason(staff_client: Client, upload: Upload) -> None:
    stored(TEXT.replace("报告", "提交报告"))
    response = confirm(staff_client, upload)
    assert response.status_code == 400
    assert "请写明缘由" in response.content.decode()
    assert Edition.objects.count() == 1
    assert confirm(staff_client, upload, reason="换成正式文本").status_code == 302
    assert Edition.objects.get(number=2).reason == "换成正式文本"


def test_an_editor_can_store_under_review_but_not_publish(staff_client: Client, upload: Upload) -> None:
    user = User.objects.create_user("editor", is_staff=True)
    user.groups.add(Group.objects.get(name="编辑"))
    staff_client.force_login(user)
    assert confirm(staff_client, upload).status_code == 400
    assert confirm(staff_client, upload, visibility="in_review").status_code == 302
    assert Client().get("/A/RES/70/1").status_code == 404
    upload.refresh_from_db()
    publication = f"/admin/resolutions/upload/{upload.pk}/publish/"
    assert staff_client.post(publication, {"version": upload.version}).status_code == 403
    document_page = f"/admin/resolutions/resolution/{Resolution.objects.get().pk}/standing/"
    assert staff_client.get(document_page).status_code == 403


@contextmanager
def read_only_database() -> Iterator[None]:
    """Make the database refuse writes, as when its disk is full."""

    def refuse(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE")):
            raise OperationalError("database or disk is full")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield


def test_a_database_error_while_confirming_stores_nothing(staff_client: Client, upload: Upload) -> None:
    staff_client.raise_request_exception = False
    with read_only_database():
        response = confirm(staff_client, upload)
    assert response.status_code == 503
    assert "没有留下任何改动" in response.content.decode()
    assert (Edition.objects.count(), Resolution.objects.count()) == (0, 0)
    assert confirm(staff_client, upload).status_code == 302
    assert Edition.objects.count() == 1


def test_a_database_error_while_uploading_answers_503(staff_client: Client) -> None:
    staff_client.raise_request_exception = False
    with read_only_database():
        response = staff_client.post(ADD, {"file": BytesIO(TEXT.encode())})
    assert response.status_code == 503
    assert not Upload.objects.exists()


# --- stored documents ---------------------------------------------------------------------


def test_a_withdrawn_document_answers_410_with_the_reason(staff_client: Client) -> None:
    document = stored(TEXT).resolution
    document_page = f"/admin/resolutions/resolution/{document.pk}/standing/"
    assert staff_client.post(document_page, {"deed": "withdraw", "reason": " "}).status_code == 400
    assert staff_client.post(document_page, {"deed": "withdraw", "reason": "印错了"}).status_code == 302
    for address in ("/A/RES/70/1", "/A/RES/70/1@1", "/A/RES/70/1.json", "/source/A/RES/70/1"):
        gone = page(Client(), address, 410)
        assert "印错了" in gone.text()
        assert "请秘书长报告" not in gone.text("body")
    assert page(Client(), "/browse/").texts(".rows .symbol") == []
    assert Client().get("/compare/A/RES/70/1...A/RES/70/1").status_code == 404
    staff_client.post(document_page, {"deed": "restore"})
    assert page(Client(), "/A/RES/70/1").status == 200


def test_a_document_is_given_a_symbol_and_its_old_address_redirects(staff_client: Client) -> None:
    draft = stored(prepared_seed("44th draft").data.decode(), "44.txt").resolution
    document_page = f"/admin/resolutions/resolution/{draft.pk}/standing/"
    staff_client.post(document_page, {"deed": "symbol", "symbol": "A/HRC/44/L.18"})
    response = Client().get("/draft/hrc44-6a76d008")
    assert (response.status_code, response.headers["Location"]) == (301, "/A/HRC/44/L.18")
    assert "编文号" in page(staff_client, document_page).text("details .log")


def test_a_correction_of_a_published_text_becomes_a_second_edition(
    staff_client: Client, upload: Upload
) -> None:
    confirm(staff_client, upload)
    document = Resolution.objects.get()
    address = staff_client.post(f"/admin/resolutions/resolution/{document.pk}/correct/").headers["Location"]
    queue.process_queue()
    again = Upload.objects.latest("pk")
    assert address == review_url(again)
    staff_client.post(address, review_form(page(staff_client, address), **{"op1-text": "请秘书长提出报告。"}))
    assert confirm(staff_client, again, reason="译文更正").status_code == 302
    assert page(Client(), "/A/RES/70/1").text("#op1 p") == "请秘书长提出报告。"
    assert page(Client(), "/A/RES/70/1@1").text("#op1 p") == "请秘书长报告。"
    shown = page(Client(), "/A/RES/70/1")
    assert "请秘书长报告。" in shown.text("#op1 .as-read")
    assert "译文更正" in shown.text(".corrections li")
    assert shown.links(".corrections")["与第 1 版对照"] == "/compare/A/RES/70/1@1...A/RES/70/1@2"
    assert page(Client(), "/source/A/RES/70/1").texts(".corrections li") == ["执行1 改文字"]


def test_a_pinned_page_is_immutable_only_once_publication_is_final(
    staff_client: Client, upload: Upload
) -> None:
    confirm(staff_client, upload)
    assert "immutable" not in Client().get("/A/RES/70/1@1").headers["Cache-Control"]
    Edition.objects.update(final_from=None)
    assert "immutable" in Client().get("/A/RES/70/1@1").headers["Cache-Control"]
