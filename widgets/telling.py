"""How a thread of the pool tells a window what it found."""

from __future__ import annotations

from PySide6.QtCore import SignalInstance


def tell(signal: SignalInstance, *values: object) -> None:
    """Emit a signal, unless the window that it is of was closed meanwhile."""
    try:
        signal.emit(*values)
    except (RuntimeError, TypeError):  # which of the two depends on how far it is taken apart
        return
