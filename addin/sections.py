"""How a comparison is told: as a document, and as lines to read. National numbers are masked. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from addin.compare import AMBIGUOUS, PARTNER_THERE
from addin.summary import MORE, MOST
from shared.language import Language, Text
from shared.privacy import masked_number
from shared.problem import Level
from shared.record import COLUMN_OF, Field
from shared.rules import message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from addin.compare import Compared, Doubt, Invalid, Known
    from shared.problem import Problem
    from shared.record import Client

NATIONAL_NUMBERS: Final = frozenset({Field.NATIONAL_NUMBER, Field.PARTNER_NATIONAL_NUMBER})

ONLY_IN_IMPORT: Final = Text("Clients uniquement dans l'import", "Klanten enkel in import", "Customers only in import")
ONLY_ON_PLATFORM: Final = Text(
    "Clients uniquement dans Accounton", "Klanten enkel in Accounton", "Customers only in Accounton"
)
IN_BOTH: Final = Text("Clients doublons", "Dubbele klanten", "Double customers")
INVALID: Final = Text("Clients invalides", "Ongeldige klanten", "Invalid customers")
"""The four titles are the platform's own (docs: Excel import)."""
TITLES: Final = (ONLY_IN_IMPORT, ONLY_ON_PLATFORM, IN_BOTH, INVALID)
"""In the platform's order."""

ROW: Final = Text("ligne", "rij", "row")
SAME: Final = Text("identique", "gelijk", "the same")
DIFFERENT: Final = Text("diffère: {fields}", "verschilt: {fields}", "differs: {fields}")
DOUBTS: Final = {
    AMBIGUOUS: Text(
        "Cette ligne et Accounton ne se laissent pas relier avec certitude ({column}): il y a plusieurs candidats. "
        "Complétez ou corrigez ce qui les distingue.",
        "Deze rij en Accounton kunnen niet met zekerheid worden gekoppeld ({column}): er zijn meerdere kandidaten. "
        "Vul aan of verbeter wat hen onderscheidt.",
        "This row and Accounton cannot be linked with certainty ({column}): there are several candidates. "
        "Complete or correct what tells them apart.",
    ),
    PARTNER_THERE: Text(
        "Cette personne est déjà partenaire dans une déclaration commune sur Accounton. Supprimez cette ligne, ou "
        "modifiez d'abord ce dossier-là.",
        "Deze persoon is al partner in een gezamenlijke aangifte op Accounton. Verwijder deze rij, of pas eerst dat "
        "dossier aan.",
        "This person is already the partner in a joint declaration on Accounton. Delete this row, or change that "
        "dossier first.",
    ),
}
"""Why a row without a wrong cell cannot go, by code."""


def document(compared: Compared, letter: Callable[[Field], str], language: Language) -> dict[str, object]:
    """Return the comparison for programs; `letter` gives a field's column in the sheet."""
    return {
        "only_in_import": [{"row": each.row, **_who(each.client)} for each in compared.new],
        "only_on_platform": [
            {"client_id": each.id, **_who(each.client), "status": each.status} for each in compared.only_on_platform
        ],
        "in_both": [
            {"row": each.row, "client_id": each.there.id, "differences": _differences(each)} for each in compared.known
        ],
        "invalid": [
            {"row": each.row, **_who(each.client), "problems": list(_reasons(each, letter, language))}
            for each in compared.invalid
        ],
    }


def lines(compared: Compared, language: Language) -> Iterator[str]:
    """Yield the four sections, each with its number and one line per client."""
    row = ROW.to(language)
    new = [(f"{row} {each.row}", name_of(each.client), each.client.email) for each in compared.new]
    platform = [(each.id, name_of(each.client), each.client.email) for each in compared.only_on_platform]
    known = [
        (f"{row} {each.row}", name_of(each.client), f"{each.there.id}, {_difference(each, language)}")
        for each in compared.known
    ]
    invalid = [
        (f"{row} {each.row}", name_of(each.client), sentence)
        for each in compared.invalid
        for sentence in sentences(each, language)
    ]
    yield from _section(ONLY_IN_IMPORT, len(compared.new), new, language)
    yield from _section(ONLY_ON_PLATFORM, len(compared.only_on_platform), platform, language)
    yield from _section(IN_BOTH, len(compared.known), known, language)
    yield from _section(INVALID, len(compared.invalid), invalid, language)


class Why(NamedTuple):
    """A reason why a row cannot go, and the correction that may be told."""

    field: Field
    sentence: str
    suggestion: str | None


def reasons(invalid: Invalid, language: Language) -> list[Why]:
    """Return every reason why the row cannot go."""
    found = [Why(each.field, message(each, language), _suggestion(each)) for each in invalid.problems]
    doubt = invalid.doubt
    return found + ([Why(doubt.field, _doubt(doubt, language), None)] if doubt else [])


def sentences(invalid: Invalid, language: Language) -> list[str]:
    """Return these reasons as sentences."""
    return [why.sentence for why in reasons(invalid, language)]


def _section(title: Text, count: int, rows: Sequence[tuple[str, str, str]], language: Language) -> Iterator[str]:
    yield f"{title.to(language)} ({count})"
    widths = [max((len(row[column]) for row in rows[:MOST]), default=0) for column in range(2)]
    for place, name, rest in rows[:MOST]:
        yield f"  {place:<{widths[0]}}  {name:<{widths[1]}}  {rest}".rstrip()
    if len(rows) > MOST:
        yield f"  {MORE.to(language, number=len(rows) - MOST)}"
    yield ""


def _who(client: Client) -> dict[str, str]:
    return {"name": name_of(client), "email": client.email, "language": client.language}


def name_of(client: Client) -> str:
    """Return first and last name."""
    return f"{client.first_name} {client.last_name}".strip()


def _differences(known: Known) -> dict[str, dict[str, str]]:
    return {
        field.value: {"import": shown(field, ours), "platform": shown(field, theirs)}
        for field, (ours, theirs) in known.differences.items()
    }


def shown(field: Field, text: str) -> str:
    """Return a value as it may be told: national numbers masked."""
    return masked_number(text) if field in NATIONAL_NUMBERS else text


def _difference(known: Known, language: Language) -> str:
    if not known.differences:
        return SAME.to(language)
    fields = ", ".join(COLUMN_OF[field].heading.to(language) for field in known.differences)
    return DIFFERENT.to(language, fields=fields)


def _reasons(invalid: Invalid, letter: Callable[[Field], str], language: Language) -> Iterator[dict[str, str | None]]:
    for problem in invalid.problems:
        yield {
            "column": letter(problem.field),
            "field": problem.field.value,
            "code": problem.code,
            "level": problem.level.value,
            "message": message(problem, language),
            "suggestion": _suggestion(problem),
        }
    if invalid.doubt:
        yield {
            "column": letter(invalid.doubt.field),
            "field": invalid.doubt.field.value,
            "code": invalid.doubt.code,
            "level": Level.ERROR.value,
            "message": _doubt(invalid.doubt, language),
            "suggestion": None,
        }


def _suggestion(problem: Problem) -> str | None:
    return None if problem.field in NATIONAL_NUMBERS else problem.finding.suggestion


def _doubt(doubt: Doubt, language: Language) -> str:
    return DOUBTS[doubt.code].to(language, column=COLUMN_OF[doubt.field].heading.to(language))
