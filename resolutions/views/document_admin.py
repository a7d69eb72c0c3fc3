"""Pages of Django's admin on which staff correct, name, withdraw and restore a stored document."""

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from .. import corpus
from ..corpus.audit_log import log_action, log_entries_for
from ..models import Edition, Resolution, Visibility
from ..uploads import queue
from ..uploads.forms import SymbolForm, WithdrawForm
from .staff import StaffRequest, for_staff


@require_http_methods(["GET", "POST"])
@for_staff("publish_resolution")
def standing(request: StaffRequest, pk: int) -> HttpResponse:
    """A document's editions, the actions that staff can take on it, and its log."""
    document = get_object_or_404(Resolution.objects.with_edition().select_related("edition"), pk=pk)
    action = request.POST.get("deed", "")
    symbol = SymbolForm(request.POST if action == "symbol" else None)
    withdrawal = WithdrawForm(request.POST if action == "withdraw" else None)
    try:
        if _change_document(document, action, symbol, withdrawal, user=request.user):
            return redirect(request.path)
    except corpus.CorpusError as error:
        messages.error(request, _("没有改动：%(error)s") % {"error": error.user_message})
    context = {
        "document": document,
        "editions": document.editions.select_related("created_by")
        .order_by("-number")
        .defer("meta", "warnings"),
        "symbol": symbol,
        "withdrawal": withdrawal,
        "log": log_entries_for(document),
    }
    status = 400 if symbol.errors or withdrawal.errors else 200
    return render(request, "uploads/document.html", context, status=status)


def _change_document(
    document: Resolution, action: str, symbol: SymbolForm, withdrawal: WithdrawForm, *, user: User
) -> bool:
    """Carry out and log an action of the page; return whether there was one to carry out."""
    if action == "symbol" and symbol.is_valid():
        old_label = document.label
        corpus.assign_symbol(document, symbol.cleaned_data["symbol"])
        log_action(user, document, f"编文号：{old_label} → {document.symbol}")
        return True
    if action == "withdraw" and withdrawal.is_valid():
        corpus.withdraw(document, withdrawal.cleaned_data["reason"])
        log_action(user, document, f"撤回：{document.withdrawn_because}")
        return True
    if action == "restore" and document.visibility == Visibility.WITHDRAWN:
        corpus.restore(document)
        log_action(user, document, "恢复公开")
        return True
    return False


@require_POST
@for_staff("publish_resolution")
def correct(request: StaffRequest, pk: int) -> HttpResponse:
    """Open the current text of a document for correction, as an upload of its file with the corrections so
    far.
    """
    edition = get_object_or_404(Edition.objects.select_related("source", "resolution"), current_of=pk)
    return redirect(queue.enqueue_correction(edition, request.user))
