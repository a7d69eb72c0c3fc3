"""The type of whoever asks for a page."""

from django.contrib.auth.models import AnonymousUser, User

Visitor = User | AnonymousUser
