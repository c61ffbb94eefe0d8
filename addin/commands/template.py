"""`accounton template`: the workbook to fill in, empty or with made-up clients."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from shared.cli import ALL_WELL, Command, Option
from shared.language import Refusal, Text

if TYPE_CHECKING:
    from shared.cli import Console

MOST: Final = 100_000
ABOUT: Final = Text(
    "Crée le classeur à compléter, vide ou avec des clients fictifs. Un nom en .xlsm lui donne des boutons, encore à "
    "l'essai.",
    "Maakt de werkmap om in te vullen, leeg of met fictieve klanten. Een naam op .xlsm geeft ze knoppen, nog in "
    "testfase.",
    "Makes the workbook to fill in, empty or with made-up clients. A name in .xlsm gives it buttons, still on trial.",
)
SAMPLE: Final = Text(
    "Nombre de clients fictifs, dont un sur dix avec des fautes.",
    "Aantal fictieve klanten, waarvan één op tien met fouten.",
    "Number of made-up clients, one in ten with mistakes.",
)
EMPTY: Final = Text(
    "Le modèle est prêt: {file}.",
    "Het sjabloon staat klaar: {file}.",
    "The template is ready: {file}.",
)
FILLED: Final = Text(
    "Le modèle est prêt, avec {rows} clients fictifs: {file}.",
    "Het sjabloon staat klaar, met {rows} fictieve klanten: {file}.",
    "The template is ready, with {rows} made-up clients: {file}.",
)


class SampleOutOfRange(Refusal):
    """The number of made-up clients is negative or too large for one sheet to be of use."""

    text = Text(
        "Le nombre de clients fictifs doit être compris entre 0 et {most}.",
        "Het aantal fictieve klanten moet tussen 0 en {most} liggen.",
        "The number of made-up clients must lie between 0 and {most}.",
    )


def template(console: Console, path: Path, sample: int) -> int:
    """Write the template at `path` in the console's language, with `sample` made-up clients."""
    from workbook import build  # openpyxl is slow to import: other commands do without
    from workbook.sample import sample as made_up

    if not 0 <= sample <= MOST:
        raise SampleOutOfRange(most=MOST)
    build.template(path, console.language, made_up(sample))
    said = (FILLED if sample else EMPTY).to(console.language, file=path, rows=sample)
    console.answer({"path": str(path), "language": console.language, "rows": sample}, [said])
    return ALL_WELL


COMMANDS: tuple[click.Command, ...] = (
    Command(
        "template",
        ABOUT,
        template,
        (
            click.Argument(["path"], type=click.Path(path_type=Path)),
            Option(["--sample"], text=SAMPLE, type=int, default=0, metavar="N"),
        ),
    ),
)
