"""The functions among the layers, with the numbers that go through them now (C1 to C4)."""
