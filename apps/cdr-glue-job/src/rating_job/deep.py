"""JSON may nest deeper than Python likes to call itself. JavaScript's parser has no such limit, so neither have we, almost."""

import sys
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

# A level takes less than a kilobyte of stack. Memory is only used as deep as it gets.
_LEVELS = 200_000
_STACK = 512 << 20


def however_deep(work: Callable[[], T]) -> T:
    """What the work returns; done again on a large stack of its own if it nests too deep for the usual one."""
    try:
        return work()
    except RecursionError:
        return _on_large_stack(work)


def _on_large_stack(work: Callable[[], T]) -> T:
    done: list[T] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            done.append(work())
        except BaseException as error:  # it is raised again in the caller below
            failed.append(error)

    usual_levels, usual_stack = sys.getrecursionlimit(), threading.stack_size(_STACK)
    sys.setrecursionlimit(_LEVELS)
    try:
        thread = threading.Thread(target=run)
        thread.start()
        thread.join()
    finally:
        sys.setrecursionlimit(usual_levels)
        threading.stack_size(usual_stack)
    if failed:
        raise failed[0]
    return done[0]
