"""Questions about a network that take long to answer, as plain data; no torch.

`app/inspection/answers.py` answers them; the window asks through `widgets/inquiries.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.inspection.attribution_methods import AttributionSettings, MethodName


@dataclass(frozen=True)
class AttributionQuestion:
    """Which pixels of the probe image spoke for a class (None: the likeliest); F4."""

    method: MethodName
    label: int | None = None
    settings: AttributionSettings | None = None


Question = AttributionQuestion
