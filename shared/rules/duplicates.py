"""A person, a client code or an enterprise number stands in the list once; capitals do not matter.

The partner of a joint declaration never has a row of their own: it would become a separate dossier. Couples may share
an e-mail address, so there a repetition is only a warning.
"""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING, Final

from shared.language import Text
from shared.problem import Finding, Level, Manual, Reason
from shared.record import HELP_PAGE, Field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from shared.rules.base import Circumstances

NAMED_ROWS: Final = 3

MANUAL: Final = Manual(
    Text("Une ligne par déclaration", "Eén rij per aangifte", "One row per declaration"),
    Text(
        "Une personne, un code client ou un numéro d'entreprise figure une seule fois dans la liste; les majuscules ne "
        "comptent pas.\n\n"
        "Le partenaire d'une déclaration commune n'a jamais sa propre ligne: elle deviendrait un dossier séparé. Un "
        "couple peut partager une adresse e-mail; là, une répétition n'est qu'un avertissement.",
        "Een persoon, een klantcode of een ondernemingsnummer staat maar één keer in de lijst; hoofdletters spelen "
        "geen rol.\n\n"
        "De partner in een gezamenlijke aangifte heeft nooit een eigen rij: die zou een apart dossier worden. Een "
        "koppel mag een e-mailadres delen; een herhaling is daar maar een waarschuwing.",
        __doc__,
    ),
    {"Accounton": HELP_PAGE},
)

REASONS: Final[Mapping[str, Reason]] = {
    "national-number-twice": Reason(
        Level.ERROR,
        Text(
            "Ce numéro de registre figure aussi ailleurs (ligne {row}). Gardez une seule ligne par déclaration.",
            "Dit rijksregisternummer staat ook elders (rij {row}). Behoud één rij per aangifte.",
            "This national register number also appears elsewhere (row {row}). Keep one row per declaration.",
        ),
    ),
    "partner-own-row": Reason(
        Level.ERROR,
        Text(
            "Cette personne est déjà partenaire dans une déclaration commune (ligne {row}). Supprimez cette ligne-ci.",
            "Deze persoon is al partner in een gezamenlijke aangifte (rij {row}). Verwijder deze rij.",
            "This person is already the partner in a joint declaration (row {row}). Delete this row.",
        ),
    ),
    "partner-has-row": Reason(
        Level.WARNING,
        Text(
            "Ce partenaire a aussi sa propre ligne (ligne {row}), qui deviendrait un dossier séparé. Supprimez-la.",
            "Deze partner heeft ook een eigen rij (rij {row}), die een apart dossier zou worden. Verwijder die rij.",
            "This partner also has a row of their own (row {row}), which would become a separate dossier. Delete it.",
        ),
    ),
    "partner-twice": Reason(
        Level.ERROR,
        Text(
            "Ce partenaire figure aussi dans une autre déclaration commune (ligne {row}). Gardez-en une seule.",
            "Deze partner staat ook in een andere gezamenlijke aangifte (rij {row}). Behoud er één.",
            "This partner also appears in another joint declaration (row {row}). Keep only one of them.",
        ),
    ),
    "enterprise-number-twice": Reason(
        Level.ERROR,
        Text(
            "Ce numéro d'entreprise figure aussi ailleurs (ligne {row}). Vérifiez à qui il appartient.",
            "Dit ondernemingsnummer staat ook elders (rij {row}). Kijk na van wie het is.",
            "This enterprise number also appears elsewhere (row {row}). Check whose it is.",
        ),
    ),
    "client-code-twice": Reason(
        Level.ERROR,
        Text(
            "Ce code client figure aussi ailleurs (ligne {row}). Donnez à chaque dossier son propre code.",
            "Deze klantcode staat ook elders (rij {row}). Geef elk dossier zijn eigen code.",
            "This client code also appears elsewhere (row {row}). Give each dossier a code of its own.",
        ),
    ),
    "email-twice": Reason(
        Level.WARNING,
        Text(
            "Cette adresse figure aussi ailleurs (ligne {row}). C'est normal pour un couple; sinon, corrigez-la.",
            "Dit e-mailadres staat ook elders (rij {row}). Bij een koppel is dat normaal; verbeter het anders.",
            "This e-mail address also appears elsewhere (row {row}). For a couple that is fine; otherwise correct it.",
        ),
    ),
}

_TWICE: Final = (
    (Field.NATIONAL_NUMBER, "national-number-twice"),
    (Field.PARTNER_NATIONAL_NUMBER, "partner-twice"),
    (Field.CLIENT_CODE, "client-code-twice"),
    (Field.EMAIL, "email-twice"),
)
_IN_ANY_CASE: Final = frozenset({Field.CLIENT_CODE, Field.EMAIL})


def check(
    rows: Sequence[int],
    columns: Mapping[Field, Sequence[str]],
    circumstances: Circumstances,  # noqa: ARG001 - every rule's form
) -> Iterator[tuple[int, Field, Finding]]:
    """Find what stands on several rows; case does not count."""
    for field, code in _TWICE:
        yield from _twice(rows, field, columns[field], code)
    yield from _partners(rows, columns)
    yield from _enterprises(rows, columns)


def _twice(rows: Sequence[int], field: Field, values: Sequence[str], code: str) -> Iterator[tuple[int, Field, Finding]]:
    for positions in _repeated(list(map(str.lower, values)) if field in _IN_ANY_CASE else values):
        shared = [rows[position] for position in positions]
        for row in shared:
            yield row, field, _named(code, shared, row)


def _repeated(values: Sequence[str]) -> Iterable[list[int]]:
    """Return the positions of each value that stands more than once; the empty one does not count."""
    seen, again = {""}, set[str]()
    for value in values:
        if value not in seen:
            seen.add(value)
        elif value:
            again.add(value)
    return _places(values, again).values()


def _places(values: Sequence[str], wanted: set[str]) -> Mapping[str, list[int]]:
    """Return the positions of each value that is wanted."""
    places: dict[str, list[int]] = {value: [] for value in wanted}
    for position in compress(range(len(values)), map(wanted.__contains__, values)) if wanted else ():
        places[values[position]].append(position)
    return places


def _named(code: str, rows: Sequence[int], besides: int) -> Finding:
    others = [row for row in rows[: NAMED_ROWS + 2] if row != besides]
    named = ", ".join(map(str, others[:NAMED_ROWS]))
    return Finding(code, (("row", f"{named}…" if len(others) > NAMED_ROWS else named),))


def _partners(rows: Sequence[int], columns: Mapping[Field, Sequence[str]]) -> Iterator[tuple[int, Field, Finding]]:
    numbers, partners = columns[Field.NATIONAL_NUMBER], columns[Field.PARTNER_NATIONAL_NUMBER]
    both = set(numbers).intersection(partners) - {""}
    own, joint = (
        # a row that names the client as the partner is left to the rule on partners
        {number: [rows[at] for at in places if numbers[at] != partners[at]] for number, places in found.items()}
        for found in (_places(numbers, both), _places(partners, both))
    )
    for number in both:
        if own[number] and joint[number]:
            for row in own[number]:
                yield row, Field.NATIONAL_NUMBER, _named("partner-own-row", joint[number], row)
            for row in joint[number]:
                yield row, Field.PARTNER_NATIONAL_NUMBER, _named("partner-has-row", own[number], row)


def _enterprises(rows: Sequence[int], columns: Mapping[Field, Sequence[str]]) -> Iterator[tuple[int, Field, Finding]]:
    """Take the client's and the partner's column as one pool: they hold the same kind of number."""
    pool = [*columns[Field.KBO_NUMBER], *columns[Field.PARTNER_KBO_NUMBER]]
    for positions in _repeated(pool):
        shared = list(dict.fromkeys(rows[position % len(rows)] for position in positions))
        for position in positions if len(shared) > 1 else ():
            row = rows[position % len(rows)]
            field = Field.KBO_NUMBER if position < len(rows) else Field.PARTNER_KBO_NUMBER
            yield row, field, _named("enterprise-number-twice", shared, row)
