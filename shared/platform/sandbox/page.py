"""The sandbox's page: what arrived, for people. Pure text making; every value is escaped."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from shared.language import Language, Text
from shared.platform.contract import NOT_YET_SENT
from shared.platform.sandbox.importing import public_id
from shared.platform.sandbox.store import matching
from shared.platform.sandbox.tables import Client, Dossier
from shared.privacy import masked_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.platform.sandbox.store import Store

MOST_SHOWN: Final = 300
HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}

SANDBOX: Final = Text("plateforme d'essai", "proefplatform", "test platform")
LEAD: Final = Text(
    "Les clients de ce bureau, les derniers arrivés d'abord. Rien ne part d'ici vers un client.",
    "De klanten van dit kantoor, de laatst toegevoegde eerst. Van hieruit vertrekt niets naar een klant.",
    "The clients of this practice, the last to arrive first. Nothing leaves from here to a client.",
)
CLIENTS: Final = Text("Clients", "Klanten", "Clients")
WAITING: Final = Text("Questionnaires pas encore envoyés", "Vragenlijsten nog niet verstuurd", "Questionnaires to send")
JOINT: Final = Text("Déclarations communes", "Gezamenlijke aangiftes", "Joint declarations")
TRADERS: Final = Text("Indépendants", "Eenmanszaken", "Sole traders")
CLIENT: Final = Text("Client", "Klant", "Client")
MOBILE: Final = Text("Mobile", "Mobiel", "Mobile")
NATIONAL_NUMBER: Final = Text("Numéro de registre", "Rijksregisternummer", "National register number")
QUESTIONNAIRE: Final = Text("Questionnaire", "Vragenlijst", "Questionnaire")
STATUS: Final = Text("Statut", "Status", "Status")
LABELS: Final = Text("Labels", "Labels", "Labels")
PARTNER: Final = Text("partenaire {number}", "partner {number}", "partner {number}")
MORE: Final = Text(
    "{more} clients plus anciens ne sont pas affichés.",
    "{more} oudere klanten worden niet getoond.",
    "{more} older clients are not shown.",
)
NOTHING: Final = Text(
    "Aucun client pour l'instant. Envoyez une liste avec «accounton send».",
    "Nog geen klanten. Verstuur een lijst met ‘accounton send’.",
    "No clients yet. Send a list with “accounton send”.",
)
SEARCH: Final = Text(
    "Nom, e-mail, mobile, label, code client ou ville",
    "Naam, e-mail, mobiel, label, klantcode of plaats",
    "Name, e-mail, mobile, label, client code or city",
)
SEEK: Final = Text("Chercher", "Zoeken", "Search")
FOUND: Final = Text("{found} sur {total}", "{found} van {total}", "{found} of {total}")
NOT_FOUND: Final = Text("Aucun client trouvé.", "Geen klant gevonden.", "No client found.")
STAYS: Final = Text(
    "Tout reste sur cet ordinateur.", "Alles blijft op deze computer.", "Everything stays on this computer."
)
NOTE: Final = Text(
    "Les numéros de registre sont masqués sur cette page.",
    "Rijksregisternummers zijn op deze pagina afgeschermd.",
    "National register numbers are masked on this page.",
)
STATUSES: Final = {
    NOT_YET_SENT: Text("Pas encore envoyé", "Nog niet verstuurd", "Not yet sent"),
    "sent": Text("Envoyé", "Verstuurd", "Sent"),
    "answered": Text("Répondu", "Beantwoord", "Answered"),
}
CALLED: Final = {Language.FR: "Français", Language.NL: "Nederlands", Language.EN: "English"}


def language_for(chosen: str, accepted: str) -> Language:
    """Return the language chosen, else the first of ours in an Accept-Language header, else English."""
    spoken = (part.partition(";")[0].strip().lower()[:2] for part in f"{chosen},{_by_quality(accepted)}".split(","))
    return next((Language(each) for each in spoken if each in tuple(Language)), Language.EN)


def render(store: Store, language: Language, search: str = "") -> str:
    """Return the page of the practice that the sandbox was made for, with the clients that match every word."""
    practice = store.first_practice()
    wanted = matching(search)
    shown = store.newest(practice.id, MOST_SHOWN, *wanted)
    total = store.count(practice.id)
    found = store.count(practice.id, *wanted) if wanted else total
    nothing = NOT_FOUND if wanted else NOTHING
    tiles = (
        (CLIENTS, total),
        (WAITING, store.count(practice.id, Dossier.status == NOT_YET_SENT)),
        (JOINT, store.count(practice.id, Client.partner_national_number != "")),
        (TRADERS, store.count(practice.id, Client.kbo_number != "")),
    )
    more = MORE.to(language, more=found - len(shown)) if found > len(shown) else ""
    return PAGE.format(
        language=language.value,
        style=files(__package__).joinpath("page.css").read_text(encoding="utf-8"),
        practice=escape(practice.name),
        sandbox=SANDBOX.to(language),
        switch="".join(_switch(each, language) for each in Language),
        lead=LEAD.to(language),
        tiles="".join(f"<div><dt>{name.to(language)}</dt><dd>{count}</dd></div>" for name, count in tiles),
        table=_table(shown, language) if shown else f'<p class="empty">{nothing.to(language)}</p>',
        search=escape(search),
        searching=SEARCH.to(language),
        seek=SEEK.to(language),
        found=FOUND.to(language, found=found, total=total) if wanted else "",
        note=" ".join((more, STAYS.to(language) if store.is_a_file else "", NOTE.to(language))),
    )


def _by_quality(accepted: str) -> str:
    def quality(part: str) -> float:
        weight = part.partition("q=")[2].strip() or "1"
        return float(weight) if weight.replace(".", "", 1).isdigit() else 0

    return ",".join(sorted(accepted.split(","), key=quality, reverse=True))


def _switch(each: Language, current: Language) -> str:
    here = ' aria-current="true"' if each is current else ""
    return f'<a href="?language={each.value}" lang="{each.value}"{here}>{CALLED[each]}</a>'


def _table(clients: Iterable[Client], language: Language) -> str:
    headings = (CLIENT, MOBILE, NATIONAL_NUMBER, QUESTIONNAIRE, STATUS, LABELS)
    head = "".join(f"<th>{each.to(language)}</th>" for each in headings)
    rows = "".join(_row(client, language) for client in clients)
    return f"<table><thead><tr><th></th>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _row(client: Client, language: Language) -> str:
    status = client.dossier.status
    questionnaire = client.dossier.questionnaire
    named = STATUSES[status].to(language) if status in STATUSES else escape(status)
    cells = (
        f'<td class="id">{public_id(client.number)}</td>',
        f"<td>{_who(client)}</td>",
        f'<td class="number">{escape(client.mobile)}</td>',
        f'<td class="number">{masked_number(client.national_number)}{_partner(client, language)}</td>',
        f"<td>{escape(questionnaire.name) if questionnaire else ''}</td>",
        f'<td><span class="status {escape(status)}">{named}</span></td>',
        f"<td>{''.join(map(_label, filter(None, client.labels.split(','))))}</td>",
    )
    return f"<tr>{''.join(cells)}</tr>"


def _who(client: Client) -> str:
    name = f'<div class="name">{escape(client.first_name)} {escape(client.last_name)}</div>'
    return f'{name}<div class="under">{escape(client.email)}</div>'


def _partner(client: Client, language: Language) -> str:
    if not client.partner_national_number:
        return ""
    number = masked_number(client.partner_national_number)
    return f'<div class="under">{PARTNER.to(language, number=number)}</div>'


def _label(label: str) -> str:
    return f'<span class="label">{escape(label)}</span>'


PAGE: Final = """<!doctype html>
<html lang="{language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{practice} · Accounton</title><style>{style}</style></head>
<body>
<header><div class="wide"><span class="mark">Accounton</span><span class="try">{sandbox}</span>
<nav>{switch}</nav></div></header>
<main class="wide"><h1>{practice}</h1><p class="lead">{lead}</p>
<dl>{tiles}</dl>
<form method="post" action="?language={language}" role="search"><input type="search" name="search" value="{search}"
 placeholder="{searching}" aria-label="{searching}" maxlength="100"><button>{seek}</button><span>{found}</span></form>
<div class="sheet">{table}</div>
<footer>{note}</footer></main>
</body></html>
"""
