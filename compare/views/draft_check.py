"""查草案: a pasted text or a file is compared with all agreed language. The draft is not stored.

One request checks as many paragraphs as time allows. The page then sends the draft back together with the
matches found so far, until all paragraphs are checked.
"""

from collections.abc import Sequence
from typing import Self

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from resolutions.reading import ReadError, read_sandboxed
from resolutions.web.rate_limit import Budget

from ..agreed_language.draft_check import (
    MOST_CHARACTERS,
    MOST_PARAGRAPHS,
    ParagraphMatch,
    checked_paragraphs,
    deserialize_matches,
    match_paragraphs,
    paragraphs_in,
    serialize_matches,
    share_of_each_kind,
)

# Characters that one visitor may have checked in ten minutes: ten drafts of the greatest length.
BUDGET = Budget(name="checked", size=400_000, window=600)
FILE_COST = 20_000  # characters of the visitor's budget that reading a file costs
FILE_BYTES = 2 * 1024 * 1024
FILE_SECONDS = 2  # the longest time that a request waits for a file to be read
_TOO_OFTEN = gettext_lazy("查得太多，请过几分钟再查；文本没有保存。")


class DraftRefused(Exception):  # noqa: N818 - no error: the visitor gets `sentence` with `status`
    """A draft that is not checked. `text` is shown in the form again."""

    def __init__(self, sentence: str | Promise, status: int, text: str = "") -> None:
        super().__init__(sentence, status, text)
        self.sentence = sentence
        self.status = status
        self.text = text

    @classmethod
    def for_length(cls, length: int) -> Self:
        sentence = _("文本有 %(n)s 字，超过上限 %(most)s 字；请分几次查。")
        return cls(sentence % {"n": length, "most": MOST_CHARACTERS}, 413)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check_draft(request: HttpRequest) -> HttpResponse:
    """/reuse/: the form for a draft, and the result for the draft that it sends."""
    if request.method != "POST":
        return render(request, "agreed_language/draft_check.html", {"most": MOST_CHARACTERS})
    try:
        paragraphs = _posted_paragraphs(request)
        earlier_matches = _posted_matches(request)
        matches = _continue_matching(request, paragraphs, earlier_matches)
    except DraftRefused as refusal:
        return _refusal_response(request, refusal)
    return _result_response(request, paragraphs, matches)


def _posted_text(request: HttpRequest) -> str:
    return request.POST.get("text", "").replace("\0", "")


def _is_continued(request: HttpRequest) -> bool:
    """Return whether the result page sent the form, with one paragraph on each line."""
    return request.POST.get("lines") == "1"


def _posted_paragraphs(request: HttpRequest) -> list[str]:
    """Return the paragraphs of the posted text, or of the file if there is no text.

    Raise DraftRefused if they are too long, unreadable or missing, or if the visitor has no budget for a
    file.
    """
    text = _posted_text(request)
    if len(text) > MOST_CHARACTERS:
        raise DraftRefused.for_length(len(text))
    file = request.FILES.get("file")
    if isinstance(file, UploadedFile) and not text.strip():
        paragraphs = _read_file(request, file)
    elif _is_continued(request):
        paragraphs = [line for line in text.split("\n") if line.strip()]
    else:
        paragraphs = paragraphs_in(text)
    length = sum(map(len, paragraphs))
    if length > MOST_CHARACTERS:
        raise DraftRefused.for_length(length)
    if not paragraphs:
        raise DraftRefused(_("没有可查的文字；请把草案的段落粘贴进来。"), 400, text)
    return paragraphs


def _read_file(request: HttpRequest, file: UploadedFile) -> list[str]:
    """Return the paragraphs of an uploaded file. Raise DraftRefused if it cannot be read in FILE_SECONDS."""
    if not BUDGET.has_budget(request):
        raise DraftRefused(_TOO_OFTEN, 429)
    BUDGET.spend(request, FILE_COST)
    if (file.size or 0) > FILE_BYTES:
        raise DraftRefused(_("文件超过 %(n)s MB；请把文字粘贴进来。") % {"n": FILE_BYTES >> 20}, 422)
    try:
        reading = read_sandboxed(file.read(), file.name or "", seconds=FILE_SECONDS)
    except ReadError as error:
        raise DraftRefused(str(error), 422) from error
    return [paragraph.text for paragraph in reading.paragraphs][:MOST_PARAGRAPHS]


def _posted_matches(request: HttpRequest) -> list[ParagraphMatch]:
    """Return the matches found by earlier requests."""
    if not _is_continued(request):
        return []
    return deserialize_matches(request.POST.get("done", ""))


def _continue_matching(
    request: HttpRequest, paragraphs: Sequence[str], earlier_matches: Sequence[ParagraphMatch]
) -> list[ParagraphMatch]:
    """Return the earlier matches and those of the next paragraphs.

    Raise DraftRefused if paragraphs remain and the visitor has no budget.
    """
    if len(earlier_matches) < len(paragraphs) and not BUDGET.has_budget(request):
        raise DraftRefused(_TOO_OFTEN, 429, _posted_text(request))
    matches = match_paragraphs(paragraphs, earlier_matches, request.user)
    BUDGET.spend(request, sum(map(len, paragraphs[len(earlier_matches) : len(matches)])))
    return matches


def _result_response(
    request: HttpRequest, paragraphs: Sequence[str], matches: Sequence[ParagraphMatch]
) -> HttpResponse:
    new_first = request.POST.get("order") == "new"
    context = {
        "texts": paragraphs,
        "carried": "\n".join(paragraphs),
        "done": serialize_matches(matches),
        "count": len(matches),
        "finished": len(matches) == len(paragraphs),
        "shares": share_of_each_kind(paragraphs, matches),
        "rows": checked_paragraphs(paragraphs, matches, request.user, new_first=new_first),
        "new_first": new_first,
    }
    return render(request, "agreed_language/draft_checked.html", context)


def _refusal_response(request: HttpRequest, refusal: DraftRefused) -> HttpResponse:
    context = {"most": MOST_CHARACTERS, "text": refusal.text, "sentence": refusal.sentence}
    response = render(request, "agreed_language/draft_check.html", context, status=refusal.status)
    if refusal.status == 429:
        response["Retry-After"] = str(BUDGET.window)
    return response
