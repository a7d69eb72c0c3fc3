"""Debian's Chromium, driven by Playwright."""

import os
import shutil

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
]
if os.getuid() == 0:
    ARGUMENTS.append("--no-sandbox")  # root has no sandbox to go into
