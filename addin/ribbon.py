"""The buttons of the ribbon: a function for each one that works, called by name from `vba/AccountonRibbon.bas`.

Each is given the language of Excel's own interface; the work behind it gets a `Click` and returns the sentence for the
status bar. A button imports what it uses when it is clicked: none pays for the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from addin.click import click
from shared.language import Text

if TYPE_CHECKING:
    from addin.click import Click

CLEARED: Final = Text(
    "Les marques d'Accounton sont effacées.",
    "De markeringen van Accounton zijn gewist.",
    "Accounton's marks are cleared.",
)


def validate(excel: str) -> None:
    """Mark what is wrong."""
    click(excel, _validate)


def fix(excel: str) -> None:
    """Apply the certain corrections."""
    click(excel, _fix)


def next_problem(excel: str) -> None:
    """Go to the next marked cell and say what is wrong with it."""
    click(excel, _next_problem, writes=False)


def undo_fix(excel: str) -> None:
    """Give back what was corrected."""
    click(excel, _undo_fix)


def clear(excel: str) -> None:
    """Remove our marks."""
    click(excel, _clear)


def compare(excel: str) -> None:
    """Show the platform's four sections, to choose what goes."""
    click(excel, _compare)


def send(excel: str) -> None:
    """Send what is ticked, and show each row's result."""
    click(excel, _send)


def export(excel: str) -> None:
    """Write the file for the platform's upload page."""
    click(excel, _export)


def reconciliation(excel: str) -> None:
    """Show the clients that exist only on the platform, with the reason."""
    click(excel, _reconciliation)


def sign_in(excel: str) -> None:
    """Sign in to the platform."""
    click(excel, _sign_in)


def language(excel: str) -> None:
    """Go on in the next language."""
    click(excel, _language)


def help(excel: str) -> None:  # noqa: A001 - the button's name
    """Open the manual."""
    click(excel, _help, writes=False)


def _validate(click: Click) -> str:
    from addin.validate import validate

    return validate(click.book, click.circumstances, click.language).title(click.language)


def _fix(click: Click) -> str:
    from addin.fix import fix
    from addin.summary import CORRECTED

    fixed = fix(click.book, click.circumstances, click.language)
    corrected = CORRECTED.to(click.language, number=len(fixed.changes))
    return f"{corrected} {fixed.found.title(click.language)}"


def _next_problem(click: Click) -> str:
    from addin.next_problem import next_problem

    return next_problem(click.book, click.language)


def _undo_fix(click: Click) -> str:
    from addin.undo_fix import told, undo_fix

    return told(undo_fix(click.book, click.circumstances, click.language), click.language)


def _compare(click: Click) -> str:
    from contextlib import closing

    from addin.comparing import compare_in, counted
    from shared.platform.client import connect

    with closing(connect(click.settings)) as platform:
        _, compared = compare_in(click.book, platform, click.settings, click.language, click.circumstances.today)
    return counted(compared, click.language)


def _send(click: Click) -> str:
    from addin.sending import send

    return send(click)


def _export(click: Click) -> str:
    from addin.exporting import export_beside

    return export_beside(click)


def _clear(click: Click) -> str:
    from addin.clear import clear

    clear(click.book)
    return CLEARED.to(click.language)


def _reconciliation(click: Click) -> str:
    from addin.reconciliation_sheet import show

    return show(click)


def _sign_in(click: Click) -> str:
    from addin.signing_in import sign_in

    return sign_in(click)


def _language(click: Click) -> str:
    from addin.reader_language import change

    return change(click)


def _help(click: Click) -> str:
    from addin.manual import show

    return show(click.settings.home_path, click.language)
