"""Where a rule and the library beside it disagree: every kind once, with its reason. The rules' manual lists them.

A disagreement is an error where the library takes the value, or a warning where the library has no word to say. There
is no kind of the other way round: whatever a rule takes, its library takes too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from shared.language import Text

if TYPE_CHECKING:
    from shared.problem import Finding


@dataclass(frozen=True, slots=True)
class Kind:
    """`code` is what the rule named `rule` finds in values such as `example`, all of the form `form`."""

    rule: str
    name: str
    code: str
    example: str
    reason: Text
    form: str = ".*"

    def covers(self, text: str, finding: Finding, canonical: str) -> bool:
        """Tell whether a finding in a value that the library takes, and writes as `canonical`, is of this kind."""
        if finding.code != self.code or not re.fullmatch(self.form, text, re.DOTALL):
            return False
        return not finding.certain or finding.suggestion == canonical


LIBRARIES: Final = {
    "national_number": "python-stdnum (stdnum.be.ssn)",
    "enterprise_number": "python-stdnum (stdnum.be.vat)",
    "mobile": "phonenumbers",
    "email": "email-validator",
}
"""The library that each rule is compared with, phonenumbers with Belgium as the region, email-validator offline."""

_SEPARATORS: Final = Text(
    "python-stdnum retire lui-même points, tirets et espaces. La plateforme les refuse: c'est une erreur avec une "
    "correction certaine.",
    "python-stdnum verwijdert zelf punten, streepjes en spaties. Het platform weigert ze: dit is een fout met een "
    "zekere verbetering.",
    "python-stdnum drops dots, dashes and spaces by itself. The platform refuses them: this is an error with a certain "
    "correction.",
)
_RARE_SEPARATORS: Final = Text(
    "python-stdnum prend aussi des dizaines de signes rares (point médian, puce, macron…) pour des séparateurs. "
    "Personne ne les tape volontairement: c'est une erreur, sans correction.",
    "python-stdnum ziet ook tientallen zeldzame tekens (middelpunt, opsommingsteken, macron …) als scheidingstekens. "
    "Die typt niemand bewust: dit is een fout, zonder verbetering.",
    "python-stdnum also takes dozens of rare signs (middle dot, bullet, macron and so on) for separators. Nobody types "
    "them on purpose: this is an error, without a correction.",
)

KINDS: Final = (
    Kind("national_number", "separators", "national-number-separators", "85.07.30-033.28", _SEPARATORS),
    Kind(
        "national_number",
        "rare-separators",
        "national-number-format",
        "85·07·30·033·28",
        _RARE_SEPARATORS,
        ".*[^ -~].*",
    ),
    Kind(
        "national_number",
        "date",
        "national-number-date",
        "85023100588",
        Text(
            "python-stdnum voit dans une date qui n'existe pas, comme le 31 février, une date inconnue. Une faute est "
            "plus probable: c'est un avertissement.",
            "python-stdnum ziet in een datum die niet bestaat, zoals 31 februari, een onbekende datum. Een fout is "
            "waarschijnlijker: dit is een waarschuwing.",
            "python-stdnum sees an unknown date in one that does not exist, such as 31 February. A mistake is more "
            "likely: this is a warning.",
        ),
        "[0-9]{11}",
    ),
    Kind(
        "national_number",
        "serial",
        "national-number-serial",
        "85073000061",
        Text(
            "python-stdnum accepte les numéros d'ordre 000 et 999, alors qu'ils vont de 001 à 998. C'est un "
            "avertissement.",
            "python-stdnum aanvaardt de volgnummers 000 en 999, terwijl ze van 001 tot 998 lopen. Dit is een "
            "waarschuwing.",
            "python-stdnum takes the serials 000 and 999, while they run from 001 to 998. This is a warning.",
        ),
        "[0-9]{6}(?:000|999)[0-9]{2}",
    ),
    Kind(
        "national_number",
        "future",
        "national-number-future",
        "26123100119",
        Text(
            "python-stdnum accepte une naissance plus tard dans l'année en cours. C'est un avertissement.",
            "python-stdnum aanvaardt een geboorte later in het lopende jaar. Dit is een waarschuwing.",
            "python-stdnum takes a birth later in the current year. This is a warning.",
        ),
        "[0-9]{11}",
    ),
    Kind("enterprise_number", "separators", "enterprise-number-separators", "BE 0123.456.749", _SEPARATORS),
    Kind(
        "enterprise_number",
        "rare-separators",
        "enterprise-number-format",
        "0123·456·749",
        _RARE_SEPARATORS,
        ".*[^ -~].*",
    ),
    Kind(
        "enterprise_number",
        "zeros",
        "enterprise-number-zeros",
        "123456749",
        Text(
            "python-stdnum complète l'ancien numéro de neuf chiffres par un zéro. La plateforme en veut dix: c'est une "
            "erreur avec une correction certaine.",
            "python-stdnum vult het oude nummer van negen cijfers aan met een nul. Het platform wil er tien: dit is "
            "een fout met een zekere verbetering.",
            "python-stdnum puts a zero before the old number of nine digits. The platform wants ten: this is an error "
            "with a certain correction.",
        ),
        "[0-9]{9}",
    ),
    Kind(
        "enterprise_number",
        "check-digits",
        "enterprise-number-checksum",
        "0403170800",
        Text(
            "python-stdnum accepte les chiffres de contrôle 00, 98 et 99. Ils valent 97 moins un reste, donc de 01 à "
            "97: c'est une erreur.",
            "python-stdnum aanvaardt de controlegetallen 00, 98 en 99. Ze zijn 97 min een rest, dus 01 tot 97: dit is "
            "een fout.",
            "python-stdnum takes the check digits 00, 98 and 99. They are 97 minus a remainder, hence 01 to 97: this "
            "is an error.",
        ),
        r".*(?:0\D*0|9\D*[89])\D*",
    ),
    Kind(
        "mobile",
        "trunk-zero",
        "mobile-format",
        "+32 (0)475 12 34 56",
        Text(
            "phonenumbers supprime lui-même le zéro national après l'indicatif du pays. Pour la plateforme il est de "
            "trop: c'est une erreur avec une correction certaine.",
            "phonenumbers laat de nul na de landcode zelf weg. Voor het platform is die te veel: dit is een fout met "
            "een zekere verbetering.",
            "phonenumbers drops the national zero after the country code by itself. For the platform it is one digit "
            "too many: this is an error with a certain correction.",
        ),
        r"\+[0-9]+|.*\(\s*0\s*\).*|\D*\+\D*3\D*2\D*0.*",
    ),
    Kind(
        "mobile",
        "international-prefix",
        "mobile-format",
        "0032475123456",
        Text(
            "phonenumbers lit 00 comme un +. La plateforme veut le +: c'est une erreur avec une correction certaine.",
            "phonenumbers leest 00 als een +. Het platform wil de +: dit is een fout met een zekere verbetering.",
            "phonenumbers reads 00 as a +. The platform wants the +: this is an error with a certain correction.",
        ),
        r"\D*0\D*0.*",
    ),
    Kind(
        "mobile",
        "separators",
        "mobile-format",
        "+32 475 12 34 56",
        Text(
            "phonenumbers passe sur les espaces, les points et les mots comme «gsm». La plateforme les refuse: c'est "
            "une erreur avec une correction certaine.",
            "phonenumbers leest over spaties, punten en woorden als ‘gsm’ heen. Het platform weigert ze: dit is een "
            "fout met een zekere verbetering.",
            "phonenumbers reads past blanks, dots and words such as “gsm”. The platform refuses them: this is an error "
            "with a certain correction.",
        ),
        r"[^0-9]*\+.*",
    ),
    Kind(
        "mobile",
        "country-code",
        "mobile-format",
        "0470123456",
        Text(
            "phonenumbers accepte un numéro sans indicatif quand on lui dit que le pays est la Belgique. La plateforme "
            "veut l'indicatif: c'est une erreur avec une correction certaine.",
            "phonenumbers aanvaardt een nummer zonder landcode als het land België is. Het platform wil de landcode: "
            "dit is een fout met een zekere verbetering.",
            "phonenumbers takes a number without country code when told that the country is Belgium. The platform "
            "wants the code: this is an error with a certain correction.",
        ),
        r"[^+]*",
    ),
    Kind(
        "mobile",
        "several",
        "mobile-several",
        "+32475123456;0476123456",
        Text(
            "phonenumbers lit ce qui suit un point-virgule comme un poste et prend donc deux numéros pour un seul. "
            "Seul l'utilisateur sait lequel garder: c'est une erreur, sans correction.",
            "phonenumbers leest wat na een puntkomma komt als een toestelnummer en ziet zo twee nummers voor één aan. "
            "Alleen de gebruiker weet welk hij wil houden: dit is een fout, zonder verbetering.",
            "phonenumbers reads what follows a semicolon as an extension and so takes two numbers for one. Only the "
            "user knows which one to keep: this is an error, without a correction.",
        ),
    ),
    Kind(
        "mobile",
        "letters",
        "mobile-invalid",
        "+32475FLOWER",
        Text(
            "phonenumbers lit les lettres comme les touches d'un téléphone et ignore un poste ou un texte autour du "
            "numéro. Ce sont plutôt des fautes: c'est une erreur, sans correction.",
            "phonenumbers leest letters als de toetsen van een telefoon en negeert een toestelnummer of een tekst rond "
            "het nummer. Meestal zijn dat fouten: dit is een fout, zonder verbetering.",
            "phonenumbers reads letters as the keys of a telephone and ignores an extension or a text around the "
            "number. They are mistakes more often than not: this is an error, without a correction.",
        ),
        r".*[^\W\d_].*",
    ),
    Kind(
        "mobile",
        "other-signs",
        "mobile-invalid",
        "++32475123456",
        Text(
            "phonenumbers passe sur des signes qui n'appartiennent pas à un numéro: un + de trop, un astérisque, un "
            "point-virgule. C'est une erreur, sans correction.",
            "phonenumbers leest over tekens heen die niet in een nummer thuishoren: een + te veel, een sterretje, een "
            "puntkomma. Dit is een fout, zonder verbetering.",
            "phonenumbers reads past signs that do not belong in a number: one + too many, an asterisk, a semicolon. "
            "This is an error, without a correction.",
        ),
        r"\W*[0-9\W_]+",
    ),
    Kind(
        "email",
        "local-part-length",
        "email-invalid",
        "a" * 65 + "@example.be",
        Text(
            "email-validator accepte plus de 64 caractères devant le signe @. Les serveurs de messagerie peuvent les "
            "refuser (RFC 5321): c'est une erreur.",
            "email-validator aanvaardt meer dan 64 tekens voor het @-teken. Mailservers mogen die weigeren (RFC 5321): "
            "dit is een fout.",
            "email-validator takes more than 64 characters before the @ sign. Mail servers may refuse them (RFC 5321): "
            "this is an error.",
        ),
        r"[^@]{65,}@[^@]*",
    ),
    Kind(
        "email",
        "accent",
        "email-accent",
        "josé@example.be",
        Text(
            "email-validator accepte les lettres accentuées devant le signe @ (RFC 6531). Peu de boîtes en ont: c'est "
            "un avertissement.",
            "email-validator aanvaardt letters met een accent voor het @-teken (RFC 6531). Weinig mailboxen hebben "
            "die: dit is een waarschuwing.",
            "email-validator takes accented letters before the @ sign (RFC 6531). Few mailboxes have any: this is a "
            "warning.",
        ),
        r".*[^ -~].*@[^@]*",
    ),
    Kind(
        "email",
        "domain",
        "email-domain",
        "jean@gmial.com",
        Text(
            "email-validator ne juge que la forme du domaine. Un domaine qui ressemble à une faute de frappe connue "
            "reçoit un avertissement.",
            "email-validator beoordeelt enkel de vorm van het domein. Een domein dat op een bekende tikfout lijkt, "
            "krijgt een waarschuwing.",
            "email-validator judges the form of the domain only. A domain that looks like a known typing error gets a "
            "warning.",
        ),
    ),
)
"""Of one rule the first that covers a value names it."""
