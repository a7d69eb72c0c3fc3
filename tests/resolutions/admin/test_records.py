"""Records in the admin: they can be read and not changed."""

from typing import Any

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from resolutions.models import Edition, Settlement

from ...texts import stored, text

LISTS = {"resolutions/edition": 5, "resolutions/settlement": 5, "admin/logentry": 6}


@pytest.fixture
def root(admin_user: User) -> User:
    return admin_user


def add(root: User, number: int) -> Edition:
    """Store a document, a settlement of a citation in it, and a log entry."""
    edition = stored(text("回顾《灯塔宣言》，", "1. 请秘书长报告。", head=f"70/{number}. 灯塔"))
    Settlement.objects.create(resolution=edition.resolution, text="《灯塔宣言》", created_by=root)
    LogEntry.objects.log_actions(root.pk, [edition.resolution], CHANGE, f"发布了第{number}号")
    return edition


@pytest.mark.parametrize("address", LISTS)
def test_a_list_takes_the_same_number_of_queries_for_one_and_for_three(
    admin_client: Client, root: User, address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(1, 4):
        add(root, number)
        if number != 2:
            admin_client.get(f"/admin/{address}/")  # fills the cache of content types
            with django_assert_num_queries(LISTS[address]):
                assert admin_client.get(f"/admin/{address}/").status_code == 200


@pytest.mark.parametrize("address", LISTS)
def test_a_superuser_cannot_add_change_or_delete_records(
    admin_client: Client, root: User, address: str
) -> None:
    add(root, 1)
    model: Any = {
        "resolutions/edition": Edition,
        "resolutions/settlement": Settlement,
        "admin/logentry": LogEntry,
    }[address]
    before = list(model.objects.values())
    key = model.objects.get().pk
    for page in ("add/", f"{key}/change/", f"{key}/delete/"):
        assert (
            admin_client.post(f"/admin/{address}/{page}", {"post": "yes", "text": "别的"}).status_code == 403
        )
    admin_client.post(
        f"/admin/{address}/", {"action": "delete_selected", "_selected_action": [key], "post": "yes"}
    )
    assert list(model.objects.values()) == before
    assert 'name="_save"' not in admin_client.get(f"/admin/{address}/{key}/change/").content.decode()


def test_an_edition_links_to_its_page_on_the_site(admin_client: Client, root: User) -> None:
    edition = add(root, 1)
    page = admin_client.get(f"/admin/resolutions/edition/{edition.pk}/change/").content.decode()
    assert 'href="/A/RES/70/1@1"' in page
    assert "text.txt" in page


def test_the_log_shows_user_action_and_time_and_can_be_searched(admin_client: Client, root: User) -> None:
    add(root, 1)
    add(root, 2)
    page = admin_client.get("/admin/admin/logentry/?q=第2号").content.decode()
    assert "发布了第2号" in page
    assert "发布了第1号" not in page
    assert 'field-user nowrap">admin<' in page
    assert f"{LogEntry.objects.latest('pk').action_time:%Y年}" in page
    assert "A/RES/70/2" in page


def test_the_log_requires_its_view_permission(client: Client, root: User) -> None:
    staff = User.objects.create_user("staff", is_staff=True)
    client.force_login(staff)
    assert client.get("/admin/admin/logentry/").status_code == 403
    staff.user_permissions.add(Permission.objects.get(codename="view_logentry"))
    assert client.get("/admin/admin/logentry/").status_code == 200


def test_groups_are_chosen_with_checkboxes(admin_client: Client, root: User) -> None:
    staff = User.objects.create_user("staff", is_staff=True)
    page = admin_client.get(f"/admin/auth/user/{staff.pk}/change/").content.decode()
    assert 'type="checkbox" name="groups"' in page
    group = Group.objects.get(name="编辑")
    admin_client.post(
        f"/admin/auth/user/{staff.pk}/change/", {"username": "staff", "is_staff": "on", "groups": [group.pk]}
    )
    assert list(staff.groups.all()) == [group]
