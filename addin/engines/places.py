"""A sheet among the others of a workbook file."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from addin.engines.drawn_sheet import DrawnSheet
    from addin.engines.listing import Tab
    from addin.engines.patched_sheet import PatchedSheet
    from addin.engines.reading import Reading
    from shared.spreadsheet import Block

VISIBLE: Final = "visible"
VERY_HIDDEN: Final = "veryHidden"


class Place:
    """A sheet: its name, how it is shown, and what it holds."""

    def __init__(
        self, reading: Reading, name: str, state: str, tab: Tab | None, drawn: DrawnSheet | None = None
    ) -> None:
        """`tab` is how the file lists it, None when it was added; `drawn` is what it holds if it is one of ours."""
        self.name = name
        self.state = state
        self.tab = tab
        self.drawn = drawn
        self._reading = reading

    @property
    def is_worksheet(self) -> bool:
        """Whether it has cells: a chart has none."""
        return self.drawn is not None or self.is_kept

    @property
    def is_kept(self) -> bool:
        """Whether it is a worksheet of the user's."""
        return self.drawn is None and self.tab is not None and self.tab.part != ""

    @property
    def block(self) -> Block:
        """The values of a worksheet."""
        if self.tab and not self.drawn and not self.is_patched:
            return self._reading.block(self.tab.name)
        return self.content.block

    @property
    def is_patched(self) -> bool:
        """Whether anything asked for the user's sheet in order to change it."""
        return "patched" in self.__dict__

    @property
    def content(self) -> PatchedSheet | DrawnSheet:
        """What a worksheet holds."""
        return self.drawn or self.patched

    @cached_property
    def patched(self) -> PatchedSheet:
        """What a worksheet of the user's holds, to be changed."""
        from addin.engines.patched_sheet import PatchedSheet  # noqa: PLC0415 - who only reads needs nothing that writes

        assert self.tab  # noqa: S101 - it is in the file
        return PatchedSheet(self._reading, self.tab.name, self.tab.part)
