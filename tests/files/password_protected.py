"""A real workbook encrypted with the password `geheim`. Made with LibreOffice over UNO, so the file is kept.

`convert` takes no password, hence the macro language's own interface: run by the Python that has the module `uno`.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from tests.files.clients import headings, rows, workbook

KEPT = Path(__file__).with_suffix(".xlsx")
UNO_PYTHON = "/usr/bin/python3"
STORE = """
import subprocess, sys, time, uno
from com.sun.star.beans import NamedValue, PropertyValue
from com.sun.star.connection import NoConnectException
source, target, profile = sys.argv[1:]
pipe = "pipe,name=accounton-password"
office = subprocess.Popen(["soffice", "-env:UserInstallation=" + profile, "--headless", "--norestore",
                           "--accept=" + pipe + ";urp;"])
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
for _ in range(240):
    try:
        context = resolver.resolve("uno:" + pipe + ";urp;StarOffice.ComponentContext")
        break
    except NoConnectException:
        time.sleep(0.25)
desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
as_property = lambda name, value: PropertyValue(Name=name, Value=value)
document = desktop.loadComponentFromURL(source, "_blank", 0, (as_property("Hidden", True),))
lock = uno.Any("[]com.sun.star.beans.NamedValue",
               (NamedValue("CryptoType", "Standard"), NamedValue("OOXPassword", "geheim")))
document.storeToURL(target, (as_property("FilterName", "Calc MS Excel 2007 XML"), as_property("EncryptionData", lock)))
document.close(True)
desktop.terminate()
office.wait(30)
"""


def make(path: Path) -> None:
    """Write the file with LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "clients.xlsx")
        workbook([headings(), *rows()])[0].save(source)
        places = (source.as_uri(), path.absolute().as_uri(), Path(folder, "profile").as_uri())
        subprocess.run([UNO_PYTHON, "-c", STORE, *places], check=True, capture_output=True, timeout=120)


if __name__ == "__main__":
    make(KEPT)
