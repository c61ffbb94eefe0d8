from __future__ import annotations

from typing import Final

from tests.spec import cells, contact, numbers, people, rows

SPECS: Final = (*cells.SPECS, *people.SPECS, *contact.SPECS, *numbers.SPECS, *rows.SPECS)
