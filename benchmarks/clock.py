from __future__ import annotations

from datetime import date

from shared.rules.base import Circumstances

TODAY = date(2026, 3, 2)
CIRCUMSTANCES = Circumstances(TODAY)
