"""Access to the views that only staff may use."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


class StaffRequest(HttpRequest):
    """A request of a signed-in user, as `for_staff` or
    `login_required` has checked. For type checking only.
    """

    user: User


def for_staff(permission: str) -> Callable[[View], View]:
    """Require staff and `permission`. Everyone who is not staff gets a 404."""

    def decorator(view: View) -> View:
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

    return decorator
