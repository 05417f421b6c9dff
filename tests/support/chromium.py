"""A Chromium for the tests: ``python -m tests.browser`` provides one where there is none."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find() -> str | None:
    """Path of a Chromium: one on the PATH, else Playwright's own, else None."""
    from playwright.sync_api import sync_playwright

    for name in NAMES:
        if found := shutil.which(name):
            return found
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def provide() -> str | None:
    """Find a Chromium; else let Playwright download its own; else install Debian's."""
    if found := find():
        return found
    print("No Chromium here: trying Playwright's download.", flush=True)
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if found := find():
        return found
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("No download to be had: trying Debian's package.", flush=True)
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=False)
    return find()
