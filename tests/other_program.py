"""Another program that has a run open, beside the one under test."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAM = """
import sys
from pathlib import Path
from app.training.run import open_run
run = open_run(Path(sys.argv[1]))
run.hold()
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def another_program_with(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the run in `folder` until its input is closed, or it is killed."""
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[1],
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "held\n"
        yield program
