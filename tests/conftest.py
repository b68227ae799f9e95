"""What all tests share: how hypothesis looks for counterexamples."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# The same examples every time, so that a run says something about the change and not about luck.
# For a longer search with fresh examples: pytest --hypothesis-profile explore
_COMMON = settings(
    deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow], print_blob=False
)
settings.register_profile("repeatable", _COMMON, derandomize=True, max_examples=100)
settings.register_profile("explore", _COMMON, max_examples=2_000)
settings.load_profile("repeatable")
