"""Settings of gunicorn. HOST, PORT and WEB_CONCURRENCY come from the environment."""

import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
# Seconds after which a worker that hangs is replaced. No page takes as long as one second.
timeout = 30
# Restart workers now and then, so that leaked memory does not accumulate. The jitter spreads the restarts.
max_requests = 5000
max_requests_jitter = 500
