"""Why a module does not become a network."""

from __future__ import annotations


class ModuleImportError(ValueError):
    """A module that cannot become a network; the text names the operation and where it stands."""


class ModuleRunError(ModuleImportError):
    """A module that fails on images of the shape it was called with, or looks at their values."""
