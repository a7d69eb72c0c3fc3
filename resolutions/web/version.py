"""The number of this release: the newest heading of CHANGELOG.md."""

import re
from pathlib import Path

_CHANGELOG = Path(__file__).resolve().parent.parent.parent / "CHANGELOG.md"
RELEASE = (re.findall(r"^## (\S+)", _CHANGELOG.read_text(encoding="utf-8"), re.MULTILINE) or ["0"])[0]
