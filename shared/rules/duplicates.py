"""A person, a client code or an enterprise number stands in the list once; capitals do not matter.

The partner of a joint declaration never has a row of their own: it would become a separate dossier. Couples may share
an e-mail address, so there a repetition is only a warning.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

from shared.language import Text
from shared.places import places
from shared.problem import Finding, Level, Manual, Reason
from shared.record import HELP_PAGE, Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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

Places = dict[str, list[int]]
"""The positions of each value."""


def check(
    rows: Sequence[int],
    columns: Mapping[Field, Sequence[str]],
    circumstances: Circumstances,  # noqa: ARG001 - every rule's form
) -> Iterator[tuple[int, Field, Finding]]:
    """Find what stands on several rows; case does not count."""
    for field, code in ((Field.CLIENT_CODE, "client-code-twice"), (Field.EMAIL, "email-twice")):
        values = _lowered(columns[field])
        for same in _places(values, _repeated(values, set(values))).values():
            yield from _each(rows, field, same, code, same)
    yield from _people(rows, columns[Field.NATIONAL_NUMBER], columns[Field.PARTNER_NATIONAL_NUMBER])
    yield from _enterprises(rows, columns[Field.KBO_NUMBER], columns[Field.PARTNER_KBO_NUMBER])


def _people(
    rows: Sequence[int], numbers: Sequence[str], partners: Sequence[str]
) -> Iterator[tuple[int, Field, Finding]]:
    """Take the client's and the partner's column as one pool. A partner who is the client is another rule's matter."""
    for number, own, joint in _both(numbers, partners):
        if len(own) > 1:
            yield from _each(rows, Field.NATIONAL_NUMBER, own, "national-number-twice", own)
        if len(joint) > 1:
            yield from _each(rows, Field.PARTNER_NATIONAL_NUMBER, joint, "partner-twice", joint)
        apart = [place for place in own if partners[place] != number]
        elsewhere = [place for place in joint if numbers[place] != number]
        if apart and elsewhere:
            yield from _each(rows, Field.NATIONAL_NUMBER, apart, "partner-own-row", elsewhere)
            yield from _each(rows, Field.PARTNER_NATIONAL_NUMBER, elsewhere, "partner-has-row", apart)


def _enterprises(
    rows: Sequence[int], numbers: Sequence[str], partners: Sequence[str]
) -> Iterator[tuple[int, Field, Finding]]:
    """Take both columns as one pool: they hold the same kind of number."""
    for _, own, joint in _both(numbers, partners):
        either = list(dict.fromkeys([*own, *joint]))
        if len(either) > 1:
            yield from _each(rows, Field.KBO_NUMBER, own, "enterprise-number-twice", either)
            yield from _each(rows, Field.PARTNER_KBO_NUMBER, joint, "enterprise-number-twice", either)


def _both(numbers: Sequence[str], partners: Sequence[str]) -> Iterator[tuple[str, Sequence[int], Sequence[int]]]:
    """Yield what stands more than once in two columns together, with its places in each."""
    clients, others = set(numbers), set(partners)
    repeated = _repeated(numbers, clients) | _repeated(partners, others) | clients & others
    repeated.discard("")
    clients_at, partners_at = _places(numbers, repeated), _places(partners, repeated)
    for number in repeated:
        yield number, clients_at[number], partners_at[number]


def _lowered(values: Sequence[str]) -> Sequence[str]:
    every = "\n".join(values)
    return values if every.lower() == every else list(map(str.lower, values))


def _repeated(values: Sequence[str], distinct: set[str]) -> set[str]:
    """Return the values that stand more than once; the empty one does not count. `distinct` are all values."""
    repeated = set[str]()
    if len(distinct) == len(values):
        return repeated
    left, following = distinct.copy(), filter(None, values)
    is_looking = True
    while is_looking:
        try:
            deque(map(left.remove, following), maxlen=0)
            is_looking = False
        except KeyError as again:  # it was taken away before
            repeated.add(again.args[0])
    return repeated


def _places(values: Sequence[str], wanted: set[str]) -> Places:
    """Return the positions of each value that is wanted."""
    found: Places = {value: [] for value in wanted}
    for place in places(values, wanted):
        found[values[place]].append(place)
    return found


def _each(
    rows: Sequence[int], field: Field, same: Sequence[int], code: str, others: Sequence[int]
) -> Iterator[tuple[int, Field, Finding]]:
    """Yield one finding per place; it names the first rows of the others."""
    for place in same:
        besides = [rows[other] for other in others[: NAMED_ROWS + 2] if other != place]
        named = ", ".join(map(str, besides[:NAMED_ROWS]))
        yield rows[place], field, Finding(code, (("row", f"{named}…" if len(besides) > NAMED_ROWS else named),))
