"""The type of request.user: the visitor who asks for a page."""

from django.contrib.auth.models import AnonymousUser, User

Visitor = User | AnonymousUser
