"""Resolutions of the General Assembly made to cite each other."""

from django.contrib.auth.models import AnonymousUser, User

from resolutions.corpus import prepare, store
from resolutions.models import Resolution, Visibility

from ...texts import text

READER = AnonymousUser()
STAFF = User(is_staff=True, is_active=True)


def adopted(
    number: str, *cites: str, title: str = "", day: str = "", visibility: Visibility = Visibility.PUBLIC
) -> Resolution:
    """One with this number (70/1) in the corpus, which cites others, a paragraph for each.

    Others by number, with a date or without (2010年12月21日第65/218), or by title (《联合国宪章》).
    """
    paragraphs = [f"重申{one}，" if one.startswith("《") else f"回顾其{_numbered(one)}号决议，" for one in cites]
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
