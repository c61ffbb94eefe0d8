"""The buttons in LibreOffice: builds the extension, and adds it to the user's LibreOffice."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from addin.engines.libreoffice.remote import FAR, ROOT, LibreOfficeMissing, programs
from shared.language import Language, Refusal, Text
from workbook.ribbon_texts import BUTTONS

if TYPE_CHECKING:
    from pathlib import Path

IDENTIFIER: Final = "be.accounton.desk"
VERSION: Final = "1.0.0"
SHOWN: Final = tuple(name for name, button in BUTTONS.items() if button.works)
GONE: Final = Text(
    "Accounton ne répond pas. Relancez «accounton install --libreoffice», puis cliquez à nouveau.",
    "Accounton antwoordt niet. Voer ‘accounton install --libreoffice’ opnieuw uit en klik nogmaals.",
    "Accounton does not answer. Run “accounton install --libreoffice” again, then click once more.",
)
MANIFEST: Final = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="http://openoffice.org/2001/manifest">
 <manifest:file-entry manifest:full-path="component.py"
  manifest:media-type="application/vnd.sun.star.uno-component;type=Python"/>
 <manifest:file-entry manifest:full-path="Addons.xcu"
  manifest:media-type="application/vnd.sun.star.configuration-data"/>
 <manifest:file-entry manifest:full-path="CalcWindowState.xcu"
  manifest:media-type="application/vnd.sun.star.configuration-data"/>
</manifest:manifest>
"""
DESCRIPTION: Final = f"""<?xml version="1.0" encoding="UTF-8"?>
<description xmlns="http://openoffice.org/extensions/description/2006">
 <identifier value="{IDENTIFIER}"/>
 <version value="{VERSION}"/>
 <display-name><name lang="en">Accounton</name></display-name>
</description>
"""
ADDONS: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:component-data xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 oor:name="Addons" oor:package="org.openoffice.Office">
 <node oor:name="AddonUI">
  <node oor:name="OfficeMenuBar">
   <node oor:name="{name}" oor:op="replace">
    <prop oor:name="Title"><value xml:lang="en">Accounton</value></prop>
    <prop oor:name="Context"><value>{context}</value></prop>
    <node oor:name="Submenu">{buttons}</node>
   </node>
  </node>
  <node oor:name="OfficeToolBar">
   <node oor:name="{name}" oor:op="replace">{buttons}</node>
  </node>
 </node>
</oor:component-data>
"""
BAR: Final = f"""<?xml version="1.0" encoding="UTF-8"?>
<oor:component-data xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 oor:name="CalcWindowState" oor:package="org.openoffice.Office.UI">
 <node oor:name="UIElements">
  <node oor:name="States">
   <node oor:name="private:resource/toolbar/addon_{IDENTIFIER}" oor:op="replace">
    <prop oor:name="UIName" oor:type="xs:string"><value>Accounton</value></prop>
    <prop oor:name="Visible" oor:type="xs:boolean"><value>true</value></prop>
    <prop oor:name="Docked" oor:type="xs:boolean"><value>true</value></prop>
    <prop oor:name="DockingArea" oor:type="xs:int"><value>0</value></prop>
    <prop oor:name="DockPos" oor:type="xs:string"><value>0,2</value></prop>
   </node>
  </node>
 </node>
</oor:component-data>
"""
BUTTON: Final = """
<node oor:name="m{place}" oor:op="replace">
 <prop oor:name="URL"><value>service:be.accounton.Desk?{button}</value></prop>
 <prop oor:name="Title">{titles}</prop>
 <prop oor:name="Target"><value>_self</value></prop>
 <prop oor:name="Context"><value>{context}</value></prop>
</node>"""
CONTEXT: Final = "com.sun.star.sheet.SpreadsheetDocument"


class LibreOfficeBusy(Refusal):
    """LibreOffice did not take the extension, most often because it is running."""

    text = Text(
        "LibreOffice n'a pas pris les boutons. Fermez toutes ses fenêtres (sous Debian et Ubuntu, installez aussi "
        "python3-uno) et réessayez.",
        "LibreOffice heeft de knoppen niet aangenomen. Sluit al zijn vensters (installeer onder Debian en Ubuntu ook "
        "python3-uno) en probeer opnieuw.",
        "LibreOffice did not take the buttons. Close all its windows (on Debian and Ubuntu, also install python3-uno) "
        "and try again.",
    )


def build(path: Path, python: Path | str) -> None:
    """Write the extension, whose buttons start `python`."""
    settings = {"python": str(python), "gone": {language: GONE.to(language) for language in Language}}
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        package.writestr("META-INF/manifest.xml", MANIFEST)
        package.writestr("description.xml", DESCRIPTION)
        package.writestr("Addons.xcu", _addons())
        package.writestr("CalcWindowState.xcu", BAR)
        package.writestr("accounton.json", json.dumps(settings))
        package.write(FAR / "component.py", "component.py")
        for file in sorted(FAR.glob("*.py")):
            package.write(file, file.relative_to(ROOT).as_posix())
        for room in FAR.relative_to(ROOT).parents[:-1]:
            package.writestr(f"{room.as_posix()}/__init__.py", "")


def add(folder: Path) -> None:
    """Build the extension in `folder`, and add it to LibreOffice; raises a `Refusal` per cause."""
    found = [file for program in programs() for file in (program / "unopkg.com", program / "unopkg") if file.exists()]
    if not found:
        raise LibreOfficeMissing
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "accounton.oxt"
    build(path, sys.executable)
    order = [str(found[0]), "add", "--force", "--suppress-license", str(path)]
    done = subprocess.run(order, check=False, capture_output=True, stdin=subprocess.DEVNULL)  # noqa: S603 - theirs
    if done.returncode:
        raise LibreOfficeBusy


def _addons() -> str:
    buttons = "".join(
        BUTTON.format(place=place, button=button, titles=_titles(BUTTONS[button].label), context=CONTEXT)
        for place, button in enumerate(SHOWN, 1)
    )
    return ADDONS.format(name=IDENTIFIER, buttons=buttons, context=CONTEXT)


def _titles(label: Text) -> str:
    return "".join(
        f'<value xml:lang="{language}">{escape(label.to(language))}</value>' for language in reversed(Language)
    )
