"""Resolutions of the General Assembly that cite each other, for tests."""

from django.contrib.auth.models import AnonymousUser, User

from resolutions.corpus import prepare, store
from resolutions.models import Resolution, Visibility

from ...texts import text

READER = AnonymousUser()
STAFF = User(is_staff=True, is_active=True)


def adopted(
    number: str, *cites: str, title: str = "", day: str = "", visibility: Visibility = Visibility.PUBLIC
) -> Resolution:
    """Store a resolution with this number (70/1) and a paragraph for each of its citations, and return it.

    A citation is a number, with or without a date (2010年12月21日第65/218), or a title (《联合国宪章》).
    """
    paragraphs = [
        f"重申{one}，" if one.startswith("《") else f"回顾其{_numbered(one)}号决议，" for one in cites
    ]
    year = int(number.partition("/")[0]) + 1945
    source = text(
        *paragraphs,
        "1. 请秘书长报告。",
        head=f"{number}. {title or f'第{number}号灯塔'}",
        close=f"{day or f'{year}年12月1日'}\n第4次全体会议",
    )
    return store(prepare(source.encode(), "text.txt"), visibility=visibility)[1].resolution


def _numbered(cited: str) -> str:
    return cited if "第" in cited else f"第{cited}"
