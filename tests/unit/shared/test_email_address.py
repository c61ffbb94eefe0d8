from __future__ import annotations

import pytest

from shared.email_address import addresses, is_address, unwrapped


def test_longer_than_mail_servers_take() -> None:
    assert is_address(f"{'a' * 64}@example.be")
    assert not is_address(f"{'a' * 65}@example.be")
    domain = ".".join(["a" * 60] * 4)
    assert is_address(f"{'a' * 6}@{domain}.be")
    assert not is_address(f"{'a' * 7}@{domain}.bee")


def test_a_lone_surrogate_is_no_address() -> None:
    assert not is_address("\ud800@example.be")
    assert not is_address("a@\ud800.be")


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("a@b.be", "a@b.be"),
        ("mailto:a@b.be?subject=x", "a@b.be"),
        ('"A, B" <a@b.be>', "a@b.be"),
        ("a @ b . be", "a@b.be"),
        ("(a@b.be)", "a@b.be"),
    ],
)
def test_unwrapped(text: str, bare: str) -> None:
    assert unwrapped(text) == bare


def test_addresses_are_those_that_differ() -> None:
    assert addresses("A <a@b.be>; A@b.be, c@d.be x@y") == ["A@b.be", "c@d.be"]
