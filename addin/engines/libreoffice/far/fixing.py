"""Orders that tell what cells hold, and give it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from addin.engines.libreoffice.far.basis import Basis

if TYPE_CHECKING:
    from collections.abc import Iterator

EXCELS = 4  # com.sun.star.sheet.AddressConvention.XL_OOX


class Fixing(Basis):
    """Cells one by one, each as it is."""

    def originals(self, sheet: str, places: list[list[int]]) -> list[list[Any]]:
        """Return number format, kind, text and number of cells; formulas as Excel writes them."""
        return [list(self._original(self._cell(sheet, row, column))) for row, column in places]

    def restore(self, sheet: str, cells: list[Any]) -> None:
        """Give cells, each with row, column and what `originals` told, that back."""
        self._check_writable(sheet)
        for row, column, code, kind, text, number in cells:
            cell = self._cell(sheet, row, column)
            if kind == "text":
                cell.NumberFormat = self._format_key("@")
                cell.String = text
            elif kind == "number":
                cell.Value = number
            elif kind == "formula":
                cell.NumberFormat = self._native("General")
                cell.setTokens(self._parser().parseFormula(text[1:], cell.CellAddress))
            elif kind == "truth":
                cell.NumberFormat = self._native("General")
                cell.Formula = "=" + text + "()"
            else:
                cell.setFormula("")
            cell.NumberFormat = self._native(code)

    def _original(self, cell: Any) -> Iterator[Any]:
        yield self._english(cell.NumberFormat)
        kind = cell.Type.value
        if kind == "FORMULA":
            yield from ("formula", "=" + self._parser().printFormula(cell.getTokens(), cell.CellAddress), "")
        elif kind == "EMPTY":
            yield from ("empty", "", "")
        elif kind == "VALUE":
            yield from ("number", "", cell.Value)
        else:
            yield from ("text", cell.String, "")

    def _english(self, key: int) -> str:
        """Return a number format in English terms, which are those of Excel's files."""
        import uno  # noqa: PLC0415

        formats, english = self.document.NumberFormats, uno.createUnoStruct("com.sun.star.lang.Locale")
        english.Language, english.Country = "en", "US"
        own = formats.getByKey(key)
        if own.Locale.Language in ("", "en"):
            return str(own.FormatString)
        scratch = formats.addNewConverted(own.FormatString, own.Locale, english)
        return str(formats.getByKey(scratch).FormatString)

    def _native(self, code: str) -> int:
        """Return the format in the document's own language: in another one a file would name that language."""
        import uno  # noqa: PLC0415

        formats, own = self.document.NumberFormats, uno.createUnoStruct("com.sun.star.lang.Locale")
        known: int = formats.queryKey(code, own, False)
        return int(formats.getFormatForLocale(self._format_key(code), own)) if known < 0 else known

    def _parser(self) -> Any:
        parser = self.document.createInstance("com.sun.star.sheet.FormulaParser")
        parser.CompileEnglish, parser.FormulaConvention = True, EXCELS
        return parser
