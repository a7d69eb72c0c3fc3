"""The Django project: settings, URL configuration and WSGI application."""

from . import blas_threads as blas_threads
