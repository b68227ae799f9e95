"""torchvision, also where torch is a CPU build and torchvision carries CUDA operators.

There `import torchvision` fails ("operator torchvision::nms does not exist"): its compiled
operators cannot load, and registering their shapes raises. Its Python parts are all that Convas
needs, so the registration is skipped, only where that mismatch is.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType


def torchvision_part(name: str) -> ModuleType:
    """`torchvision.<name>`; ImportError where torchvision is not installed."""
    try:
        return import_module(f"torchvision.{name}")
    except RuntimeError:
        for loaded in [key for key in sys.modules if key.partition(".")[0] == "torchvision"]:
            del sys.modules[loaded]
        registrations = "torchvision._meta_registrations"
        sys.modules[registrations] = ModuleType(registrations)
        return import_module(f"torchvision.{name}")
