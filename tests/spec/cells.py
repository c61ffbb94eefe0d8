"""What a spreadsheet does to what people type."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from shared import cells
from shared.language import Text
from shared.record import Field
from tests.spec.tables import Spec

SPECS: Final = (
    Spec(
        cells,
        Text("Espaces et caractères invisibles", "Spaties en onzichtbare tekens", "Blanks and invisible characters"),
        (Field.CITY,),
        (
            ("Sint-Niklaas", ""),
            ("La Louvière", ""),
            ("'s-Gravenhage", ""),
            ("Namur ", "cell-blanks = Namur"),
            (" Namur", "cell-blanks = Namur"),
            ("La  Louvière", "cell-blanks = La Louvière"),
            ("La\N{NO-BREAK SPACE}Louvière", "cell-blanks = La Louvière"),
            ("La\N{NARROW NO-BREAK SPACE}Louvière", "cell-blanks = La Louvière"),
            ("La\nLouvière", "cell-blanks = La Louvière"),
            ("La_x000D_\nLouvière", "cell-blanks = La Louvière"),
            ("Na\N{ZERO WIDTH SPACE}mur", "cell-blanks = Namur"),
            ("\N{ZERO WIDTH NO-BREAK SPACE}Namur", "cell-blanks = Namur"),
            ("Na\N{SOFT HYPHEN}mur", "cell-blanks = Namur"),
            ("   ", "cell-blanks ="),
        ),
    ),
    Spec(
        cells,
        Text(
            "Une faute de la valeur passe avant les espaces qui l'entourent; la correction règle les deux",
            "Een fout in de waarde gaat voor op spaties eromheen; de verbetering lost beide op",
            "A fault of the value goes before blanks around it, and the correction cures both",
        ),
        (Field.MOBILE,),
        (
            ("+32475123456 ", "cell-blanks = +32475123456"),
            (" 0475\N{NO-BREAK SPACE}12 34 56 ", "mobile-format = +32475123456"),
            (" pas de gsm", "mobile-invalid"),
        ),
    ),
    Spec(
        cells,
        Text(
            "Tirets et chiffres spéciaux, là où des caractères ordinaires sont attendus",
            "Speciale streepjes en cijfers, waar gewone bedoeld zijn",
            "Special dashes and digits, where plain ones are meant",
        ),
        (Field.HOUSE_NUMBER,),
        (
            ("12-14", ""),
            (12.0, ""),
            ("12\N{EN DASH}14", "cell-characters = 12-14"),
            ("12\N{NON-BREAKING HYPHEN}14", "cell-characters = 12-14"),
            ("12\N{MINUS SIGN}14", "cell-characters = 12-14"),
            ("\N{FULLWIDTH DIGIT ONE}2", "cell-characters = 12"),
            ("'12", "cell-blanks = 12"),
            ("'", "cell-blanks ="),
        ),
    ),
    Spec(
        cells,
        Text(
            "Un tiret ou une apostrophe dans un nom en fait partie",
            "Een streepje of apostrof in een naam hoort bij de naam",
            "A dash or an apostrophe in a name is the name's own",
        ),
        (Field.LAST_NAME,),
        (("Dupont\N{EN DASH}Durand", ""), ("'t Hooft", "")),
    ),
    Spec(
        cells,
        Text("Nombres lus tels quels", "Getallen die blijven zoals ze zijn", "Numbers that stay as they are"),
        (Field.CLIENT_CODE,),
        ((1001.0, ""), (1002, ""), (Decimal(1003), ""), (10.5, ""), (-1.0, ""), (0.0, ""), ("8E10", "")),
    ),
    Spec(
        cells,
        Text("Nombres qui ont perdu des chiffres", "Getallen die cijfers verloren", "Numbers that lost digits"),
        (Field.CLIENT_CODE,),
        (
            ("8,5E+10", "cell-scientific"),
            ("8.50730033E+10", "cell-scientific"),
            ("1e+15", "cell-scientific"),
            (1e15, "cell-scientific"),
            (10**15, "cell-scientific"),
            (10**5000, "cell-scientific"),
            (999999999999999, ""),
            (float("nan"), "cell-error"),
            (float("-inf"), "cell-error"),
            (Decimal("sNaN"), "cell-error"),
        ),
    ),
    Spec(
        cells,
        Text(
            "Valeurs transformées par le tableur",
            "Waarden waar het rekenblad iets anders van maakte",
            "Values that a spreadsheet made of something else",
        ),
        (Field.CLIENT_CODE,),
        (
            (True, "cell-boolean"),
            (False, "cell-boolean"),
            (1, ""),
            (date(2026, 5, 3), "cell-date"),
            (datetime.fromisoformat("2026-05-03T12:30"), "cell-date"),
            (time(3, 5), "cell-date"),
            (timedelta(days=1), "cell-date"),
            ("#N/A", "cell-error"),
            ("#DIV/0!", "cell-error"),
            ("#n/b", "cell-error"),
            ("#WAARDE!", "cell-error"),
            ("#NOM?", "cell-error"),
            ("######", "cell-error"),
            ("#", ""),
            ("#12", ""),
            ("=A1&B1", "cell-formula"),
            (" =A1", "cell-formula"),
            ("A=1", ""),
        ),
    ),
    Spec(
        cells,
        Text("Numéros de maison devenus des dates", "Huisnummers die datums werden", "House numbers that became dates"),
        (Field.HOUSE_NUMBER,),
        ((datetime.fromisoformat("2026-05-03"), "cell-date ~ 3-5"),),
    ),
    Spec(
        cells,
        Text(
            "Une date est bienvenue comme date limite",
            "Een datum is welkom als deadline",
            "A date is welcome as a deadline",
        ),
        (Field.IPP_DEADLINE,),
        ((datetime.fromisoformat("2026-10-16"), ""), (date(2026, 10, 16), ""), (True, "cell-boolean")),
    ),
)
