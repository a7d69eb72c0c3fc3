"""How gunicorn serves: HOST, PORT and WEB_CONCURRENCY come from the environment."""

import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
# A worker that hangs is replaced after this many seconds; no page takes one.
timeout = 30
# Workers are renewed now and then, so that memory cannot creep up; not all at once.
max_requests = 5000
max_requests_jitter = 500
