"""Saving with LibreOffice, in a profile of its own so that no other instance is disturbed."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path


def save_as(source: Path, target: Path, kind: str) -> None:
    """Open `source` without a screen and save it as `target`; `kind` is `extension:filter name`."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["soffice", f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", kind, "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        Path(folder, source.stem + "." + kind.partition(":")[0]).replace(target)
