"""Types of requests."""

from django.contrib.auth.models import User
from django.http import HttpRequest


class StaffRequest(HttpRequest):
    """A request that a view receives only after its decorator has checked that the user is signed in."""

    user: User
