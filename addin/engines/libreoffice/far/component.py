"""The buttons, inside LibreOffice: each starts our own Python and serves its orders on the document in front.

LibreOffice's Python runs this file; the extension holds the rest of this folder as well.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import uno
import unohelper
from com.sun.star.awt.MessageBoxType import ERRORBOX
from com.sun.star.task import XJobExecutor

sys.path.insert(0, str(Path(__file__).parent))
from addin.engines.libreoffice.far import host
from addin.engines.libreoffice.far.basis import Fault

NAME = "Accounton"
IMPLEMENTATION = "be.accounton.Desk"
LANGUAGES = ("fr", "nl")
SETTINGS = Path(__file__).with_name("accounton.json")
"""{"python": …, "gone": {language: sentence}}, written on installing."""
NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class Desk(unohelper.Base, XJobExecutor):  # type: ignore[misc]  # UNO has no types
    """Takes the click: LibreOffice calls `trigger` with what stands after `?` in the button's address."""

    busy = False
    """While Esc is looked for, LibreOffice takes clicks again."""

    def __init__(self, context: Any) -> None:
        """Live in LibreOffice's `context`."""
        self.context = context
        host.Document.office = context

    def trigger(self, button: str) -> None:
        """Do what a button says on the spreadsheet in front, and show what came of it; one click at a time."""
        if Desk.busy:
            return
        Desk.busy = True
        try:
            self._click(button)
        finally:
            Desk.busy = False

    def _click(self, button: str) -> None:
        desktop = self._new("com.sun.star.frame.Desktop")
        language, settings = self._language(), json.loads(SETTINGS.read_text(encoding="utf-8"))
        try:
            document = host.current(desktop)
        except Fault:
            return
        try:
            done = _served(document, [settings["python"], "-I", "-m", "addin.desk", button, language])
        except OSError:
            done = None
        if done and done.told and not done.warned:
            _show(document, done.told)
        else:
            self._warn(document, done.warned if done and done.warned else settings["gone"][language])

    def _language(self) -> str:
        provider = self._new("com.sun.star.configuration.ConfigurationProvider")
        node = uno.createUnoStruct("com.sun.star.beans.NamedValue")
        node.Name, node.Value = "nodepath", "/org.openoffice.Setup/L10N"
        access = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationAccess", (node,))
        spoken = access.getByName("ooLocale")[:2]
        return spoken if spoken in LANGUAGES else "en"

    def _warn(self, document: Any, text: str) -> None:
        window = document.CurrentController.Frame.ContainerWindow
        window.Toolkit.createMessageBox(window, ERRORBOX, 1, NAME, text).execute()

    def _new(self, service: str) -> Any:
        return self.context.ServiceManager.createInstanceWithContext(service, self.context)


def _served(document: Any, order: list[str]) -> host.Document:
    strange = ("PYTHON", "LD_LIBRARY_PATH", "DYLD_")  # LibreOffice's own, for its own Python
    environment = {name: value for name, value in os.environ.items() if not name.startswith(strange)}
    with subprocess.Popen(  # noqa: S603 - our own, as installed
        order,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="ascii",
        env=environment,
        creationflags=NO_WINDOW,
    ) as process:
        assert process.stdin  # noqa: S101 - both are pipes
        assert process.stdout  # noqa: S101
        return host.serve(document, process.stdout, process.stdin)


def _show(document: Any, text: str) -> None:
    controller = document.CurrentController
    if controller.hasInfobar(NAME):
        controller.removeInfobar(NAME)
    controller.appendInfobar(NAME, text, "", 0, (), True)


g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816 - LibreOffice looks for this name
g_ImplementationHelper.addImplementation(Desk, IMPLEMENTATION, (IMPLEMENTATION,))
