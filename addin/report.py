"""How a sending is told: as a document, as lines to read, and per row in the workbook. Pure."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from addin.outbox import State
from addin.sections import sentences
from addin.summary import MORE, MOST
from shared.language import Language, Text
from shared.platform.contract import Result

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from addin.compare import Compared, Invalid
    from addin.send import Prepared, Sent, ToSend
    from shared.platform.contract import RowResult

UNSENT: Final = "unsent"
INVALID: Final = "invalid"
UNTICKED: Final = "unticked"
COUNTED: Final = (*(result.value for result in Result), UNSENT)
FAILED: Final = frozenset({Result.REFUSED.value, UNSENT, INVALID})

IN_THE_SHEET: Final = {
    Result.CREATED: Text("Créé ({client_id})", "Aangemaakt ({client_id})", "Created ({client_id})"),
    Result.UPDATED: Text("Mis à jour ({client_id})", "Bijgewerkt ({client_id})", "Updated ({client_id})"),
    Result.ALREADY_THERE: Text(
        "Déjà sur Accounton ({client_id})", "Al op Accounton ({client_id})", "Already on Accounton ({client_id})"
    ),
    Result.REFUSED: Text("Refusé: {message}", "Geweigerd: {message}", "Refused: {message}"),
    UNSENT: Text("Pas encore envoyé. {message}", "Nog niet verstuurd. {message}", "Not sent yet. {message}"),
    INVALID: Text("Pas envoyé: {message}", "Niet verstuurd: {message}", "Not sent: {message}"),
    UNTICKED: Text(
        "Pas coché dans la comparaison", "Niet aangevinkt in de vergelijking", "Not ticked in the comparison"
    ),
}
COUNTS: Final = {
    Result.CREATED: Text("Créés: {count}", "Aangemaakt: {count}", "Created: {count}"),
    Result.UPDATED: Text("Mis à jour: {count}", "Bijgewerkt: {count}", "Updated: {count}"),
    Result.ALREADY_THERE: Text(
        "Déjà sur Accounton: {count}", "Al op Accounton: {count}", "Already on Accounton: {count}"
    ),
    Result.REFUSED: Text("Refusés: {count}", "Geweigerd: {count}", "Refused: {count}"),
    UNSENT: Text("Pas encore envoyés: {count}", "Nog niet verstuurd: {count}", "Not sent yet: {count}"),
    INVALID: Text("Invalides: {count}", "Ongeldig: {count}", "Invalid: {count}"),
    UNTICKED: Text("Pas cochés: {count}", "Niet aangevinkt: {count}", "Not ticked: {count}"),
}
SEND_AGAIN: Final = Text(
    "Envoyez à nouveau: rien ne partira deux fois.",
    "Verstuur opnieuw: niets gaat twee keer weg.",
    "Send again: nothing will go twice.",
)
OUTCOME_UNKNOWN: Final = Text(
    "La réponse s'est perdue. Envoyez à nouveau: rien ne partira deux fois.",
    "Het antwoord ging verloren. Verstuur opnieuw: niets gaat twee keer weg.",
    "The answer was lost. Send again: nothing will go twice.",
)
NOT_COMPARED: Final = Text(
    "Cette ligne n'était pas dans la comparaison. Comparez à nouveau, puis envoyez.",
    "Deze rij stond niet in de vergelijking. Vergelijk opnieuw en verstuur dan.",
    "This row was not in the comparison. Compare again, then send.",
)
OWN_REASONS: Final = {
    "registration_number": Text(
        "Le numéro de registre est incorrect. Saisissez les 11 chiffres, sans points ni tirets.",
        "Het rijksregisternummer is niet correct. Vul de 11 cijfers in, zonder punten of streepjes.",
        "The national register number is not correct. Enter its 11 digits, without dots or dashes.",
    ),
    "mobile_number": Text(
        "Le numéro de mobile est incorrect. Commencez par l'indicatif du pays (+32), sans espaces.",
        "Het mobiele nummer is niet correct. Begin met de landcode (+32), zonder spaties.",
        "The mobile number is not correct. Begin with the country code (+32), without spaces.",
    ),
}
"""What we say ourselves beside the two messages that the platform is known for, by its code."""


@dataclass(frozen=True, slots=True)
class RowReport:
    """One row of the sheet; `message` is in the reader's language, or the platform's own words."""

    row: int
    result: str
    client_id: str | None
    code: str | None
    message: str | None


def report(compared: Compared, prepared: Prepared, sent: Sent, language: Language) -> list[RowReport]:
    """Return what became of every row of the sheet, in the sheet's order."""
    rows = [_answered(row, result, language) for row, result in sent.results.items()]
    rows += [_unsent(each, language) for each in sent.unsent]
    rows += [RowReport(row, UNTICKED, None, None, None) for row in prepared.unticked]
    rows += [RowReport(row, UNSENT, None, "not_compared", NOT_COMPARED.to(language)) for row in prepared.uncompared]
    told = {each.row for each in rows}
    rows += [
        RowReport(each.row, Result.ALREADY_THERE.value, each.there.id, None, None)
        for each in compared.known
        if each.row not in told
    ]
    rows += [_invalid(each, language) for each in compared.invalid]
    return sorted(rows, key=lambda each: each.row)


def document(rows: Sequence[RowReport]) -> dict[str, object]:
    """Return the report for programs; invalid rows are listed but in no count, for they were never to go."""
    counts = {name: sum(each.result == name for each in rows) for name in COUNTED}
    return {**counts, "rows": [asdict(each) for each in rows]}


def lines(rows: Sequence[RowReport], row: str, language: Language) -> Iterator[str]:
    """Yield the counts, then every row that did not go, with the reason."""
    yield counted(rows, language)
    failed = [each for each in rows if each.result in FAILED]
    for each in failed[:MOST]:
        yield f"  {row} {each.row}: {in_the_sheet(each, language)}"
    if len(failed) > MOST:
        yield f"  {MORE.to(language, number=len(failed) - MOST)}"


def counted(rows: Sequence[RowReport], language: Language) -> str:
    """Return how many rows had which result."""
    counts = {name: sum(each.result == name for each in rows) for name in COUNTS}
    return ", ".join(
        COUNTS[name].to(language, count=count) for name, count in counts.items() if count or name == "created"
    )


def in_the_sheet(each: RowReport, language: Language) -> str:
    """Return what the row's cell in the workbook says."""
    return IN_THE_SHEET[each.result].to(language, client_id=each.client_id, message=each.message)


def _answered(row: int, result: RowResult, language: Language) -> RowReport:
    own = OWN_REASONS.get(result.code or "")
    message = f"{own.to(language)} ({result.message})" if own else result.message
    return RowReport(row, result.result.value, result.client_id, result.code, message)


def _unsent(each: ToSend, language: Language) -> RowReport:
    unsure = each.entry.state is State.UNSURE
    code, text = ("outcome_unknown", OUTCOME_UNKNOWN) if unsure else ("not_sent", SEND_AGAIN)
    return RowReport(each.row, UNSENT, None, code, text.to(language))


def _invalid(each: Invalid, language: Language) -> RowReport:
    code = each.problems[0].code if each.problems else each.doubt and each.doubt.code
    return RowReport(each.row, INVALID, None, code, " ".join(sentences(each, language)))
