"""The container's health check: whether the application on PORT answers under its first allowed name."""

import os
from urllib.request import Request, urlopen

host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip().lstrip(".*") or "localhost"
address = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/x/health"
urlopen(Request(address, headers={"Host": host}), timeout=4)
