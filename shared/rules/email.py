"""One address, right by its syntax.

Whether the mailbox exists is not looked up. What merely surrounds an address is removed by *Fix*: `mailto:`, the
person's name, a semicolon at the end. A likely typing error in a well-known domain (`gmial.com`) is a warning with a
suggestion, for the domain may exist.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from shared.email_address import USUAL_ENDING, USUAL_LABEL, USUAL_LOCAL, addresses, is_address, unwrapped
from shared.form import Form
from shared.language import Text
from shared.problem import Finding, Level, Manual, Reason
from shared.record import HELP_PAGE, Field

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from shared.rules.base import Circumstances

FIELDS: Final = (Field.EMAIL, Field.RESPONSIBLE)

_SLIPS: Final[Mapping[str, str]] = {
    "gamil.com": "gmail.com",
    "gmai.com": "gmail.com",
    "gmail.be": "gmail.com",
    "gmail.co": "gmail.com",
    "gmail.fr": "gmail.com",
    "gmal.com": "gmail.com",
    "gmial.com": "gmail.com",
    "gnail.com": "gmail.com",
    "hotmai.com": "hotmail.com",
    "hotmal.com": "hotmail.com",
    "hotmial.com": "hotmail.com",
    "outlok.com": "outlook.com",
    "skynt.be": "skynet.be",
    "telnet.be": "telenet.be",
    "yaho.com": "yahoo.com",
}
_ENDINGS: Final[Mapping[str, str]] = {"bee": "be", "comm": "com", "con": "com", "cpm": "com", "vom": "com"}

MANUAL: Final = Manual(
    Text("Adresses e-mail", "E-mailadressen", "E-mail addresses"),
    Text(
        "Une seule adresse, correcte dans sa forme.\n\n"
        "L'existence de la boîte aux lettres n'est pas vérifiée. Ce qui ne fait qu'entourer une adresse est supprimé "
        "par «Corriger»: `mailto:`, le nom de la personne, un point-virgule final. Une faute de frappe probable dans "
        "un domaine connu (`gmial.com`) est un avertissement avec une proposition, car ce domaine pourrait exister.",
        "Eén enkel adres, juist van vorm.\n\n"
        "Of de mailbox bestaat, wordt niet opgezocht. Wat alleen maar rond een adres staat, wordt door ‘Verbeteren’ "
        "verwijderd: `mailto:`, de naam van de persoon, een puntkomma op het einde. Een vermoedelijke tikfout in een "
        "bekend domein (`gmial.com`) is een waarschuwing met een voorstel, want dat domein kan bestaan.",
        __doc__,
    ),
    {
        "Accounton": HELP_PAGE,
        "RFC 5321": "https://www.rfc-editor.org/rfc/rfc5321",
    },
)

REASONS: Final[Mapping[str, Reason]] = {
    "email-format": Reason(
        Level.ERROR,
        Text(
            "Cette cellule contient plus que l'adresse e-mail seule. Gardez uniquement l'adresse, par exemple "
            "nom@exemple.be.",
            "Deze cel bevat meer dan alleen het e-mailadres. Behoud enkel het adres, bijvoorbeeld naam@voorbeeld.be.",
            "This cell contains more than the e-mail address itself. Keep only the address, for example "
            "name@example.com.",
        ),
    ),
    "email-several": Reason(
        Level.ERROR,
        Text(
            "Cette cellule contient plusieurs adresses e-mail. Gardez-en une seule.",
            "Deze cel bevat meer dan één e-mailadres. Behoud er één.",
            "This cell contains several e-mail addresses. Keep only one.",
        ),
    ),
    "email-invalid": Reason(
        Level.ERROR,
        Text(
            "Ce n'est pas une adresse e-mail valable. Corrigez-la, par exemple nom@exemple.be.",
            "Dit is geen geldig e-mailadres. Verbeter het, bijvoorbeeld naam@voorbeeld.be.",
            "This is not a valid e-mail address. Correct it, for example name@example.com.",
        ),
    ),
    "email-accent": Reason(
        Level.WARNING,
        Text(
            "Cette adresse e-mail contient un caractère accentué, ce qui est très rare. Vérifiez-la.",
            "Dit e-mailadres bevat een letter met een accent, wat heel zelden voorkomt. Kijk het na.",
            "This e-mail address contains an accented character, which is very rare. Check it.",
        ),
    ),
    "email-domain": Reason(
        Level.WARNING,
        Text(
            "Le domaine de cette adresse e-mail semble contenir une faute de frappe. Vérifiez ce qui suit le signe @.",
            "Het domein van dit e-mailadres lijkt een tikfout te bevatten. Kijk na wat er achter het @-teken staat.",
            "The domain of this e-mail address looks like a typing error. Check what follows the @ sign.",
        ),
    ),
}

_NO_SLIP: Final = "".join(f"(?<!@{re.escape(domain)})" for domain in _SLIPS)
_USUAL: Final = Form(
    rf"{USUAL_LOCAL}@{USUAL_LABEL}(?:{USUAL_ENDING}{_NO_SLIP}|{USUAL_LABEL}{USUAL_ENDING})",
)


def sieve(texts: Sequence[str], circumstances: Circumstances) -> Collection[int]:  # noqa: ARG001 - every sieve's form
    """Let pass plain addresses under a domain that people here have."""
    return _USUAL.others(texts)


def check(text: str, field: Field, circumstances: Circumstances) -> Finding | None:  # noqa: ARG001 - every rule's form
    """Find what is not exactly one address."""
    if not text:
        return None
    if is_address(text):
        return _suspicious(text)
    bare = unwrapped(text)
    if is_address(bare):
        return Finding("email-format", suggestion=bare, certain=True)
    found = addresses(text)
    if len(found) > 1:
        return Finding("email-several")
    likely = found[0] if found else re.sub(r"\s+", "", bare.replace(",", "."))
    return Finding("email-invalid", suggestion=likely if is_address(likely) else None)


def _suspicious(address: str) -> Finding | None:
    local, _, domain = address.rpartition("@")
    if meant := _meant(domain):
        return Finding("email-domain", suggestion=f"{local}@{meant}")
    return None if local.isascii() else Finding("email-accent")


@lru_cache(maxsize=10_000)
def _meant(domain: str) -> str | None:
    """Return the domain that a typing error was meant to be."""
    host, dot, ending = domain.lower().rpartition(".")
    if not dot:  # ideographic full stops only
        return None
    spelled = f"{host}.{_ENDINGS.get(ending, ending)}"
    meant = _SLIPS.get(spelled, spelled)
    return None if meant == domain.lower() else meant
