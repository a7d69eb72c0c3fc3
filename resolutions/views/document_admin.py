"""What staff do with a document that is there: correct, name, withdraw it, bring it back. For the admin alone."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from .. import corpus
from ..corpus.audit_log import log_action, log_entries_for
from ..models import Edition, Resolution, Visibility
from ..uploads import queue
from ..uploads.forms import SymbolForm, WithdrawForm
from .staff import for_staff


@require_http_methods(["GET", "POST"])
@for_staff("publish_resolution")
def standing(request: HttpRequest, pk: int) -> HttpResponse:
    """A document at the desk: its editions, what can be done with it, and what was."""
    document = get_object_or_404(Resolution.objects.exclude(edition=None).select_related("edition"), pk=pk)
    user: Any = request.user
    deed = request.POST.get("deed", "") if request.method == "POST" else ""
    symbol = SymbolForm(request.POST if deed == "symbol" else None)
    withdrawal = WithdrawForm(request.POST if deed == "withdraw" else None)
    try:
        if deed == "symbol" and symbol.is_valid():
            before = document.label
            corpus.assign_symbol(document, symbol.cleaned_data["symbol"])
            log_action(user, document, f"编文号：{before} → {document.symbol}")
            return redirect(request.path)
        if deed == "withdraw" and withdrawal.is_valid():
            corpus.withdraw(document, withdrawal.cleaned_data["reason"])
            log_action(user, document, f"撤回：{document.withdrawn_because}")
            return redirect(request.path)
        if deed == "restore" and document.visibility == Visibility.WITHDRAWN:
            corpus.restore(document)
            log_action(user, document, "恢复公开")
            return redirect(request.path)
    except ValueError as error:
        messages.error(request, _("没有改动：%(error)s") % {"error": error})
    context = {
        "document": document,
        "editions": document.editions.select_related("created_by").order_by("-number").defer("meta", "warnings"),
        "symbol": symbol,
        "withdrawal": withdrawal,
        "log": log_entries_for(document),
    }
    return render(request, "uploads/document.html", context, status=400 if symbol.errors or withdrawal.errors else 200)


@require_POST
@for_staff("publish_resolution")
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the current text of a document for correction: an upload of its own file, with what was mended before."""
    edition = get_object_or_404(Edition.objects.select_related("source", "resolution"), current_of=pk)
    return redirect(queue.enqueue_correction(edition, request.user))  # type: ignore[arg-type]
