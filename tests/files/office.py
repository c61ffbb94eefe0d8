"""A LibreOffice of our own for a test: its own profile, listening at a pipe, gone afterwards."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, NamedTuple

from addin.engines.libreoffice.remote import programs, pythons

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCRIPT: Final = """
import sys, time, uno
here = uno.getComponentContext()
resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
for attempt in range(300):
    try:
        there = resolver.resolve(f"uno:{sys.argv[1]};urp;StarOffice.ComponentContext")
        break
    except uno.getClass("com.sun.star.connection.NoConnectException"):
        time.sleep(0.1)
desktop = there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
opened = desktop.Components.createEnumeration()
while opened.hasMoreElements():
    opened.nextElement().close(True)
for url in sys.argv[2:]:
    desktop.loadComponentFromURL(url, "_blank", 0, ())
"""
"""Waits for LibreOffice, closes what is open, and opens documents."""


class Office(NamedTuple):
    """Where it listens, and the Pythons that may talk to it."""

    address: str
    pythons: list[Path]

    def show(self, *paths: Path) -> None:
        """Have these documents open, and no others."""
        self.run(SCRIPT, *(path.as_uri() for path in paths))

    def run(self, script: str, *arguments: str) -> str:
        """Run a script in a Python that has `uno`; its first argument is the address."""
        for python in self.pythons:
            order = [str(python), "-c", script, self.address, *arguments]
            done = subprocess.run(order, check=False, capture_output=True, text=True, timeout=120)
            if "No module named 'uno'" not in done.stderr:
                return done.stdout
        raise AssertionError("no Python here has uno")


@contextmanager
def office(folder: Path) -> Iterator[Office]:
    """Run LibreOffice with its profile in `folder`."""
    address = f"pipe,name=accounton-{os.getpid()}-{folder.name}"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    order = ["soffice", profile, "--headless", "--norestore", "--nologo", f"--accept={address};urp"]
    process = subprocess.Popen(order, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        running = Office(address, pythons(sys.platform, programs()))
        running.show()
        yield running
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
