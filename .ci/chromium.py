"""Makes sure that a Chromium for the browser tests is there: what is installed, or Debian's own package."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")
PACKAGES = ("chromium", "fonts-noto-core", "fonts-noto-color-emoji")


def main() -> str | None:
    """None when it is there now; else what the person at the terminal can do."""
    if any(shutil.which(name) for name in NAMES):
        return None
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        print("Installing Chromium for the browser tests …", flush=True)
        subprocess.run(["apt-get", "update", "-qq"], check=True, env=quiet, stdin=subprocess.DEVNULL)  # noqa: S607
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES]
        subprocess.run(install, check=True, env=quiet, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)  # noqa: S603
        return None
    return "The browser tests need Chromium: install the package `chromium` of your system, then start again."


if __name__ == "__main__":
    sys.exit(main())
