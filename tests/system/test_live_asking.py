"""What a person at the screen is asked in LibreOffice: on a virtual screen, with real keys."""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import pytest

from addin.engines.libreoffice.remote import ROOT, programs, pythons

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

pytestmark = pytest.mark.libreoffice
BOX: Final = ("search", "--sync", "--onlyvisible", "--name", "^Accounton$", "windowfocus", "--sync")
"""Waits until the box is there, so that the keys go to it."""
ASKED: Final = """
import sys, time, uno
sys.path.insert(0, sys.argv[2])
from addin.engines.libreoffice.far import host
here = uno.getComponentContext()
resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
for attempt in range(600):
    try:
        there = resolver.resolve(f"uno:{sys.argv[1]};urp;StarOffice.ComponentContext")
        break
    except uno.getClass("com.sun.star.connection.NoConnectException"):
        time.sleep(0.1)
desktop = there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
document = desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, ())
host.Document.office = there
asking = host.Document(document)
for question, hidden in (("Token?", "hidden"), ("Address?", ""), ("Given up?", "")):
    print(f"asking {question}", flush=True)
    print(repr(asking.ask(question, "https://given.example", hidden)), flush=True)
asking.tell("Accounton: 100 of 250")
print(asking.escaped(), flush=True)
print("pressing", flush=True)
while not asking.escaped():
    pass
asking.end()
print(repr(document.Sheets.getByIndex(0).getCellByPosition(0, 0).String), flush=True)
"""


@contextmanager
def screen() -> Iterator[Mapping[str, str]]:
    """Run a virtual screen; yields the environment of programs that show themselves on it."""
    read, write = os.pipe()
    order = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1000x700x24"]
    with subprocess.Popen(order, pass_fds=[write], stderr=subprocess.DEVNULL) as xvfb, os.fdopen(read) as told:
        os.close(write)
        try:
            yield {**os.environ, "DISPLAY": f":{told.readline().strip()}"}
        finally:
            xvfb.terminate()


@contextmanager
def shown(folder: Path, environment: Mapping[str, str]) -> Iterator[str]:
    """Run LibreOffice with its windows; yields where it listens."""
    address = f"pipe,name=asking-{os.getpid()}"
    profile = f"-env:UserInstallation={folder.as_uri()}"
    order = ["soffice", profile, "--norestore", "--nologo", "--nofirststartwizard", f"--accept={address};urp"]
    running = subprocess.Popen(order, env=environment, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        yield address
    finally:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()


def test_what_is_typed_comes_back_and_esc_is_seen(tmp_path: Path) -> None:
    with screen() as environment, shown(tmp_path / "profile", environment) as address:

        def press(*keys: str) -> None:
            order = ["xdotool", *keys]
            subprocess.run(order, env=environment, check=True, capture_output=True, timeout=60)

        python = next(one for one in pythons("linux", programs()) if one.name == "python3")
        order = [str(python), "-c", ASKED, address, str(ROOT)]
        with subprocess.Popen(order, stdout=subprocess.PIPE, text=True, env=environment) as script:
            assert script.stdout
            said = iter(line.strip() for line in script.stdout)
            assert next(said) == "asking Token?"
            press(*BOX, "type", "t-1")
            press("key", "Return")
            assert [next(said), next(said)] == ["'t-1'", "asking Address?"]
            press(*BOX, "key", "Return")
            assert [next(said), next(said)] == ["'https://given.example'", "asking Given up?"]
            press(*BOX, "key", "Escape")
            assert [next(said), next(said), next(said)] == ["''", "False", "pressing"]
            press("type", "abc")
            press("key", "Escape")
            assert next(said) == "''"  # the letters went nowhere
