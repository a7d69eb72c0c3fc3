"""查草案: a text that is pasted is held against all agreed language, a part in each request, and kept nowhere."""

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ..draft import MOST_CHARACTERS, as_text, check, from_text, paragraphs_in, shares, shown

ALLOWED = 400_000  # characters that one visitor may have looked for in WINDOW; ten drafts of the greatest length
WINDOW = 600  # seconds


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check_draft(request: HttpRequest) -> HttpResponse:
    """/reuse/: a form, and what is found of the text that it sends. The form carries on what is known so far."""
    if request.method != "POST":
        return render(request, "reuse/check.html", {"most": MOST_CHARACTERS})
    text = request.POST.get("text", "").replace("\0", "")
    if len(text) > MOST_CHARACTERS:
        sentence = _("文本有 %(n)s 字，超过上限 %(most)s 字；请分几次查。") % {"n": len(text), "most": MOST_CHARACTERS}
        return _refused(request, "", sentence, 413)
    carried = request.POST.get("lines") == "1"  # a paragraph on each line, as this page sent it
    texts = [line for line in text.split("\n") if line.strip()] if carried else paragraphs_in(text)
    if not texts:
        return _refused(request, text, _("没有可查的文字；请把草案的段落粘贴进来。"), 400)
    done = from_text(request.POST.get("done", "")) if carried else []
    if len(done) < len(texts) and not _allowed(request):
        return _refused(request, text, _("查得太多，请过几分钟再查；文本没有保存。"), 429)
    verdicts = check(texts, done, request.user)
    _count(request, sum(map(len, texts[len(done) : len(verdicts)])))
    new_first = request.POST.get("order") == "new"
    context = {
        "texts": texts,
        "carried": "\n".join(texts),
        "done": as_text(verdicts),
        "count": len(verdicts),
        "finished": len(verdicts) == len(texts),
        "shares": shares(texts, verdicts),
        "rows": shown(texts, verdicts, request.user, new_first=new_first),
        "new_first": new_first,
    }
    return render(request, "reuse/checked.html", context)


def _refused(request: HttpRequest, text: str, sentence: str, status: int) -> HttpResponse:
    context = {"most": MOST_CHARACTERS, "text": text, "sentence": sentence}
    response = render(request, "reuse/check.html", context, status=status)
    if status == 429:
        response["Retry-After"] = str(WINDOW)
    return response


def _allowed(request: HttpRequest) -> bool:
    """Whether this visitor has characters left; staff always have."""
    return bool(request.user.is_staff) or cache.get(_key(request), 0) < ALLOWED


def _count(request: HttpRequest, characters: int) -> None:
    key = _key(request)
    if not cache.add(key, characters, WINDOW):
        try:
            cache.incr(key, characters)
        except ValueError:  # it ran out between the two
            cache.set(key, characters, WINDOW)


def _key(request: HttpRequest) -> str:
    return f"checked:{request.user.pk or request.META.get('REMOTE_ADDR', '')}"
