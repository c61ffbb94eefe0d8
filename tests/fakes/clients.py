"""Made-up clients by number: valid, all different, the same each time."""

from __future__ import annotations

from shared.record import Client


def national_number(position: int) -> str:
    """Return a well-formed national number of someone born in the sixties."""
    stem = f"{60 + position % 10}{1 + position // 10 % 12:02}{1 + position // 120 % 28:02}{1 + position // 3360:03}"
    return f"{stem}{97 - int(stem) % 97:02}"


def client(position: int, **changed: str) -> Client:
    """Return client number `position`."""
    fields = {
        "first_name": "Test",
        "last_name": f"Persoon {'ABCDEFGHIJ'[position % 10]}",
        "email": f"persoon.{position}@example.com",
        "mobile": f"+3247{position % 10}{100000 + position % 900000}",
        "national_number": national_number(position),
        "language": "dutch",
        "client_code": f"T{position}",
    }
    return Client(**(fields | changed))
