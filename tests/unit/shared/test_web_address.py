from __future__ import annotations

import pytest

from shared.web_address import is_safe


@pytest.mark.parametrize(
    "address",
    ["https://a.example", "https://a.example:8443/x", "http://127.0.0.1:8321", "http://localhost", "http://[::1]:1"],
)
def test_safe(address: str) -> None:
    assert is_safe(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "a.example",
        "http://a.example",
        "ftp://a.example",
        "https://",
        "https://a:b@c.example",
        "https://[",
        "file:///x",
    ],
)
def test_not_safe(address: str) -> None:
    assert not is_safe(address)
