"""WSGI application for gunicorn."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from resolutions.un.segmentation import segment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
# Load the views with all that they import, and the word list. Otherwise the first request would wait almost
# a second for each of the two.
import_module(settings.ROOT_URLCONF)
segment("")
# These objects live as long as the process. A full GC pass over them would delay a request by almost 100 ms.
gc.collect()
gc.freeze()
