"""Gaps of a lineage: documents of the series that the corpus does not have."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from resolutions.models import Citation, Resolution
from resolutions.models.visitor import Visitor
from resolutions.un.series import series_key
from resolutions.un.symbols import address_of
from resolutions.un.works import work_info

LATEST = "最近的"  # a text cites the latest resolution of its own series so: 所有关于……的决议，其中最近的是……


@dataclass(frozen=True, slots=True)
class LineageGap:
    """A document of the series that texts cite and the corpus does not have."""

    name: str
    address: str
    day: date


def missing_documents(series: Sequence[Resolution], user: Visitor) -> list[LineageGap]:
    """Return the cited resolutions of the series that the corpus does not have, by date."""
    name = series[0].series
    editions = [row.edition_id for row in series]
    citations = Citation.objects.filter(edition__in=editions, by=Citation.By.NUMBER, target__contains="/RES/")
    cited: dict[str, date | None] = {}
    for target, day, text in citations.values_list("target", "day", "paragraph__text"):
        if name and text and (LATEST in text or "题为" in text) and name in series_key(text):
            cited[target] = day or cited.get(target)
    stored = Resolution.objects.published_to(user).filter(symbol__in=cited)
    missing = cited.keys() - set(stored.values_list("symbol", flat=True))
    days = {target: cited[target] or work_info(target).day for target in missing}
    return [LineageGap(work_info(t).name, address_of(t), day) for t, day in sorted(days.items()) if day]
