"""The three steps of an upload: choose a file, review how it was read, confirm it. For staff only."""

from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ..corpus import CorpusError
from ..corpus.audit_log import log_entries_for
from ..models import Resolution, Upload
from ..reading import Reading
from ..reading.corrections import (
    TEXTS,
    Correction,
    CorrectionError,
    Item,
    ItemKind,
    PostedItem,
    find_corrections,
    form_items,
)
from ..uploads import confirmation, queue
from ..uploads.actions import ActionKind, ReviewAction, UnknownAction
from ..uploads.forms import ChooseForm, ConfirmForm, MetaForm
from ..uploads.related_documents import related_documents
from ..uploads.review import (
    KINDS,
    EditConflict,
    apply_steps,
    current_reading,
    item_views,
    steps_of,
    undo_last_step,
)
from .staff import StaffRequest, for_staff

ITEMS_PER_PAGE = 50
UPLOADS_LISTED = 20
STOP_POLLING = 286  # the status that ends htmx's polling
State = Upload.State


def _form_status(form: forms.Form) -> int:
    return 400 if form.errors else 200


# --- 1 choose -------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@for_staff("add_upload")
def choose(request: StaffRequest) -> HttpResponse:
    """Step 1: choose one or several files or an archive, or paste a text."""
    form = ChooseForm(request.POST, request.FILES) if request.method == "POST" else ChooseForm()
    if form.is_valid():
        batch_id = queue.enqueue(form.named_contents(), request.user, original=form.cleaned_data["original"])
        uploads = Upload.objects.filter(batch=batch_id).defer("data", "reading")[:2]
        if len(uploads) == 1:
            return redirect(uploads[0])
        return redirect("admin:upload_batch", batch_id)
    waiting = Upload.objects.filter(state__in=[State.QUEUED, State.READING, State.FAILED, State.REVIEW])
    waiting = waiting.select_related("created_by").defer("data", "reading")
    context = {"form": form, "waiting": waiting[:UPLOADS_LISTED], "step": 1}
    return render(request, "uploads/choose.html", context, status=_form_status(form))


@require_safe
@for_staff("view_upload")
def batch(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Show the progress of files that were uploaded together."""
    return render(request, "uploads/batch.html", _batch_context(pk))


@require_safe
@for_staff("view_upload")
def status(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Return the progress of a batch as a fragment for htmx, with STOP_POLLING once all files are read."""
    context = _batch_context(pk)
    code = 200 if context["waits"] else STOP_POLLING
    return render(request, "uploads/_progress.html", context, status=code)


def _batch_context(batch_id: UUID) -> dict[str, Any]:
    uploads = list(Upload.objects.filter(batch=batch_id).order_by("pk").defer("data", "reading"))
    if not uploads:
        raise Http404(batch_id)
    unread = [upload for upload in uploads if upload.state in (State.QUEUED, State.READING)]
    if unread:  # the process whose thread was reading them may have ended
        transaction.on_commit(queue.start_worker)
    return {
        "uploads": uploads,
        "batch": batch_id,
        "waits": unread,
        "done": len(uploads) - len(unread),
        "step": 2,
    }


# --- 2 review -------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@for_staff("view_upload")
def review(request: StaffRequest, pk: int) -> HttpResponse:
    """Step 2: show the source text with the items read from it, each of which can be corrected."""
    upload = get_object_or_404(Upload.objects.select_related("created_by", "edition", "document"), pk=pk)
    if request.method == "POST":
        return _perform_action(request, upload)
    if upload.state in (State.QUEUED, State.READING):
        return render(request, "uploads/batch.html", _batch_context(upload.batch))
    if upload.reading is None:
        return render(request, "uploads/failed.html", {"upload": upload, "step": 2})
    reading = current_reading(upload)
    return _render_review(request, upload, reading, MetaForm.from_reading(reading))


def _perform_action(request: StaffRequest, upload: Upload) -> HttpResponse:
    """Perform the action of the button that was pressed and redirect to the page."""
    if not request.user.has_perm("resolutions.change_upload"):
        raise PermissionDenied
    version = _posted_version(request)
    try:
        action = ReviewAction.from_value(request.POST.get("deed", ActionKind.SAVE))
        match action.kind:
            case ActionKind.UNDO:
                undo_last_step(upload.pk, version, request.user)
            case ActionKind.SAVE_METADATA:
                form = MetaForm(request.POST)
                if not form.is_valid():
                    return _render_review(request, upload, current_reading(upload), form)
                apply_steps(upload.pk, version, request.user, form.corrections)
            case ActionKind.SAVE | ActionKind.MERGE:
                apply_steps(upload.pk, version, request.user, partial(_posted_corrections, request, action))
    except EditConflict as conflict:
        return _render_conflict(request, conflict.upload)
    except (UnknownAction, CorrectionError) as error:
        messages.error(request, str(error))
    address = request.get_full_path()
    if anchor := request.POST.get("where", ""):
        address += f"#{anchor}"
    return redirect(address)


def _posted_corrections(request: HttpRequest, action: ReviewAction, reading: Reading) -> list[Correction]:
    """Return the steps that lead from a reading to the posted items, and the merge if that is the action."""
    steps = find_corrections(reading, posted_items(request, reading))
    if action.kind is ActionKind.MERGE:
        steps = [*steps, Correction("merge", action.ident)]
    return steps


def posted_items(request: HttpRequest, reading: Reading) -> dict[str, PostedItem]:
    """Return the posted values of each item that was on the page, by the item's ident."""
    items = {}
    for item in form_items(reading):
        kind = request.POST.get(f"{item.ident}-kind")
        if kind not in set(ItemKind):
            continue
        number = request.POST.get(f"{item.ident}-number", "").strip()
        text = request.POST.get(f"{item.ident}-text", item.text).replace("\r\n", "\n")
        items[item.ident] = PostedItem(kind, number, text)
    return items


def _render_review(request: StaffRequest, upload: Upload, reading: Reading, form: MetaForm) -> HttpResponse:
    items = form_items(reading)
    page = Paginator(items, ITEMS_PER_PAGE).get_page(request.GET.get("page"))
    first_text = next((item for item in items if item.kind in TEXTS), None)
    context = {
        "upload": upload,
        "reading": reading,
        "form": form,
        "page": page,
        "items": item_views(reading, list(page.object_list), first_text),
        "kinds": [(kind.value, label) for kind, label in KINDS.items()],
        "unread": sum(item.kind is ItemKind.UNREAD for item in items),
        "unresolved": [citation for citation in reading.citations if not citation.target],
        "like": related_documents(upload, reading, request.user),
        "steps": len(steps_of(upload)),
        "may_mend": upload.is_open and request.user.has_perm("resolutions.change_upload"),
        "may_publish": request.user.has_perm("resolutions.publish_resolution"),
        "log": log_entries_for(upload),
        "step": 2,
    }
    return render(request, "uploads/review.html", context, status=_form_status(form))


def _render_conflict(request: HttpRequest, upload: Upload) -> HttpResponse:
    """Return a 409 page that lists the items whose posted values differ from the present ones."""
    differing: list[tuple[Item, PostedItem]] = []
    if upload.reading is not None:
        reading = current_reading(upload)
        posted = posted_items(request, reading)
        for item in form_items(reading):
            current = PostedItem(item.kind, item.number, item.text)
            if item.ident in posted and posted[item.ident] != current:
                differing.append((item, posted[item.ident]))
    context = {"upload": upload, "differ": differing, "last": log_entries_for(upload)[:1]}
    return render(request, "uploads/conflict.html", context, status=409)


def _posted_version(request: HttpRequest) -> int:
    """Return the posted version, or -1, which no upload has, if it is no number."""
    value = request.POST.get("version", "")
    if value.isdecimal() and len(value) < 10:
        return int(value)
    return -1


# --- 3 confirm ------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@for_staff("change_upload")
def confirm(request: StaffRequest, pk: int) -> HttpResponse:
    """Step 3: say what confirming will do, and do it on POST."""
    upload = get_object_or_404(Upload.objects.select_related("document"), pk=pk)
    if not upload.is_open:
        return redirect(upload)
    plan = confirmation.plan(upload, _chosen_document(request))
    may_publish = request.user.has_perm("resolutions.publish_resolution")
    posted = request.POST if request.method == "POST" else None
    form = ConfirmForm(posted, plan=plan, may_publish=may_publish)
    if form.is_valid():
        try:
            confirmation.confirm(
                upload.pk,
                _posted_version(request),
                request.user,
                public=form.cleaned_data["visibility"] == "public",
                reason=form.cleaned_data["reason"],
                document=form.cleaned_data.get("document"),
            )
        except EditConflict as conflict:
            return _render_conflict(request, conflict.upload)
        except CorpusError as error:
            form.add_error(None, error.user_message)
        else:
            return redirect(upload)
    context = {"upload": upload, "plan": plan, "form": form, "step": 3}
    return render(request, "uploads/confirm.html", context, status=_form_status(form))


def _chosen_document(request: HttpRequest) -> Resolution | None:
    """Return the draft whose adopted text this is, as chosen on the page or named in the query."""
    value = request.POST.get("document") or request.GET.get("document") or ""
    if not value.isdecimal():
        return None
    return Resolution.objects.filter(pk=value).first()


@require_POST
@for_staff("change_upload")
def change_state(request: StaffRequest, pk: int, action: str) -> HttpResponse:
    """Publish, undo, discard or reopen an upload, then redirect to its review."""
    upload = get_object_or_404(Upload, pk=pk)
    user, version = request.user, _posted_version(request)
    changes_public_text = action == "publish" or upload.before is not None
    if changes_public_text and not user.has_perm("resolutions.publish_resolution"):
        raise PermissionDenied
    try:
        match action:
            case "publish":
                confirmation.publish(pk, version, user)
            case "undo":
                confirmation.undo(pk, version, user)
            case "discard":
                confirmation.discard(pk, version, user)
            case "reopen":
                confirmation.reopen(pk, version, user)
    except EditConflict as conflict:
        return _render_conflict(request, conflict.upload)
    except CorpusError as error:
        messages.error(request, _("没有改动：%(error)s") % {"error": error.user_message})
    return redirect(upload)


@require_safe
@for_staff("view_upload")
def working_address(request: StaffRequest, pk: int) -> HttpResponse:
    """Redirect /upload/17, the name of an upload in comparisons, to its review."""
    return redirect(get_object_or_404(Upload, pk=pk))
