"""Handles JSON that is nested deeper than Python's recursion limit. JavaScript's parser has no such limit."""

import sys
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

# A level takes less than a kilobyte of stack. Memory is only used for the depth that occurs.
_LEVELS = 200_000
_STACK = 512 << 20


def however_deep(work: Callable[[], T]) -> T:
    """The result of the work. If it nests too deep for the default stack, it is repeated on a large stack."""
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
        except BaseException as error:  # raised again in the caller below
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
