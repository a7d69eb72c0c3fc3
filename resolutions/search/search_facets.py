"""The filters of a search as masks, and the choices of each filter with counts."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..web.facets import MOST_SERIES, Choice, Facets, body_choices, histogram, status_choices
from .document_columns import DocumentColumns, Mask
from .filters import SearchFilters


@dataclass(frozen=True, slots=True)
class FilterMasks:
    """For each filter that is on, by name, the documents that pass it."""

    columns: DocumentColumns
    masks: dict[str, Mask]

    @classmethod
    def from_filters(cls, columns: DocumentColumns, filters: SearchFilters) -> "FilterMasks":
        masks: dict[str, Mask] = {}
        if filters.bodies:
            masks["body"] = _is_chosen(filters.bodies, columns.body_values)[columns.bodies]
        if filters.statuses:
            masks["status"] = _is_chosen(filters.statuses, columns.status_values)[columns.statuses]
        if filters.series:
            masks["series"] = _is_chosen((filters.series,), columns.series_values)[columns.series]
        first, last = filters.years
        if first is not None or last is not None:
            masks["year"] = (columns.years >= (first or 1)) & (columns.years <= (last or 9999))
        return cls(columns, masks)

    def passing(self, *, ignoring: str = "") -> Mask:
        """Return a mask of the documents that pass all filters, but for the ignored one."""
        passing = np.ones(len(self.columns), dtype=np.bool_)
        for name, mask in self.masks.items():
            if name != ignoring:
                passing &= mask
        return passing


def search_facets(
    columns: DocumentColumns, filters: SearchFilters, masks: FilterMasks, matching: Mask
) -> Facets:
    """Return the choices of every filter with counts, each counted under all other filters."""
    with_any_body = matching & masks.passing(ignoring="body")
    with_any_status = matching & masks.passing(ignoring="status")
    years_of_matches = columns.years[matching & masks.passing(ignoring="year")]
    years, counts = np.unique(years_of_matches[years_of_matches > 0], return_counts=True)
    first_year = last_year = None
    known_years = columns.years[columns.years > 0]
    if len(known_years):
        first_year, last_year = int(known_years.min()), int(known_years.max())
    return Facets(
        bodies=body_choices(_counts(with_any_body, columns.bodies, columns.body_values), filters.bodies),
        statuses=status_choices(
            _counts(with_any_status, columns.statuses, columns.status_values), filters.statuses
        ),
        series=_largest_series(columns, matching & masks.passing(ignoring="series"), filters.series),
        histogram=histogram(dict(zip(years.tolist(), counts.tolist(), strict=True))),
        first_year=first_year,
        last_year=last_year,
    )


def _is_chosen(chosen: tuple[str, ...], values: list[str]) -> NDArray[np.bool_]:
    return np.array([value in chosen for value in values], dtype=np.bool_)


def _counts(mask: Mask, indices: NDArray[np.int32], values: list[str]) -> dict[str, int]:
    """Return how many rows of the mask have each value."""
    counts = np.bincount(indices[mask], minlength=len(values))
    return dict(zip(values, counts.tolist(), strict=True))


def _largest_series(columns: DocumentColumns, mask: Mask, chosen: str) -> list[Choice]:
    """Return the largest series of more than one document, each with its newest title, and the chosen one."""
    counts = np.bincount(columns.series[mask], minlength=len(columns.series_values))
    by_size = np.argsort(-counts, kind="stable")[: MOST_SERIES + 1].tolist()  # one of them may have no name
    largest = [index for index in by_size if counts[index] > 1 and columns.series_values[index]][:MOST_SERIES]
    if chosen in columns.series_values:
        index_of_chosen = columns.series_values.index(chosen)
        if index_of_chosen not in largest:
            largest.append(index_of_chosen)
    choices = []
    for index in largest:
        value = columns.series_values[index]
        choice = Choice(value, columns.titles[value], count=int(counts[index]), chosen=value == chosen)
        choices.append(choice)
    return choices
