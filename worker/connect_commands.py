"""`accounton worker connect` and `worker probe`: the practice's own systems."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from shared.cli import ALL_WELL, PROBLEMS, Command, Group, Option
from shared.language import Text

if TYPE_CHECKING:
    from shared.cli import Console
    from worker.connectors.adminpulse_access import ApiKey, Grant

CONNECT = Text("Connecte un système du bureau.", "Verbindt een kantoorsysteem.", "Connects a practice system.")
CONNECT_ADMINPULSE = Text(
    "Connecte AdminPulse: demande une clé, l'essaie et la garde dans le trousseau.",
    "Verbindt AdminPulse: vraagt een sleutel, probeert hem en bewaart hem in de sleutelbos.",
    "Connects AdminPulse: asks for a key, tries it and keeps it in the keyring.",
)
CONNECT_EXPORT = Text(
    "Connecte un fichier exporté.", "Verbindt een geëxporteerd bestand.", "Connects an exported file."
)
OAUTH = Text(
    "Se connecter par OAuth plutôt qu'avec une clé.",
    "Aanmelden met OAuth in plaats van met een sleutel.",
    "Sign in by OAuth instead of a key.",
)
URL = Text("L'adresse d'AdminPulse.", "Het adres van AdminPulse.", "The address of AdminPulse.")
PROBE = Text(
    "Montre quels champs le système livre, sans aucune donnée personnelle.",
    "Toont welke velden het systeem levert, zonder enig persoonsgegeven.",
    "Shows which fields the system returns, without any personal data.",
)
KEY = Text("La clé API d'AdminPulse", "De API-sleutel van AdminPulse", "The API key of AdminPulse")
EXPIRES = Text(
    "Sa date d'expiration (JJ/MM/AAAA, vide si aucune)",
    "De vervaldatum (DD/MM/JJJJ, leeg als er geen is)",
    "Its expiry date (DD/MM/YYYY, empty if none)",
)
TASK_FLOW = Text(
    "Le flux de tâches dont les clients comptent (vide: tous)",
    "De takenstroom waarvan de klanten meetellen (leeg: alle)",
    "The task flow whose clients count (empty: all)",
)
FLOW_LINE = Text("  {name} ({count} relations)", "  {name} ({count} relaties)", "  {name} ({count} relations)")
EXPORT = Text("Le fichier exporté", "Het geëxporteerde bestand", "The exported file")
AUTHORISE = Text(
    "L'adresse d'autorisation (documentation d'AdminPulse)",
    "Het autorisatieadres (documentatie van AdminPulse)",
    "The authorisation address (AdminPulse's documentation)",
)
TOKEN = Text("L'adresse des jetons", "Het adres voor tokens", "The token address")
CLIENT_ID = Text("client_id", "client_id", "client_id")
CLIENT_SECRET = Text("client_secret", "client_secret", "client_secret")
REDIRECT = Text(
    "L'adresse de retour enregistrée", "Het geregistreerde terugkeeradres", "The registered redirect address"
)
SCOPE = Text("Les droits (scope; vide si aucun)", "De rechten (scope; leeg als er geen zijn)", "The scope, if any")
OPEN = Text(
    "Ouvrez cette adresse, acceptez, et copiez l'adresse où le navigateur aboutit: {address}",
    "Open dit adres, aanvaard, en kopieer het adres waar de browser uitkomt: {address}",
    "Open this address, accept, and copy the address at which the browser ends: {address}",
)
ANSWERED = Text("L'adresse où il aboutit", "Het adres waar hij uitkomt", "The address at which it ends")
CONNECTED = Text(
    "Connecté à {system}: {count} relations.",
    "Verbonden met {system}: {count} relaties.",
    "Connected to {system}: {count} relations.",
)
KEPT_IN_FILE = Text(
    "Ce système n'a pas de trousseau de clés: le secret est gardé chiffré dans un fichier ({folder}).",
    "Dit systeem heeft geen sleutelbos: het geheim staat versleuteld in een bestand ({folder}).",
    "This system has no keyring: the secret is kept encrypted in a file ({folder}).",
)
UNTOLD = Text("autre valeur, non montrée", "andere waarde, niet getoond", "another value, not shown")
PROPOSED = Text(
    "Proposition d'un fichier de correspondance: vérifiez-la avant de l'indiquer dans «practice_mapping».",
    "Voorstel voor een toewijzingsbestand: controleer het vóór u het in ‘practice_mapping’ opgeeft.",
    "A proposal for a mapping file: check it before you name it in “practice_mapping”.",
)


def connect_adminpulse(console: Console, *, oauth: bool, url: str | None) -> int:
    """Ask for a key or a sign-in, try it at once, keep it, and ask for the task flow."""
    from shared.secrets import Place
    from worker import connecting

    settings = replace(console.settings, adminpulse_url=url or console.settings.adminpulse_url)
    opened = _sign_in(console, settings.certificate_authority) if oauth else _key(console)
    connected = connecting.try_adminpulse(settings, opened)
    console.tell(CONNECTED, system="AdminPulse", count=connected.relations)
    if connected.place is Place.FILE:
        console.tell(KEPT_IN_FILE, folder=settings.home_path)
    for name, count in connected.task_flows.items():
        console.tell(FLOW_LINE, name=name, count=count)
    flow = _ask(console, TASK_FLOW, default="") if connected.task_flows else ""
    connecting.keep_adminpulse(settings, flow)
    console.answer({"system": "adminpulse", "relations": connected.relations, "task_flow": flow}, ())
    return ALL_WELL


def connect_export_file(console: Console, *, file: str | None) -> int:
    """Ask for the export, read it once, and keep its path."""
    from worker import connecting

    path = file or _ask(console, EXPORT)
    connected = connecting.connect_export_file(console.settings, path)
    console.tell(CONNECTED, system=path, count=connected.relations)
    console.answer({"system": "export-file", "relations": connected.relations}, ())
    return ALL_WELL


def probe(console: Console, *, system: str) -> int:  # noqa: ARG001 - one system so far can be probed
    """Show which fields a real account returns, and propose a mapping."""
    from worker import connecting
    from worker.connectors.probe import proposal

    found, mapping = connecting.probed_adminpulse(console.settings)
    proposed = proposal(found, mapping)
    document = {
        "records": found.records,
        "fields": [each._asdict() for each in found.fields],
        "words": {name: dict(words) for name, words in found.words.items()},
        "missing": list(found.missing),
        "mapping": proposed,
    }
    lines = [f"{each.filled:>7} / {found.records}  {each.path}  {each.means or '—'}" for each in found.fields]
    lines += [
        f"{name}: {word or UNTOLD.to(console.language)} ({count})"
        for name, words in found.words.items()
        for word, count in words.items()
    ]
    console.answer(document, [*lines, "", proposed])
    console.tell(PROPOSED)
    return PROBLEMS if found.missing else ALL_WELL


def _key(console: Console) -> ApiKey:
    from worker.connecting import day_in
    from worker.connectors.adminpulse_access import ApiKey

    key = _ask(console, KEY, hidden=True)
    return ApiKey(key, day_in(_ask(console, EXPIRES, default="")))


def _sign_in(console: Console, verify: str) -> Grant:
    from worker.connecting import grant
    from worker.connectors.oauth import Application, Question

    authorise, token = _ask(console, AUTHORISE), _ask(console, TOKEN)
    application = Application(
        _ask(console, CLIENT_ID), _ask(console, CLIENT_SECRET, hidden=True), _ask(console, REDIRECT)
    )
    question = Question.drawn()
    console.tell(OPEN, address=question.address(authorise, application, _ask(console, SCOPE, default="")))
    return grant(question, application, token, _ask(console, ANSWERED), verify)


def _ask(console: Console, text: Text, *, default: str | None = None, hidden: bool = False) -> str:
    """Ask a person; from a pipe, read one line. A secret is never shown and never on the command line."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().strip()
    answer: str = click.prompt(
        text.to(console.language), default=default, hide_input=hidden, err=True, show_default=False
    )
    return answer.strip()


COMMANDS: tuple[click.Command, ...] = (
    Group(
        "connect",
        CONNECT,
        (
            Command(
                "adminpulse",
                CONNECT_ADMINPULSE,
                connect_adminpulse,
                [Option(["--oauth"], text=OAUTH, is_flag=True), Option(["--url"], text=URL)],
            ),
            Command("export-file", CONNECT_EXPORT, connect_export_file, [click.Argument(["file"], required=False)]),
        ),
    ),
    Command("probe", PROBE, probe, [click.Argument(["system"], type=click.Choice(["adminpulse"]))]),
)
