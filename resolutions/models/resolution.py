"""Documents and their addresses."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from ..language.dates import find_date
from ..un.organs import organs
from ..un.series import series_key
from ..un.sessions import session_start

if TYPE_CHECKING:
    from ..reading import model as reading_model
    from .visitor import Visitor

UNDATED = date(1, 1, 1)  # sorts before every date in both databases


class Visibility(models.TextChoices):
    PUBLIC = "public", "公开"
    IN_REVIEW = "in_review", "审阅中"
    WITHDRAWN = "withdrawn", "已撤回"


class Status(models.TextChoices):
    ADOPTED = "adopted", "决议"
    DRAFT = "draft", "草案"


def visible(user: Visitor, to_resolution: str = "") -> Q:
    """Return the condition for what a visitor may see: everything for staff, public rows for others.

    `to_resolution` is the lookup from a related model, such as "edition__resolution__".
    """
    if user.is_active and user.is_staff:
        return Q()
    return Q(**{f"{to_resolution}visibility": Visibility.PUBLIC})


class ResolutionQuerySet(models.QuerySet["Resolution"]):
    def visible_to(self, user: Visitor) -> ResolutionQuerySet:
        """Return the documents that a visitor may see: all for staff, public ones for others."""
        return self.filter(visible(user))

    def published_to(self, user: Visitor) -> ResolutionQuerySet:
        """Return the documents visible to this visitor that have a current edition, and so a page."""
        return self.visible_to(user).with_edition()

    def with_edition(self) -> ResolutionQuerySet:
        """Return the documents that have a current edition."""
        return self.exclude(edition=None)

    def with_counts(self) -> ResolutionQuerySet:
        """Annotate with `cites`, the number of documents that the text cites, and `cited_by`, that of citing
        ones.
        """
        edges = apps.get_model("resolutions.Edge").objects.order_by()
        cites = edges.filter(citing=OuterRef("pk")).values("citing")
        citing = edges.filter(work=OuterRef("symbol"), citing__visibility=Visibility.PUBLIC).values("work")
        return self.annotate(
            cites=Coalesce(Subquery(cites.annotate(n=Count("pk")).values("n")), 0),
            cited_by=Coalesce(Subquery(citing.annotate(n=Count("pk")).values("n")), 0),
        )

    def newest_first(self) -> ResolutionQuerySet:
        return self.order_by("-sort_date", "-pk")


class Resolution(models.Model):
    """A document of the United Nations, with the metadata of its current edition.

    `address` is its path without the leading slash. `organ` is a code of organs.tsv, `body` the name of the
    organ as printed. `sort_date` orders documents: the day of adoption, or else the first possible day of the
    session, or else UNDATED; it is never shown. `order_key` orders by symbol. `series` is the title with
    variants of words replaced, so that 增进…的国际合作 and 加强…国际合作 are one series.
    """

    # Null and not "" for drafts without a symbol, because symbols are unique.
    symbol = models.CharField("文号", max_length=120, null=True, unique=True)  # noqa: DJ001  -- unique, so null
    address = models.CharField("地址", max_length=160, unique=True)
    number = models.CharField("编号", max_length=40, blank=True)
    organ = models.CharField("机关", max_length=12, blank=True)
    body = models.CharField("机关（印作）", max_length=80, blank=True)
    committee = models.CharField("委员会", max_length=40, blank=True)
    status = models.CharField("类型", max_length=8, choices=Status.choices, blank=True)
    session = models.CharField("届会", max_length=12, blank=True)
    session_dates = models.CharField("会期", max_length=60, blank=True)
    title = models.TextField("题目", blank=True)
    series = models.CharField("系列", max_length=200, blank=True)
    adopted_on = models.DateField("通过日期", null=True, blank=True)
    sort_date = models.DateField(default=UNDATED, editable=False)
    order_key = models.CharField(max_length=160, blank=True, editable=False)
    meeting = models.CharField("会议", max_length=60, blank=True)
    agenda_item = models.CharField("议程项目", max_length=40, blank=True)
    agenda_title = models.TextField("议程项目题目", blank=True)
    sponsors = models.JSONField("提案国", default=list, blank=True)
    sponsor_notes = models.JSONField("提案国注", default=list, blank=True)
    vote = models.JSONField("表决", null=True, blank=True)
    vote_kind = models.CharField("通过方式", max_length=16, blank=True)
    language = models.CharField("文字", max_length=8, default="zh-Hans")
    visibility = models.CharField(
        "可见", max_length=10, choices=Visibility.choices, default=Visibility.PUBLIC
    )
    withdrawn_because = models.CharField("撤回缘由", max_length=200, blank=True)
    edition = models.OneToOneField(
        "Edition", verbose_name="现行版本", on_delete=models.PROTECT, null=True, related_name="current_of"
    )

    objects = ResolutionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "决议"
        permissions = [("publish_resolution", "公开、订正、撤回")]
        indexes = [
            models.Index(fields=["-sort_date", "-id"], name="resolution_newest"),
            models.Index(fields=["series", "sort_date"], name="resolution_series"),
            models.Index(fields=["organ", "sort_date"], name="resolution_organ"),
            models.Index(fields=["order_key"], name="resolution_by_symbol"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(symbol=""), name="resolution_symbol_null_not_empty"),
            models.CheckConstraint(condition=~Q(address=""), name="resolution_has_address"),
            models.CheckConstraint(
                condition=Q(visibility__in=Visibility.values), name="resolution_visibility_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["", *Status.values]), name="resolution_status_known"
            ),
            models.CheckConstraint(
                condition=Q(visibility=Visibility.WITHDRAWN) ^ Q(withdrawn_because=""),
                name="resolution_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.symbol or self.label

    def get_absolute_url(self) -> str:
        return f"/{self.address}"

    def apply_metadata(self, meta: reading_model.Meta) -> None:
        """Set the fields to the metadata of an edition, without saving."""
        if meta.session_dates:
            first_day_of_session = find_date(meta.session_dates)
        else:
            first_day_of_session = session_start(meta.organ, meta.session)
        self.number = meta.number or ""
        self.organ = meta.organ
        self.body = meta.body or ""
        self.committee = meta.committee or ""
        self.status = meta.status or ""
        self.session = str(meta.session or "")
        self.session_dates = meta.session_dates or ""
        self.title = meta.title or ""
        self.series = series_key(self.title)
        self.adopted_on = meta.adopted_on
        self.sort_date = meta.adopted_on or first_day_of_session or UNDATED
        self.meeting = meta.meeting or ""
        self.agenda_item = meta.agenda_item or ""
        self.agenda_title = meta.agenda_title or ""
        self.sponsors = [asdict(sponsor) for sponsor in meta.sponsors]
        self.sponsor_notes = list(meta.sponsor_notes)
        self.vote = asdict(meta.vote) if meta.vote else None
        self.vote_kind = meta.vote.kind if meta.vote else ""

    @property
    def label(self) -> str:
        """The symbol; for a document without one its organ, session and kind."""
        if self.symbol:
            return self.symbol
        session = f"第{self.session}届会议" if self.session else ""
        kind = "决议草案" if self.status == Status.DRAFT else "决议"
        return f"{self.committee or self.organ_name}{session}{kind}"

    @property
    def short_label(self) -> str:
        """The label for places that show the organ too: 65/218, 78届草案."""
        if self.symbol:
            return self.number or self.symbol
        return f"{self.session}届草案" if self.session else "草案"

    @property
    def organ_name(self) -> str:
        """The full name of the organ in Simplified characters; the printed name if organs.tsv lacks it."""
        organ = organs().get(self.organ)
        return organ.name if organ else self.body

    @property
    def adopted_day(self) -> str:
        """The day of adoption as Chinese texts write it; "" if unknown."""
        day = self.adopted_on
        return f"{day.year}年{day.month}月{day.day}日" if day else ""

    @property
    def is_public(self) -> bool:
        return self.visibility == Visibility.PUBLIC


class AddressChange(models.Model):
    """A former address of a resolution, which redirects for ever."""

    address = models.CharField(max_length=160, unique=True)
    resolution = models.ForeignKey(Resolution, on_delete=models.CASCADE, related_name="former_addresses")
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "旧地址"

    def __str__(self) -> str:
        return self.address
