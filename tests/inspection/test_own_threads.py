"""Threads of torch for one asker alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import torch

from app.inspection.own_threads import take_threads


def test_the_number_counts_for_the_asking_thread_and_for_no_other() -> None:
    usual = torch.get_num_threads()
    with ThreadPoolExecutor(max_workers=1) as asking, ThreadPoolExecutor(max_workers=1) as later:
        asking.submit(take_threads, usual + 2, others=usual).result()
        asking.submit(take_threads, usual + 1, others=usual).result()
        assert asking.submit(torch.get_num_threads).result() == usual + 1
        assert later.submit(torch.get_num_threads).result() == usual
    assert torch.get_num_threads() == usual
