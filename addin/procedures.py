"""The procedures that every engine offers natively, because xlwings would need a call per cell.

They are called by name through `book.macro`, with plain strings as arguments: in Excel they are VBA procedures, in
the file engine Python functions. None of them decides anything.
"""

from __future__ import annotations

from typing import Final

MARK: Final = "AccountonMark"
"""MARK(sheet, grid, area): make the client sheet show the grid of reasons, and nothing of an earlier one.

Removes from `sheet` our conditional formats (those whose formula names `grid`) and our part of every note. Then, where
`area` (A1 notation) is not "", adds to it, before the user's own formats, a format each for errors, warnings and what
*Fix* changed, which look at the same cell of the sheet `grid`, and writes each reason into the note of its cell, after
what a person wrote there. `grid` is made very hidden. Formats and notes are laid down in `addin.marks`.
"""

DRESS: Final = "AccountonDress"
"""DRESS(sheet, widths, headings): make the problems sheet pleasant to read and to print.

`widths` are those of its columns from A on, in characters, and `headings` the numbers of its heading rows, both as
numbers with blanks between. The first row is the title; the other cells of column A are links; texts wrap.
"""

CORRECT: Final = "AccountonCorrect"
"""CORRECT(sheet, fixed): give cells of `sheet` new texts, as text (number format `@`), and keep what they were.

The cells are listed on the sheet `fixed` from row 2 on: sheet, row, column, text (columns A to D). Lines of another
sheet, without a column, or with an original (a kind in column I) are left alone. The original is put into columns H
to K: number format, kind ("text", "number", "formula", "truth" or "empty"), text or formula, number.
"""

RESTORE: Final = "AccountonRestore"
"""RESTORE(sheet, fixed): give the cells listed as for CORRECT their originals, and empty their lines."""

VISIBLE: Final = "AccountonVisible"
"""VISIBLE(sheet, area): which cells of an area (A1 notation) are neither hidden nor filtered out, told as in VIEW."""

VIEW: Final = "AccountonView"
"""VIEW(): the name of the sheet in view ("" for a chart), what is selected on it, its active cell, every sheet's name.

These are joined with `SEPARATOR`. What is selected is told as areas of visible cells, each by the numbers of its first
row and column and of its last ones, with blanks between; the active cell by those of its row and column. Both are ""
where nobody selects. Names come in the order of the tabs, a chart's after a slash, which no name can hold.
"""

PREPARE: Final = "AccountonPrepare"
"""PREPARE(shown, hidden): make sure that there are sheets of these names, without contents or formats.

Both are lists joined with `SEPARATOR`. New ones come last. The second ones are made very hidden, and their columns A to
J take texts (number format `@`). The view stays.
"""

REMOVE: Final = "AccountonRemove"
"""REMOVE(sheets): delete sheets, named in a list joined with `SEPARATOR`, without a question."""

CHOICES: Final = "AccountonChoices"
"""CHOICES(sheet, lists, areas, sources): give cells of a sheet of ours a drop-down list of values, and show that.

`areas` of `sheet` and `sources`, the blocks of the sheet `lists` that hold the values of each, are lists of addresses
joined with `SEPARATOR`. Nothing that is typed instead is refused.
"""

SECTIONS: Final = "AccountonSections"
"""SECTIONS(sheet, titles, remarks): show lines of a sheet of ours as titles of sections, and others as remarks.

Both are numbers of rows with blanks between, whose text stands in column A and runs over all columns.
"""

PROTECTED: Final = "AccountonProtected"
"""PROTECTED(): whether the sheet in view or the structure of the workbook is protected; only the ribbon asks."""

ESCAPED: Final = "AccountonEscaped"
"""ESCAPED(): whether the person pressed Esc since the last time it was asked; False where that cannot be known."""

ASK: Final = "AccountonAsk"
"""ASK(question, given, hidden): the text that the person types in a box that shows `question` and at first `given`.

With `hidden` not "", what is typed does not show where the program can do that. "" when the person gives up, and in an
engine that has no screen.
"""

SEPARATOR: Final = "\x1e"
"""No cell can hold it: XML 1.0 forbids it."""
