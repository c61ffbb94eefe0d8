"""The front door: one command line that composes every room."""

from __future__ import annotations

import sys

from addin.commands import check, login, platform, setup, template
from shared.cli import Group, run
from shared.language import Text
from worker import commands as worker

ABOUT = Text(
    "Contrôle, corrige et envoie la liste de clients d'un bureau vers Accounton, puis veille sur elle.",
    "Controleert, verbetert en verstuurt de klantenlijst van een kantoor naar Accounton, en waakt er daarna over.",
    "Checks, repairs and sends a practice's client list to Accounton, and watches over it afterwards.",
)


def main() -> None:
    """Run the command line and leave with its exit status."""
    rooms = (template, check, platform, worker, login, setup)
    commands = [command for room in rooms for command in room.COMMANDS]
    sys.exit(run(Group("accounton", ABOUT, commands)))


if __name__ == "__main__":
    main()
