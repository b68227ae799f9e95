"""The written reference of the layers."""

from __future__ import annotations

from docs.make_layer_reference import REFERENCE, layer_reference


def test_the_reference_says_what_the_catalogue_declares() -> None:
    written = REFERENCE.read_text(encoding="utf-8")
    assert written == layer_reference(), "run: python docs/make_layer_reference.py"
