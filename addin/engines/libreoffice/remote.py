"""The near end: starts the Python that LibreOffice brings, and sends it orders for `far.host`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from shared.language import Refusal, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

FAR: Final = Path(__file__).with_name("far")
ROOT: Final = FAR.parents[3]
START: Final = """
import sys
sys.path.insert(0, sys.argv[1])
from addin.engines.libreoffice.far import host
host.main(sys.argv[2])
"""
NO_WINDOW: Final = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""Of the process, on Windows."""


class LibreOfficeMissing(Refusal):
    """LibreOffice is not installed where it usually is."""

    text = Text(
        "LibreOffice est introuvable sur cet ordinateur. Installez-le depuis libreoffice.org.",
        "LibreOffice is niet gevonden op deze computer. Installeer het via libreoffice.org.",
        "LibreOffice was not found on this computer. Install it from libreoffice.org.",
    )


class UnoMissing(Refusal):
    """No Python on this machine can talk to LibreOffice."""

    text = Text(
        "Aucun Python ne peut parler à LibreOffice ici. Installez sa partie Python (sous Debian et Ubuntu: "
        "python3-uno).",
        "Geen enkele Python kan hier met LibreOffice praten. Installeer het Python-onderdeel (onder Debian en Ubuntu: "
        "python3-uno).",
        "No Python here can talk to LibreOffice. Install its Python part (on Debian and Ubuntu: python3-uno).",
    )


class LibreOfficeUnreachable(Refusal):
    """LibreOffice is not running, or does not listen."""

    text = Text(
        "LibreOffice ne répond pas. Ouvrez-y votre classeur et réessayez.",
        "LibreOffice antwoordt niet. Open daar uw werkmap en probeer opnieuw.",
        "LibreOffice does not answer. Open your workbook in it and try again.",
    )


class NoDocumentOpen(Refusal):
    """No spreadsheet is open in LibreOffice."""

    text = Text(
        "Aucun classeur n'est ouvert dans LibreOffice. Ouvrez votre liste de clients et réessayez.",
        "Er is geen werkmap open in LibreOffice. Open uw klantenlijst en probeer opnieuw.",
        "No workbook is open in LibreOffice. Open your client list and try again.",
    )


class SheetProtected(Refusal):
    """The sheet or the workbook is protected."""

    text = Text(
        "La feuille ou le classeur est protégé. Ôtez la protection (menu Outils) et réessayez.",
        "Het blad of de werkmap is beveiligd. Hef de beveiliging op (menu Extra) en probeer opnieuw.",
        "The sheet or the workbook is protected. Lift the protection (menu Tools) and try again.",
    )


class DocumentReadOnly(Refusal):
    """The document was opened for reading only."""

    text = Text(
        "Ce classeur est ouvert en lecture seule. Enregistrez-le sous un autre nom et réessayez.",
        "Deze werkmap is alleen-lezen geopend. Bewaar ze onder een andere naam en probeer opnieuw.",
        "This workbook is open for reading only. Save it under another name and try again.",
    )


class LibreOfficeGone(Refusal):
    """LibreOffice was closed, or fell, while we worked."""

    text = Text(
        "La liaison avec LibreOffice s'est interrompue. Rouvrez votre classeur et réessayez.",
        "De verbinding met LibreOffice is verbroken. Open uw werkmap opnieuw en probeer nog eens.",
        "The connection with LibreOffice broke off. Open your workbook again and retry.",
    )


FAULTS: Final[Mapping[str, type[Refusal]]] = {
    "office": LibreOfficeUnreachable,
    "document": NoDocumentOpen,
    "protected": SheetProtected,
    "read-only": DocumentReadOnly,
}


class Remote:
    """Whoever serves orders at the other end of two streams; call it with an order's name and arguments."""

    def __init__(self, answers: IO[str], orders: IO[str]) -> None:
        """Read from `answers`, write to `orders`."""
        self.answers = answers
        self.orders = orders

    def __call__(self, *order: object) -> Any:  # noqa: ANN401 - each order has its own
        """Return the answer; raises the `Refusal` for what the other end cannot do."""
        try:
            self.orders.write(json.dumps(order) + "\n")
            self.orders.flush()
        except OSError as error:
            raise LibreOfficeGone from error
        return self.answer()

    def answer(self) -> Any:  # noqa: ANN401
        """Return the next answer."""
        line = self.answers.readline()
        if not line:
            raise LibreOfficeGone
        answer = json.loads(line)
        if "fault" not in answer:
            return answer["value"]
        if answer["fault"] in FAULTS:
            raise FAULTS[answer["fault"]]
        raise RuntimeError(f"LibreOffice: {answer['told']}")


@contextmanager
def connected(address: str, pythons: Sequence[Path]) -> Iterator[Remote]:
    """Serve as near end to the LibreOffice that waits at `address`, such as `pipe,name=desk`.

    `pythons` are tried in their order until one has the `uno` module. What is ordered within the block is one action
    for the user to undo. Raises a `Refusal` per cause.
    """
    if not pythons:
        raise LibreOfficeMissing
    for python in pythons:
        with _started(python, address) as process:
            assert process.stdin  # noqa: S101 - both are pipes
            assert process.stdout  # noqa: S101
            remote = Remote(process.stdout, process.stdin)
            try:
                remote.answer()
            except LibreOfficeGone:  # it fell at once: it has no uno
                continue
            yield remote
            return
    raise UnoMissing


@contextmanager
def _started(python: Path, address: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(  # noqa: S603 - LibreOffice's own Python, with our own file
        [python, "-B", "-c", START, ROOT, address],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="ascii",
        creationflags=NO_WINDOW,
    )
    with process:  # leaving waits for it
        try:
            yield process
        finally:
            with suppress(OSError):  # it may have fallen
                assert process.stdin  # noqa: S101 - a pipe
                process.stdin.close()  # no more orders: the far end puts everything back


def pythons(platform: str, programs: Sequence[Path]) -> list[Path]:
    """Return the Pythons that may have `uno`, of the LibreOffices whose `programs` folders these are."""
    if platform == "win32":
        names = ["python.exe"]
    elif platform == "darwin":
        names = ["../Resources/python"]
    else:
        names = ["python", "/usr/bin/python3"]
    found = [program / name for program in programs for name in names]
    return list(dict.fromkeys(one for one in found if one.exists()))


def programs(platform: str = sys.platform, environment: Mapping[str, str] = os.environ) -> list[Path]:
    """Return the folders in which LibreOffice's programs lie, where it is installed."""
    executable = shutil.which("soffice", path=environment.get("PATH", ""))
    found = [Path(executable).resolve().parent] if executable else []
    if platform == "win32":
        roots = [environment[name] for name in ("PROGRAMFILES", "PROGRAMFILES(X86)") if name in environment]
        found += [Path(root, "LibreOffice", "program") for root in roots]
    elif platform == "darwin":
        found += [Path("/Applications/LibreOffice.app/Contents/MacOS")]
    else:
        found += [
            *sorted(Path("/opt").glob("libreoffice*/program"), reverse=True),
            Path("/usr/lib/libreoffice/program"),
        ]
    return list(dict.fromkeys(one for one in found if one.is_dir()))
