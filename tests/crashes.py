"""A process of the tests that crashes fails the run, and the end of the output says where it was.

pytest prints the trace when the crash comes, thousands of lines before the summary; records of a
run often keep only the end.
"""

from __future__ import annotations

import faulthandler
import os
import re
import signal
from collections.abc import Generator
from pathlib import Path
from subprocess import Popen
from tempfile import TemporaryDirectory
from typing import Any

import pytest

PLACE = "CONVAS_TEST_CRASHES"
"""The folder into which the workers write where they crashed; they inherit it."""

_RUNNER = re.compile(r"site-packages/(_pytest|pluggy|xdist|execnet)/|<string>|^Extension modules")

_traces: TemporaryDirectory[str] | None = None
_trace = 2
"""Where a crash is written to: standard error, in a worker a file, which stays open to the end."""
_workers: list[Popen[bytes]] = []


@pytest.hookimpl(trylast=True)  # after pytest's own way, which it replaces in the workers
def pytest_configure(config: pytest.Config) -> None:
    """Have each worker write a crash into a file of its own."""
    global _traces, _trace
    if not hasattr(config, "workerinput"):
        _traces = TemporaryDirectory()
        os.environ[PLACE] = _traces.name
    elif place := os.environ.get(PLACE):
        path = Path(place) / config.workerinput["workerid"]
        _trace = os.open(path, os.O_WRONLY | os.O_CREAT)
        watch()


def watch() -> None:
    """Watch for crashes, also after a test that had them written elsewhere."""
    faulthandler.enable(_trace)


@pytest.hookimpl(optionalhook=True)  # of pytest-xdist
def pytest_testnodedown(node: Any) -> None:
    """Remember the process of a worker that has run all of its tests."""
    _workers.append(node.gateway._io.popen)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> Generator[None, None, None]:
    """Fail where a worker crashed while it ended: pytest-xdist does not look."""
    yield
    # SIGKILL is how pytest-xdist ends a worker that takes long to end by itself.
    crashes = [code for code in map(Popen.poll, _workers) if code and code != -signal.SIGKILL]
    if crashes:
        session.exitstatus = pytest.ExitCode.INTERNAL_ERROR
        codes = ", ".join(map(str, crashes))
        print(f"\nA process of the tests crashed when it ended (exit status {codes}).")


def pytest_unconfigure() -> None:
    """Say where the workers were that crashed, as the last thing of all."""
    if _traces is None:
        return
    for path in sorted(Path(_traces.name).iterdir()):
        if trace := path.read_text(errors="replace"):
            print(f"\nWhere the worker {path.name} was when it crashed:\n{_short(trace)}")
    _traces.cleanup()


def _short(trace: str) -> str:
    """The trace without the frames of the test runner, which are the same in every crash."""
    return "\n".join(line for line in trace.splitlines() if not _RUNNER.search(line))
