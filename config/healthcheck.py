"""Health check of the container: request /x/health on PORT with the first of ALLOWED_HOSTS as host name.

Exit with an error if the response is not a success.
"""

import os
from urllib.request import Request, urlopen

host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip().lstrip(".*") or "localhost"
address = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/x/health"
urlopen(Request(address, headers={"Host": host}), timeout=4)
