"""The door for gunicorn."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from resolutions.un.segmentation import segment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
# The pages and all that they stand on are loaded now, the dictionary of words too: the first reader would wait for
# each of the two most of a second.
import_module(settings.ROOT_URLCONF)
segment("")
# All this stays as long as the process does: to look through it for garbage holds a page up for most of a tenth of one.
gc.collect()
gc.freeze()
