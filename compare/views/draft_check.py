"""查草案: a text or a file is held against all agreed language, a part in each request, and kept nowhere."""

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
    checked_paragraphs,
    deserialize_matches,
    match_paragraphs,
    paragraphs_in,
    serialize_matches,
    share_of_each_kind,
)

# Characters that one visitor may have checked in ten minutes: ten drafts of the greatest length.
BUDGET = Budget(name="checked", size=400_000, window=600)
FILE = 20_000  # characters that reading a file counts for
FILE_BYTES = 2 * 1024 * 1024
FILE_SECONDS = 2  # that a request may wait for a file to be read
_TOO_OFTEN = gettext_lazy("查得太多，请过几分钟再查；文本没有保存。")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check_draft(request: HttpRequest) -> HttpResponse:
    """/reuse/: a form, and what is found of the text that it sends. The form carries on what is known so far."""
    if request.method != "POST":
        return render(request, "agreed_language/draft_check.html", {"most": MOST_CHARACTERS})
    text = request.POST.get("text", "").replace("\0", "")
    carried = request.POST.get("lines") == "1"  # a paragraph on each line, as this page sent it
    if len(text) > MOST_CHARACTERS:
        return _too_long(request, len(text))
    file = request.FILES.get("file")
    if isinstance(file, UploadedFile) and not text.strip():
        if not BUDGET.has_budget(request):
            return _refused(request, "", _TOO_OFTEN, 429)
        BUDGET.spend(request, FILE)
        try:
            texts = _of_file(file)
        except ReadError as error:
            return _refused(request, "", str(error), 422)
    else:
        texts = [line for line in text.split("\n") if line.strip()] if carried else paragraphs_in(text)
    if (length := sum(map(len, texts))) > MOST_CHARACTERS:
        return _too_long(request, length)
    if not texts:
        return _refused(request, text, _("没有可查的文字；请把草案的段落粘贴进来。"), 400)
    done = deserialize_matches(request.POST.get("done", "")) if carried else []
    if len(done) < len(texts) and not BUDGET.has_budget(request):
        return _refused(request, text, _TOO_OFTEN, 429)
    verdicts = match_paragraphs(texts, done, request.user)
    BUDGET.spend(request, sum(map(len, texts[len(done) : len(verdicts)])))
    new_first = request.POST.get("order") == "new"
    context = {
        "texts": texts,
        "carried": "\n".join(texts),
        "done": serialize_matches(verdicts),
        "count": len(verdicts),
        "finished": len(verdicts) == len(texts),
        "shares": share_of_each_kind(texts, verdicts),
        "rows": checked_paragraphs(texts, verdicts, request.user, new_first=new_first),
        "new_first": new_first,
    }
    return render(request, "agreed_language/draft_checked.html", context)


def _of_file(file: UploadedFile) -> list[str]:
    """The paragraphs of a stranger's file. Raises ReadError where it cannot be read soon."""
    if (file.size or 0) > FILE_BYTES:
        raise ReadError(_("文件超过 %(n)s MB；请把文字粘贴进来。") % {"n": FILE_BYTES >> 20})
    reading = read_sandboxed(file.read(), file.name or "", seconds=FILE_SECONDS)
    return [paragraph.text for paragraph in reading.paragraphs][:MOST_PARAGRAPHS]


def _too_long(request: HttpRequest, length: int) -> HttpResponse:
    sentence = _("文本有 %(n)s 字，超过上限 %(most)s 字；请分几次查。") % {"n": length, "most": MOST_CHARACTERS}
    return _refused(request, "", sentence, 413)


def _refused(request: HttpRequest, text: str, sentence: str | Promise, status: int) -> HttpResponse:
    context = {"most": MOST_CHARACTERS, "text": text, "sentence": sentence}
    response = render(request, "agreed_language/draft_check.html", context, status=status)
    if status == 429:
        response["Retry-After"] = str(BUDGET.window)
    return response
