#!/bin/sh
# Migrate the database, import the five resolutions, collect static files and serve. Used by `make run` and the container.
set -e
python manage.py migrate -v0
python manage.py import_resolutions fixtures -v0
python manage.py collectstatic --noinput -v0
exec gunicorn -c config/gunicorn.py config.wsgi
