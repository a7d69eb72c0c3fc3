"""上传与审阅: what staff bring in, how it was read, mending it, making an edition of it. For staff alone."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

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
from ..uploads.forms import ChooseForm, ConfirmForm, MetaForm
from ..uploads.related_documents import related_documents
from ..uploads.review import KINDS, EditConflict, apply_steps, current_reading, item_views, steps_of, undo_last_step

PAGE = 50  # items of a review on a page
View = Callable[..., HttpResponse]
State = Upload.State


def for_staff(permission: str) -> Callable[[View], View]:
    """A view for members of staff with a permission; nobody else learns that it is there."""

    def decorated(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not (request.user.is_active and request.user.is_staff):
                raise Http404
            if not request.user.has_perm(f"resolutions.{permission}"):
                raise PermissionDenied
            response = view(request, *args, **kwargs)
            response["Cache-Control"] = "private, no-store"
            return response

        return guarded

    return decorated


# --- 1 choose -------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@for_staff("add_upload")
def choose(request: HttpRequest) -> HttpResponse:
    """Step 1: a file, several, an archive of them, or pasted text."""
    form = ChooseForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid():
        batch = queue.enqueue(form.given(), request.user, original=form.cleaned_data["original"])  # type: ignore[arg-type]
        uploads = Upload.objects.filter(batch=batch)
        only = uploads.first() if uploads.count() == 1 else None
        return redirect(only) if only else redirect("admin:upload_batch", batch)
    waiting = Upload.objects.filter(state__in=[State.QUEUED, State.READING, State.FAILED, State.REVIEW])
    waiting = waiting.select_related("created_by").defer("data", "reading")
    context = {"form": form, "waiting": waiting[:20], "step": 1}
    return render(request, "uploads/choose.html", context, status=400 if form.errors else 200)


@require_safe
@for_staff("view_upload")
def batch(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Files that came at once: how far each is."""
    context = _progress(pk)
    return render(request, "uploads/batch.html", context)


@require_safe
@for_staff("view_upload")
def status(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far the files of a batch are, as a part of a page; 286 tells htmx to stop asking."""
    context = _progress(pk)
    return render(request, "uploads/_progress.html", context, status=200 if context["waits"] else 286)


def _progress(batch: UUID) -> dict[str, Any]:
    uploads = list(Upload.objects.filter(batch=batch).order_by("pk").defer("data", "reading"))
    if not uploads:
        raise Http404(batch)
    waits = [u for u in uploads if u.state in (State.QUEUED, State.READING)]
    if waits:  # perhaps whoever read them is gone
        transaction.on_commit(queue.start_worker)
    return {"uploads": uploads, "batch": batch, "waits": waits, "done": len(uploads) - len(waits), "step": 2}


# --- 2 review -------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@for_staff("view_upload")
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Step 2: the file beside what it was read as, and everything that can be mended."""
    upload = get_object_or_404(Upload.objects.select_related("created_by", "edition", "document"), pk=pk)
    if request.method == "POST":
        return _mend(request, upload)
    if upload.state in (State.QUEUED, State.READING):
        return render(request, "uploads/batch.html", _progress(upload.batch))
    if upload.reading is None:
        return render(request, "uploads/failed.html", {"upload": upload, "step": 2})
    reading = current_reading(upload)
    return render(request, "uploads/review.html", _review(request, upload, reading, MetaForm.of(reading)))


def _mend(request: HttpRequest, upload: Upload) -> HttpResponse:
    if not request.user.has_perm("resolutions.change_upload"):
        raise PermissionDenied
    version, user, deed = _version(request), request.user, request.POST.get("deed", "save")
    try:
        if deed == "back":
            undo_last_step(upload.pk, version, user)  # type: ignore[arg-type]
        elif deed == "meta":
            form = MetaForm(request.POST)
            if not form.is_valid():
                reading = current_reading(upload)
                return render(request, "uploads/review.html", _review(request, upload, reading, form), status=400)
            apply_steps(upload.pk, version, user, form.steps)  # type: ignore[arg-type]
        else:
            apply_steps(upload.pk, version, user, lambda reading: _posted_steps(request, reading, deed))  # type: ignore[arg-type]
    except EditConflict as conflict:
        return _conflict(request, conflict.upload)
    except CorrectionError as error:
        messages.error(request, str(error))
    where = request.POST.get("where", "")
    return redirect(f"{request.get_full_path()}{'#' + where if where else ''}")


def _posted_steps(request: HttpRequest, reading: Reading, deed: str) -> list[Correction]:
    steps = find_corrections(reading, posted(request, reading))
    kind, _colon, ident = deed.partition(":")
    return [*steps, Correction("merge", ident)] if kind == "merge" else steps


def posted(request: HttpRequest, reading: Reading) -> dict[str, PostedItem]:
    """What the form says of each item that was on it."""
    found = {}
    for item in form_items(reading):
        if (kind := request.POST.get(f"{item.ident}-kind")) in set(ItemKind):
            number = request.POST.get(f"{item.ident}-number", "").strip()
            text = request.POST.get(f"{item.ident}-text", item.text).replace("\r\n", "\n")
            found[item.ident] = PostedItem(kind, number, text)
    return found


def _review(request: HttpRequest, upload: Upload, reading: Reading, form: MetaForm) -> dict[str, Any]:
    every = form_items(reading)
    page = Paginator(every, PAGE).get_page(request.GET.get("page"))
    texts = [item for item in every if item.kind in TEXTS]
    unresolved = [c for c in reading.citations if not c.target]
    return {
        "upload": upload,
        "reading": reading,
        "form": form,
        "page": page,
        "items": item_views(reading, list(page.object_list), texts[0] if texts else None),
        "kinds": [(kind.value, label) for kind, label in KINDS.items()],
        "unread": sum(item.kind is ItemKind.UNREAD for item in every),
        "unresolved": unresolved,
        "like": related_documents(upload, reading, request.user),  # type: ignore[arg-type]
        "steps": len(steps_of(upload)),
        "may_mend": upload.is_open and request.user.has_perm("resolutions.change_upload"),
        "may_publish": request.user.has_perm("resolutions.publish_resolution"),
        "log": log_entries_for(upload),
        "step": 2,
    }


def _conflict(request: HttpRequest, upload: Upload) -> HttpResponse:
    """409: what the form says beside what is there now, where the two differ."""
    differ: list[tuple[Item, PostedItem]] = []
    if upload.reading is not None:
        reading = current_reading(upload)
        given = posted(request, reading)
        now = {item.ident: item for item in form_items(reading)}
        differ = [
            (now[i], own)
            for i, own in given.items()
            if (own.kind, own.number, own.text) != (now[i].kind, now[i].number, now[i].text)
        ]
    context = {"upload": upload, "differ": differ, "last": log_entries_for(upload)[:1], "kinds": KINDS}
    return render(request, "uploads/conflict.html", context, status=409)


def _version(request: HttpRequest) -> int:
    value = request.POST.get("version", "")
    return int(value) if value.isdecimal() and len(value) < 10 else -1


# --- 3 confirm ------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@for_staff("change_upload")
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Step 3: what will happen, in a sentence; then it does."""
    upload = get_object_or_404(Upload.objects.select_related("document"), pk=pk)
    if not upload.is_open:
        return redirect(upload)
    may_publish = request.user.has_perm("resolutions.publish_resolution")
    asked = request.POST.get("document") or request.GET.get("document")
    document = Resolution.objects.filter(pk=asked).first() if asked and asked.isdecimal() else None
    planned = confirmation.plan(upload, document)
    form = ConfirmForm(request.POST if request.method == "POST" else None, plan=planned, may_publish=may_publish)
    if form.is_valid():
        try:
            confirmation.confirm(
                upload.pk,
                _version(request),
                request.user,  # type: ignore[arg-type]
                public=form.cleaned_data["visibility"] == "public",
                reason=form.cleaned_data["reason"],
                document=form.cleaned_data.get("document"),
            )
        except EditConflict as conflict:
            return _conflict(request, conflict.upload)
        except CorpusError as error:
            form.add_error(None, error.user_message)
        else:
            return redirect(upload)
    context = {"upload": upload, "plan": planned, "form": form, "step": 3}
    return render(request, "uploads/confirm.html", context, status=400 if form.errors else 200)


@require_POST
@for_staff("change_upload")
def change_state(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """Publish what was kept under review, undo, give up, take up again."""
    upload = get_object_or_404(Upload, pk=pk)
    user: Any = request.user
    if (deed == "publish" or upload.before is not None) and not user.has_perm("resolutions.publish_resolution"):
        raise PermissionDenied
    try:
        match deed:
            case "publish":
                confirmation.publish(pk, _version(request), user)
            case "undo":
                confirmation.undo(pk, _version(request), user)
            case "discard" | "reopen":
                confirmation.discard_or_reopen(pk, _version(request), user, aside=deed == "discard")
    except EditConflict as conflict:
        return _conflict(request, conflict.upload)
    except CorpusError as error:
        messages.error(request, _("没有改动：%(error)s") % {"error": error.user_message})
    return redirect(upload)


@require_safe
@for_staff("view_upload")
def working_address(request: HttpRequest, pk: int) -> HttpResponse:
    """/upload/17, the name of an upload in comparisons, leads to its review."""
    return redirect(get_object_or_404(Upload, pk=pk))
