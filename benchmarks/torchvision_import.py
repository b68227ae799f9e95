"""torchvision's transforms, also where torch is a CPU build and torchvision carries CUDA operators.

There `import torchvision` fails ("operator torchvision::nms does not exist"): its compiled
operators cannot load, and registering their shapes raises. Its Python parts are all that is needed
here, so the registration is skipped, only where that mismatch is.
"""

from __future__ import annotations

import sys
from types import ModuleType

try:
    from torchvision import transforms
except RuntimeError:
    for name in [name for name in sys.modules if name.partition(".")[0] == "torchvision"]:
        del sys.modules[name]
    sys.modules["torchvision._meta_registrations"] = ModuleType("torchvision._meta_registrations")
    from torchvision import transforms

__all__ = ["transforms"]
