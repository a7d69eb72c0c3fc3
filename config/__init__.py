"""The Django project: settings, URL configuration and WSGI application."""
