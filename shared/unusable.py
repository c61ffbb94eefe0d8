"""Why a file cannot be used: one refusal per cause, each saying what to do. `file` is the bare file name."""

from __future__ import annotations

from shared.language import Refusal, Text


class Missing(Refusal):
    """There is no such file."""

    text = Text(
        "Le fichier «{file}» n'existe pas. Vérifiez le nom et le dossier.",
        "Het bestand ‘{file}’ bestaat niet. Controleer de naam en de map.",
        "The file “{file}” does not exist. Check the name and the folder.",
    )


class Folder(Refusal):
    """A folder was named."""

    text = Text(
        "«{file}» est un dossier. Indiquez le fichier Excel qu'il contient.",
        "‘{file}’ is een map. Geef het Excel-bestand in die map op.",
        "“{file}” is a folder. Name the Excel file inside it.",
    )


class Unreadable(Refusal):
    """The operating system does not let us read the file."""

    text = Text(
        "Le fichier «{file}» ne peut pas être lu. Vérifiez vos droits d'accès et la connexion à son dossier.",
        "Het bestand ‘{file}’ kan niet worden gelezen. Controleer uw toegangsrechten en de verbinding met de map.",
        "The file “{file}” cannot be read. Check your access rights and the connection to its folder.",
    )


class OpenElsewhere(Refusal):
    """Excel or LibreOffice left its lock file `lock` beside the file."""

    text = Text(
        "Le fichier «{file}» est ouvert dans un autre programme. "
        "Fermez-le d'abord, ou supprimez «{lock}» dans le même dossier si plus personne ne l'utilise.",
        "Het bestand ‘{file}’ is geopend in een ander programma. "
        "Sluit het daar eerst, of verwijder ‘{lock}’ in dezelfde map als niemand het nog gebruikt.",
        "The file “{file}” is open in another program. "
        "Close it there first, or delete “{lock}” in the same folder if nobody uses it any more.",
    )


class InUse(Refusal):
    """Windows reports that another program holds the file."""

    text = Text(
        "Le fichier «{file}» est utilisé par un autre programme. Fermez-le d'abord, puis réessayez.",
        "Het bestand ‘{file}’ wordt door een ander programma gebruikt. Sluit het daar eerst en probeer opnieuw.",
        "The file “{file}” is in use by another program. Close it there first, then try again.",
    )


class Empty(Refusal):
    """The file has no bytes."""

    text = Text(
        "Le fichier «{file}» est vide (0 octet). Enregistrez-le à nouveau ou demandez-en une nouvelle copie.",
        "Het bestand ‘{file}’ is leeg (0 bytes). Sla het opnieuw op of vraag een nieuwe kopie.",
        "The file “{file}” is empty (0 bytes). Save it again or ask for a new copy.",
    )


class NotExcel(Refusal):
    """The content is no spreadsheet, whatever the name."""

    text = Text(
        "«{file}» n'est pas un fichier Excel, quel que soit son nom. Choisissez un classeur enregistré en .xlsx.",
        "‘{file}’ is geen Excel-bestand, wat de naam ook zegt. Kies een werkmap die als .xlsx is opgeslagen.",
        "“{file}” is not an Excel file, whatever its name says. Choose a workbook that was saved as .xlsx.",
    )


class TextInstead(Refusal):
    """The content is text: CSV, or a web page that a program saved with an Excel name."""

    text = Text(
        "«{file}» contient du texte (CSV ou page web), pas un classeur Excel. "
        "Ouvrez-le dans Excel et enregistrez-le comme «Classeur Excel (.xlsx)».",
        "‘{file}’ bevat tekst (CSV of een webpagina) en is geen Excel-werkmap. "
        "Open het in Excel en sla het op als ‘Excel-werkmap (.xlsx)’.",
        "“{file}” holds text (CSV or a web page), not an Excel workbook. "
        "Open it in Excel and save it as “Excel Workbook (.xlsx)”.",
    )


class OtherFormat(Refusal):
    """A spreadsheet in another format: `kind` is its usual name, such as `.xls` or `.ods`."""

    text = Text(
        "«{file}» est au format {kind}, quel que soit son nom, et seul .xlsx convient. "
        "Ouvrez-le dans Excel et enregistrez-le comme «Classeur Excel (.xlsx)».",
        "‘{file}’ heeft het formaat {kind}, wat de naam ook zegt, en alleen .xlsx is bruikbaar. "
        "Open het in Excel en sla het op als ‘Excel-werkmap (.xlsx)’.",
        "“{file}” is in {kind} format, whatever its name says, and only .xlsx can be used. "
        "Open it in Excel and save it as “Excel Workbook (.xlsx)”.",
    )


class PasswordProtected(Refusal):
    """The workbook is encrypted with a password (or with the practice's rights management)."""

    text = Text(
        "Le fichier «{file}» est protégé par un mot de passe. Dans Excel, videz le mot de passe sous "
        "Fichier > Informations > Protéger le classeur > Chiffrer avec mot de passe, puis enregistrez.",
        "Het bestand ‘{file}’ is met een wachtwoord beveiligd. Maak in Excel het wachtwoord leeg onder "
        "Bestand > Info > Werkmap beveiligen > Versleutelen met wachtwoord en sla op.",
        "The file “{file}” is protected with a password. In Excel, clear the password under "
        "File > Info > Protect Workbook > Encrypt with Password, then save.",
    )


class Damaged(Refusal):
    """The workbook was cut off or altered on its way."""

    text = Text(
        "Le fichier «{file}» est endommagé ou incomplet. "
        "Ouvrez-le dans Excel, laissez-le réparer et enregistrez-le, ou demandez-en une nouvelle copie.",
        "Het bestand ‘{file}’ is beschadigd of onvolledig. "
        "Open het in Excel, laat het herstellen en sla het op, of vraag een nieuwe kopie.",
        "The file “{file}” is damaged or incomplete. "
        "Open it in Excel, let Excel repair it and save it, or ask for a new copy.",
    )


class TooMuch(Refusal):
    """The file unpacks to more than any client list can be (a zip bomb, or a workbook gone wild)."""

    text = Text(
        "Le fichier «{file}» contient bien plus de données qu'une liste de clients et n'a pas été ouvert. "
        "Copiez les clients dans un nouveau classeur, ou demandez-en une nouvelle copie.",
        "Het bestand ‘{file}’ bevat veel meer gegevens dan een klantenlijst en is niet geopend. "
        "Kopieer de klanten naar een nieuwe werkmap of vraag een nieuwe kopie.",
        "The file “{file}” holds far more than a client list can and was not opened. "
        "Copy the clients into a new workbook, or ask for a new copy.",
    )


class Unsafe(Refusal):
    """The package holds what Excel never writes: paths out of it, entities, sizes that lie."""

    text = Text(
        "Le fichier «{file}» contient des éléments qu'Excel n'écrit jamais et, par sécurité, n'a pas été ouvert. "
        "Demandez-en une nouvelle copie à son expéditeur.",
        "Het bestand ‘{file}’ bevat onderdelen die Excel nooit schrijft en is veiligheidshalve niet geopend. "
        "Vraag de afzender om een nieuwe kopie.",
        "The file “{file}” contains parts that Excel never writes and, for safety, was not opened. "
        "Ask whoever sent it for a new copy.",
    )
