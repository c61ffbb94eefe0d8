"""The client as a row of the template, and the catalogue of its 21 columns. Source: `HELP_PAGE`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from shared.language import Text


class Field(StrEnum):
    """The stable key of a column."""

    TYPE = "type"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    EMAIL = "email"
    MOBILE = "mobile"
    NATIONAL_NUMBER = "national_number"
    STREET = "street"
    HOUSE_NUMBER = "house_number"
    BOX = "box"
    POSTAL_CODE = "postal_code"
    CITY = "city"
    COUNTRY = "country"
    EXTRA_IPP = "extra_ipp"
    LABELS = "labels"
    PARTNER_NATIONAL_NUMBER = "partner_national_number"
    LANGUAGE = "language"
    CLIENT_CODE = "client_code"
    KBO_NUMBER = "kbo_number"
    PARTNER_KBO_NUMBER = "partner_kbo_number"
    IPP_DEADLINE = "ipp_deadline"
    RESPONSIBLE = "responsible"


HELP_PAGE: Final = "https://support.silverfin.com/{language}/support/solutions/articles/101000551076"
"""The platform's article on importing from Excel, in the reader's language."""

QUESTIONNAIRE_LANGUAGES: Final = frozenset({"dutch", "english", "french"})
"""What the language column may say, in English whatever the reader's language."""


@dataclass(frozen=True, slots=True)
class Client:
    """One declaration: every field as clean text, "" where nothing is known."""

    type: str = "person"
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    mobile: str = ""
    national_number: str = ""
    street: str = ""
    house_number: str = ""
    box: str = ""
    postal_code: str = ""
    city: str = ""
    country: str = ""
    extra_ipp: str = ""
    labels: str = ""
    partner_national_number: str = ""
    language: str = ""
    client_code: str = ""
    kbo_number: str = ""
    partner_kbo_number: str = ""
    ipp_deadline: str = ""
    responsible: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the template. `heading` is the template's own; `variants` are others met in real files.

    `loose` headings mean the column only where nothing better does: a *Nom* beside a *Nom de famille* does not.
    """

    field: Field
    heading: Text
    explanation: Text
    required: bool = False
    variants: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()


COLUMNS: Final[tuple[Column, ...]] = (
    Column(
        Field.TYPE,
        Text("person", "person", "person"),
        Text(
            "Laissez «person» sur chaque ligne. Une ligne = une déclaration.",
            "Laat hier op elke rij ‘person’ staan. Eén rij = één aangifte.",
            "Leave “person” on every row. One row = one declaration.",
        ),
        required=True,
        variants=("Personne", "Persoon"),
        loose=("Type",),
    ),
    Column(
        Field.FIRST_NAME,
        Text("Prénom", "Voornaam", "First name"),
        Text(
            "Le prénom du client. Pour une déclaration commune: celui du contact principal.",
            "De voornaam van de klant. Bij een gezamenlijke aangifte: die van de hoofdcontactpersoon.",
            "The client's first name. For a joint declaration: that of the main contact.",
        ),
        required=True,
        variants=("Prénoms", "Prénom du client", "Voornamen", "Voornaam klant", "First names", "Given name"),
    ),
    Column(
        Field.LAST_NAME,
        Text("Nom de famille", "Achternaam", "Last name"),
        Text(
            "Le nom de famille du client.",
            "De achternaam van de klant.",
            "The client's last name.",
        ),
        required=True,
        variants=("Nom du client", "Familienaam", "Achternaam klant", "Surname", "Family name"),
        loose=("Nom", "Naam", "Name"),
    ),
    Column(
        Field.EMAIL,
        Text("Email", "E-mail", "Email"),
        Text(
            "L'adresse à laquelle le questionnaire sera envoyé. Une seule adresse.",
            "Het adres waarnaar de vragenlijst wordt verstuurd. Eén enkel adres.",
            "The address to which the questionnaire will be sent. One address only.",
        ),
        required=True,
        variants=(
            "Adresse e-mail",
            "Adresse mail",
            "Adresse électronique",
            "Courriel",
            "E-mailadres",
            "E-mail address",
            "E-mail du client",
            "E-mail klant",
            "Client e-mail",
        ),
        loose=("Mail",),
    ),
    Column(
        Field.MOBILE,
        Text("Numéro de mobile", "Mobiel nummer", "Mobile number"),
        Text(
            "Le numéro de mobile du client, avec l'indicatif du pays et sans espaces, par exemple +32475123456.",
            "Het mobiele nummer van de klant, met landcode en zonder spaties, bijvoorbeeld +32475123456.",
            "The client's mobile number, with country code and without spaces, for example +32475123456.",
        ),
        variants=(
            "Mobile",
            "GSM",
            "Numéro de GSM",
            "Numéro de portable",
            "Téléphone mobile",
            "Portable",
            "Gsm-nummer",
            "Gsmnummer",
            "Mobiel",
            "Mobiele telefoon",
            "Mobile phone",
            "Mobile phone number",
        ),
        loose=(
            "Téléphone",
            "Numéro de téléphone",
            "Tél",
            "Telefoon",
            "Telefoonnummer",
            "Phone",
            "Phone number",
            "Telephone",
        ),
    ),
    Column(
        Field.NATIONAL_NUMBER,
        Text("Numéro de registre", "Rijksregisternummer", "National register number"),
        Text(
            "Les 11 chiffres du numéro de registre national ou du numéro BIS, sans points ni tirets.",
            "De 11 cijfers van het rijksregisternummer of BIS-nummer, zonder punten of streepjes.",
            "The 11 digits of the national register or BIS number, without dots or dashes.",
        ),
        variants=(
            "Numéro de registre national",
            "Numéro national",
            "Registre national",
            "Numéro NISS",
            "NISS",
            "NRN",
            "Rijksregisternr",
            "Rijksregister",
            "Nationaal nummer",
            "INSZ-nummer",
            "INSZ",
            "RRN",
            "National register",
            "National number",
            "Register number",
            "Registration number",
            "SSIN",
        ),
    ),
    Column(
        Field.STREET,
        Text("Rue", "Straat", "Street"),
        Text("La rue, sans le numéro.", "De straat, zonder het nummer.", "The street, without the number."),
        variants=("Nom de la rue", "Straatnaam", "Street name"),
        loose=("Adresse", "Adres", "Address"),
    ),
    Column(
        Field.HOUSE_NUMBER,
        Text("Numéro de maison", "Huisnummer", "House number"),
        Text("Le numéro de la maison.", "Het huisnummer.", "The house number."),
        variants=("Numéro d'habitation", "Numéro de rue", "Huisnr", "House no"),
        loose=("Numéro", "Nummer", "Number"),
    ),
    Column(
        Field.BOX,
        Text("Boîte", "Bus", "Box"),
        Text("Le numéro de boîte, s'il y en a un.", "Het busnummer, als er een is.", "The box number, if any."),
        variants=("Bte", "Numéro de boîte", "Boîte postale", "Busnummer", "Box number"),
    ),
    Column(
        Field.POSTAL_CODE,
        Text("Code postal", "Postcode", "Postal code"),
        Text(
            "En Belgique: quatre chiffres.",
            "In België: vier cijfers.",
            "In Belgium: four digits.",
        ),
        variants=("CP", "Zip", "Zip code", "Postnummer", "Post code"),
    ),
    Column(
        Field.CITY,
        Text("Ville", "Stad", "City"),
        Text("La commune ou la ville.", "De gemeente of stad.", "The town or city."),
        variants=("Localité", "Commune", "Gemeente", "Plaats", "Woonplaats", "Town", "Municipality"),
    ),
    Column(
        Field.COUNTRY,
        Text("Pays", "Land", "Country"),
        Text(
            "Le pays en français, néerlandais ou anglais, ou son code à deux lettres.",
            "Het land in het Nederlands, Frans of Engels, of de tweelettercode ervan.",
            "The country in English, French or Dutch, or its two-letter code.",
        ),
        variants=("Landcode", "Code pays", "Country code"),
    ),
    Column(
        Field.EXTRA_IPP,
        Text("Extra IPP", "Extra PB", "Extra PIT"),
        Text("Laissez cette colonne vide.", "Laat deze kolom leeg.", "Leave this column empty."),
    ),
    Column(
        Field.LABELS,
        Text("Labels", "Labels", "Labels"),
        Text(
            "Vos labels, séparés par une virgule sans espace: bureau de Gand,gestionnaire X.",
            "Uw labels, gescheiden door een komma zonder spatie: kantoor Gent,dossierbeheerder X.",
            "Your labels, separated by a comma without a space: Ghent office,case manager X.",
        ),
        variants=("Label", "Étiquettes", "Étiquette", "Etiketten"),
        loose=("Tags",),
    ),
    Column(
        Field.PARTNER_NATIONAL_NUMBER,
        Text(
            "Numéro de registre du partenaire",
            "Rijksregisternummer partner",
            "Partner's national register number",
        ),
        Text(
            "Déclaration commune: les 11 chiffres du partenaire. N'ajoutez jamais le partenaire sur sa propre ligne.",
            "Gezamenlijke aangifte: de 11 cijfers van de partner. Zet de partner nooit op een eigen rij.",
            "Joint declaration: the partner's 11 digits. Never put the partner on a row of their own.",
        ),
        variants=(
            "Numéro de registre national du partenaire",
            "Numéro national du partenaire",
            "Rijksregisternummer van de partner",
            "Rijksregisternr partner",
            "Partner national number",
            "National register number partner",
            "National number partner",
            "National number of the partner",
            "NISS du partenaire",
            "INSZ partner",
        ),
    ),
    Column(
        Field.LANGUAGE,
        Text("Langue", "Taal", "Language"),
        Text(
            "La langue du client, en anglais: dutch, english ou french, parmi celles que votre bureau a activées.",
            "De taal van de klant, in het Engels: dutch, english of french, uit wat uw kantoor activeerde.",
            "The client's language: dutch, english or french, of those your practice activated.",
        ),
        required=True,
        variants=("Taalcode", "Code langue", "Langue du client", "Taal van de klant"),
    ),
    Column(
        Field.CLIENT_CODE,
        Text("Code client", "Klantcode", "Client code"),
        Text(
            "Votre propre code pour ce dossier.",
            "Uw eigen code voor dit dossier.",
            "Your own code for this dossier.",
        ),
        variants=(
            "Numéro client",
            "Numéro de client",
            "Référence client",
            "Klantnummer",
            "Klantreferentie",
            "Customer code",
            "Client number",
            "Customer number",
        ),
        loose=("Code", "Numéro de dossier", "Dossiernummer"),
    ),
    Column(
        Field.KBO_NUMBER,
        Text("Numéro KBO", "KBO-nummer", "KBO number"),
        Text(
            "Indépendants en personne physique uniquement: les 10 chiffres du numéro d'entreprise (BCE).",
            "Alleen voor eenmanszaken: de 10 cijfers van het ondernemingsnummer (KBO).",
            "Sole traders only: the 10 digits of the enterprise number (KBO/BCE).",
        ),
        variants=(
            "Numéro BCE",
            "Numéro d'entreprise",
            "Ondernemingsnummer",
            "KBO",
            "BCE",
            "Enterprise number",
            "CBE number",
            "Company number",
        ),
        loose=("Numéro de TVA", "TVA", "Btw-nummer", "Btw", "VAT number", "VAT"),
    ),
    Column(
        Field.PARTNER_KBO_NUMBER,
        Text("Numéro KBO du partenaire", "KBO-nummer partner", "Partner's KBO number"),
        Text(
            "Partenaire indépendant en personne physique: les 10 chiffres de son numéro d'entreprise (BCE).",
            "Partner met een eenmanszaak: de 10 cijfers van het ondernemingsnummer (KBO).",
            "Partner who is a sole trader: the 10 digits of the enterprise number (KBO/BCE).",
        ),
        variants=(
            "Numéro BCE du partenaire",
            "Numéro d'entreprise du partenaire",
            "KBO-nummer van de partner",
            "Ondernemingsnummer partner",
            "Partner KBO number",
            "Partner enterprise number",
        ),
    ),
    Column(
        Field.IPP_DEADLINE,
        Text("Date limite IPP", "Deadline PB", "PIT deadline"),
        Text(
            "Laissez vide de préférence: la plateforme complète la date dès que MyMinfin la connaît.",
            "Laat dit bij voorkeur leeg: het platform vult de datum in zodra MyMinfin die kent.",
            "Better left empty: the platform fills it in once MyMinfin knows it.",
        ),
        variants=(
            "Échéance IPP",
            "Deadline IPP",
            "IPP deadline",
            "Uiterste datum PB",
            "Indieningsdatum PB",
        ),
        loose=("Date limite", "Échéance", "Deadline", "Uiterste datum"),
    ),
    Column(
        Field.RESPONSIBLE,
        Text("Responsable", "Verantwoordelijke", "Responsible"),
        Text(
            "L'adresse e-mail du collègue responsable de ce client.",
            "Het e-mailadres van de collega die voor deze klant verantwoordelijk is.",
            "The e-mail address of the colleague responsible for this client.",
        ),
        variants=(
            "Responsable principal",
            "Responsable / Responsable principal",
            "Hoofdverantwoordelijke",
            "Dossierbeheerder",
            "Gestionnaire de dossier",
            "Main responsible",
            "Person responsible",
        ),
        loose=("Gestionnaire", "Manager"),
    ),
)

COLUMN_OF: Final = {column.field: column for column in COLUMNS}
