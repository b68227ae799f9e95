"""What the monkey's faults rest on."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.widgets.monkey.rest import processes_with


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="not told in files here")
def test_a_process_is_found_also_where_the_one_that_started_it_is_gone(tmp_path: Path) -> None:
    started = subprocess.run(
        ["sh", "-c", "sleep 600 > /dev/null 2>&1 & echo $!"],
        env={**os.environ, "HOME": str(tmp_path)},
        stdout=subprocess.PIPE,
        check=True,
    )
    process = int(started.stdout)
    try:
        assert processes_with(tmp_path) == {process}
    finally:
        os.kill(process, signal.SIGKILL)
