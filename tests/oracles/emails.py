"""E-mail addresses: usual ones, the corners of RFC 5321, 5322, 6531 and IDNA, and what people paste instead."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, Final

from tests.oracles.slips import SPACES, spoiled

if TYPE_CHECKING:
    from random import Random

_ATOM: Final = string.ascii_letters + string.digits + "!#$%&'*+-/=?^_`{|}~"
_NAMES: Final = (
    "jean",
    "An.Peeters",
    "els",
    "info",
    "j.dupont",
    "marie-claire",
    "van_den_berghe",
    "O'Brien",
    "jean+ipp",
    "x",
)
_WORLD: Final = (
    "josé",
    "zoë",
    "françois",
    "müller",
    "Ölwin",
    "ßtraße",
    "甲斐",
    "чебурашка",
    "θσερ",
    "राम",
    "e\u0301",
    "a\u200db",
    "ﬁn",
    "𝕏",
)
_DOMAINS: Final = (
    *(
        "gmail.com",
        "skynet.be",
        "telenet.be",
        "proximus.be",
        "hotmail.com",
        "kuleuven.be",
        "ulb.ac.be",
        "mail.example.brussels",
    ),
    *("gmial.com", "hotmail.con", "gmail.comm", "skynet.bee", "telenet.vom", "outlok.be", "live.be", "GMAIL.COM"),
    *(
        "bücher.example",
        "xn--bcher-kva.example",
        "例え.jp",
        "почта.рф",
        "é.be",
        "straße.de",
        "faß.de",
        "ουτοπία.δπθ.gr",
        "xn--a.be",
    ),
    *(
        "-a.be",
        "a-.be",
        "a_b.be",
        "a..be",
        ".be",
        "be",
        "a.b-",
        "ab--c.be",
        "xn--.be",
        "a.1",
        "a.b2",
        "1.2.3.4",
        "localhost",
    ),
    *(
        "a.local",
        "a.test",
        "x.invalid",
        "x.onion",
        "1.in-addr.arpa",
        "[127.0.0.1]",
        "[IPv6:::1]",
        "[x]",
        "a.be.",
        "a.be..",
        "a。be",
        "a．be",
    ),
)
_LOCALS: Final = (
    '"jean dupont"',
    '"a@b"',
    '""',
    '"a\\"b"',
    ".a",
    "a.",
    "a..b",
    "a b",
    "a(x)",
    "(x)a",
    "a\\@b",
    "<a",
    "a,b",
    "a:b",
    "é.",
)
_AROUND: Final = (
    *(
        "Jean Dupont <{}>",
        '"Dupont, Jean" <{}>',
        "mailto:{}",
        "<{}>",
        "{};",
        "{},",
        "{}.",
        "({})",
        "{} (privé)",
        "e-mail: {}",
        "{}>",
    ),
    *("{} {}", "{};{}", "{}, {}", "{} / {}", "{}@{}", " {}", "'{}'", "MAILTO:{}?subject=ipp", "http://{}", "{}\n{}"),
)


def _some(alphabet: str, random: Random, size: int) -> str:
    return "".join(random.choice(alphabet) for _ in range(size))


def _local(random: Random) -> str:
    draw = random.random()
    if draw < 0.5:
        return random.choice(_NAMES) + random.choice(("", str(random.randrange(100))))
    if draw < 0.7:
        return _some(_ATOM + ".", random, random.randrange(1, 12))
    if draw < 0.8:
        return random.choice(_WORLD) + random.choice(("", ".", _some(_ATOM, random, 2)))
    if draw < 0.9:
        return random.choice(_LOCALS)
    if draw < 0.95:
        return _some(
            random.choice((string.ascii_letters, _ATOM, "é")), random, random.choice((31, 32, 33, 63, 64, 65, 66, 70))
        )
    return _some(string.printable + "é€\u00a0\u200b\u202e", random, random.randrange(8))


def _domain(random: Random) -> str:
    draw = random.random()
    if draw < 0.6:
        return random.choice(_DOMAINS)
    if draw < 0.8:
        return _some(string.ascii_letters + string.digits + "-.", random, random.randrange(1, 10)) + random.choice(
            (".be", ".com", "")
        )
    if draw < 0.85:
        return random.choice(_WORLD) + random.choice((".be", ".рф", ".example.com", ""))
    if draw < 0.9:
        return ".".join("a" * random.choice((1, 30, 62, 63, 64)) for _ in range(random.randrange(1, 6))) + ".be"
    if draw < 0.95:  # whole addresses around the limit of 254
        return f"{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * random.randrange(1, 64)}.be"
    return _some(string.printable + "é。．・ß\u200d", random, random.randrange(8)) + ".be"


def _near_the_limit(random: Random) -> str:
    """Return an address of 252 to 256 characters."""
    local = _some(string.ascii_letters, random, random.choice((1, 20, 63, 64, 65)))
    rest = random.randrange(252, 257) - len(local) - len("@.be")
    labels = [random.choice("abcé") * 50] * (rest // 51)
    return f"{local}@{'.'.join([*labels, 'z' * (rest - 51 * len(labels) or 1)])}.be"


def email(random: Random) -> str:
    draw = random.random()
    if draw < 0.02:
        return _near_the_limit(random)
    address = f"{_local(random)}@{_domain(random)}"
    if draw < 0.7:
        return address
    if draw < 0.8:
        return random.choice(_AROUND).replace("{}", address, 1).replace("{}", f"{_local(random)}@{_domain(random)}")
    if draw < 0.84:
        place = random.randrange(len(address))
        return address[:place] + random.choice(SPACES) + address[place:]
    return spoiled(address, random)
