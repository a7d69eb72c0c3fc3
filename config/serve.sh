#!/bin/sh
# Bring the database up to date, load the five resolutions, and serve. Both `make run` and the container do this.
set -e
python manage.py migrate -v0
python manage.py import_resolutions fixtures -v0
python manage.py collectstatic --noinput -v0
exec gunicorn -c config/gunicorn.py config.wsgi
