"""Forms for staff: choosing files, metadata, confirmation, symbol and withdrawal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..models import Resolution, Status
from ..reading.corrections import Correction, field_differences, field_text
from ..un.organs import organs
from ..un.symbols import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.core.files.uploadedfile import UploadedFile

    from ..reading import Reading
    from .confirmation import ConfirmationPlan

MAX_FILES = 50
MAX_PASTED = 2_000_000  # characters


class MultipleFileInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Field for several files from one input; the cleaned value is a list."""

    def __init__(self, **options: Any) -> None:
        widget = MultipleFileInput(attrs={"accept": ".docx,.docm,.pdf,.txt,.html,.htm,.zip"})
        super().__init__(widget=widget, **options)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        if not data:
            return []
        files = data if isinstance(data, list | tuple) else [data]
        clean_one = super().clean
        return [clean_one(file, initial) for file in files]


class ChooseForm(forms.Form):
    """Step 1: files, or a pasted text. At least one of the two is required."""

    file = FilesField(label=_("文件"), required=False, allow_empty_file=True)
    text = forms.CharField(
        label=_("或粘贴文字"),
        required=False,
        strip=False,
        max_length=MAX_PASTED,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    original = forms.BooleanField(label=_("Word 文件里有修订时，读修订以前的文字"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        files = cleaned.get("file") or []
        text = cleaned.get("text", "").strip()
        if len(files) > MAX_FILES:
            raise ValidationError(_("一次最多选 %(n)s 个文件；更多的请打成 zip。") % {"n": MAX_FILES})
        if not self.errors and not files and not text:
            raise ValidationError(_("请选一个文件，或粘贴文字。"))
        return cleaned

    def named_contents(self) -> Iterator[tuple[str, bytes]]:
        """Yield the name and content of each file, and of the pasted text."""
        for file in self.cleaned_data["file"]:
            yield file.name or "", file.read()
        text = self.cleaned_data["text"]
        if text.strip():
            yield "粘贴的文字.txt", text.encode("utf-8", "replace")


class MetaForm(forms.Form):
    """Metadata from the head and close of a text. An empty field means that the text does not state it."""

    symbol = forms.CharField(label=_("文号"), required=False, max_length=120)
    organ = forms.ChoiceField(label=_("机关"), required=False)
    committee = forms.CharField(label=_("委员会"), required=False, max_length=40)
    status = forms.ChoiceField(
        label=_("类型"), required=False, choices=[("", _("文中未载")), *Status.choices]
    )
    session = forms.CharField(label=_("届会"), required=False, max_length=12)
    session_dates = forms.CharField(label=_("会期"), required=False, max_length=60)
    title = forms.CharField(label=_("题目"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    agenda_item = forms.CharField(label=_("议程项目"), required=False, max_length=40)
    agenda_title = forms.CharField(label=_("议程项目题目"), required=False)
    adopted_on = forms.DateField(
        label=_("通过日期"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    meeting = forms.CharField(label=_("会议"), required=False, max_length=60)
    sponsors = forms.CharField(
        label=_("提案国（一行一个）"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", _("文中未载")), *((organ.code, organ.name) for organ in organs().values())]
        self.fields["organ"] = forms.ChoiceField(label=_("机关"), required=False, choices=choices)

    @classmethod
    def from_reading(cls, reading: Reading) -> MetaForm:
        """Return the form with the metadata of a reading as initial values."""
        return cls(initial={key: field_text(reading.meta, key) for key in cls.base_fields})

    def clean_symbol(self) -> str:
        value: str = self.cleaned_data["symbol"]
        if not value:
            return ""
        symbol = parse(value)
        if symbol is None:
            raise ValidationError(_("这不是联合国文号；例如 A/RES/65/218、A/C.3/78/L.49。"))
        return symbol.text

    def corrections(self, reading: Reading) -> list[Correction]:
        """Return the steps that change the metadata of a reading to that of the form."""
        values = dict(self.cleaned_data)
        adopted_on = values["adopted_on"]
        values["adopted_on"] = adopted_on.isoformat() if adopted_on else ""
        return field_differences(reading.meta, values)


class ConfirmForm(forms.Form):
    """Step 3: publish or keep under review, with a reason. Only those who may publish can choose to."""

    reason = forms.CharField(label=_("缘由"), required=False, max_length=200)

    def __init__(self, *args: Any, plan: ConfirmationPlan, may_publish: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("in_review", _("留在审阅中，只有工作人员能看到"))]
        if may_publish:
            choices.insert(0, ("public", _("公开")))
        self.fields["visibility"] = forms.ChoiceField(
            label=_("之后"), choices=choices, widget=forms.RadioSelect, initial=choices[0][0]
        )
        if plan.drafts:
            self.fields["document"] = forms.ModelChoiceField(
                Resolution.objects.filter(pk__in=[draft.pk for draft in plan.drafts]),
                label=_("这是哪件草案的通过文本"),
                required=False,
                empty_label=_("与库中草案无关"),
            )


class SymbolForm(forms.Form):
    """A new symbol for a document."""

    symbol = forms.CharField(label=_("文号"), max_length=120)


class WithdrawForm(forms.Form):
    """The reason for which a document is withdrawn. Readers see it."""

    reason = forms.CharField(label=_("缘由（读者会看到）"), max_length=200)
