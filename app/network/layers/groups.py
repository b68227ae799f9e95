"""Groups of channels that do not see one another, in every kind of convolution."""

from __future__ import annotations

import math
from typing import Any

from app.language import tr
from app.network.layer import Fault, Repair

LARGEST_GROUPS = 65_536


def unequal_groups(groups: int, channels: int, filters: int) -> Fault | None:
    """A fault where `groups` does not divide the channels going in and the filters."""
    for count, where in ((channels, tr("going in")), (filters, tr("going out"))):
        if count % groups:
            return Fault(
                "error",
                tr(
                    "{groups} groups cannot share the {count} channels {where} "
                    "equally: {count}/{groups} = {count2:.2f}",
                    groups=groups,
                    count=count,
                    where=where,
                    count2=count / groups,
                ),
                lambda: _repairs(groups, channels, filters),
            )
    return None


def _repairs(groups: int, channels: int, filters: int) -> tuple[Repair, ...]:
    """The nearest number of groups that fits, a filter for each channel, or no groups at all."""
    most = math.gcd(channels, filters)
    nearest = max((g for g in range(2, min(groups, most) + 1) if most % g == 0), default=1)
    repairs = [Repair(tr("groups 1"), values={"groups": 1})]
    if nearest > 1:
        repairs.insert(
            0, Repair(tr("groups {nearest}", nearest=nearest), values={"groups": nearest})
        )
    per_channel = max(1, round(filters / channels))
    values: dict[str, Any] = {"groups": channels, "out_channels": per_channel * channels}
    if channels not in (1, nearest) and max(values.values()) <= LARGEST_GROUPS:
        label = tr(
            "groups {channels} and {per_channel} filters: depthwise",
            channels=channels,
            per_channel=per_channel * channels,
        )
        repairs.append(Repair(label, values=values))
    return tuple(repairs)
