"""Work on files that somebody sent, in a process of its own: it may take only so much time and memory, and one that
hangs, grows or dies takes nobody with it.

The process is a Python of ours (`python -m kumkm.warehouse.apart`) that is told what to call on standard input and
answers on standard output. What passes is pickled: both ends are this program and this user. It runs behind whatever
serves people.
"""

from __future__ import annotations

import importlib
import logging
import os
import pickle
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from kumkm.errors import KumkmError, UsageError, where
from kumkm.settings import PROJECT_ROOT

_HEAD: Final = struct.Struct("<cQ")
_STEP, _ITEM, _DONE, _SAID, _BROKEN = b"s", b"i", b"d", b"k", b"x"  # what an answer is
_NICENESS: Final = 5
_PLACES: Final = threading.BoundedSemaphore(2)  # at once, for all sessions of this server
_PATIENCE_SECONDS: Final = 60.0
_log = logging.getLogger("kumkm.warehouse")


@dataclass(frozen=True)
class Limits:
    """What one piece of work may take; memory is of addresses, and not limited where the system cannot (Windows)."""

    seconds: float = 600.0
    memory_bytes: int = 6 << 30


LIMITS: Final = Limits()


def call(
    function: Callable[..., Any], *arguments: Any, on_step: Callable[[str], None] | None = None, limits: Limits = LIMITS
) -> Any:
    """What a function of a module answers. With `on_step` it is given one, and what it says there is said here.

    Raises the KumkmError it raised, and UsageError where it took too much or died.
    """
    for kind, content in _answers(function, arguments, on_step is not None, limits):
        if kind == _STEP and on_step is not None:
            on_step(content)
        elif kind == _DONE:
            return content
    raise AssertionError("a process of ours ended without a word")


def each(function: Callable[..., Iterator[Any]], *arguments: Any, limits: Limits = LIMITS) -> Iterator[Any]:
    """What a generator yields, as it comes; raises as `call` does."""
    for kind, content in _answers(function, arguments, False, limits):
        if kind == _ITEM:
            yield content


def _answers(
    function: Callable[..., Any], arguments: tuple[Any, ...], tells: bool, limits: Limits
) -> Iterator[tuple[bytes, Any]]:
    if not _PLACES.acquire(timeout=_PATIENCE_SECONDS):
        raise UsageError("Berkas orang lain sedang diolah. Coba lagi beberapa menit kemudian; tidak ada yang berubah.")
    try:
        yield from _asked(function, arguments, tells, limits)
    finally:
        _PLACES.release()


def _asked(
    function: Callable[..., Any], arguments: tuple[Any, ...], tells: bool, limits: Limits
) -> Iterator[tuple[bytes, Any]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "kumkm.warehouse.apart"],
        cwd=PROJECT_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdin is not None and process.stdout is not None
    late = threading.Event()

    def end() -> None:
        late.set()
        process.kill()

    clock = threading.Timer(limits.seconds, end)
    clock.daemon = True
    clock.start()
    try:
        with suppress(BrokenPipeError), process.stdin:
            pickle.dump((function.__module__, function.__qualname__, arguments, tells, limits), process.stdin)
        while (answer := _received(process.stdout)) is not None:
            kind, content = answer
            if kind == _SAID:
                raise content
            if kind == _BROKEN:
                _log.error("work apart failed", extra={"fields": content})
                raise UsageError(f"Berkas ini tidak dapat diolah ({content['error']}); tidak ada yang berubah.")
            yield kind, content
            if kind == _DONE:
                return
        raise UsageError(_why(late.is_set(), limits))
    finally:
        clock.cancel()
        process.kill()
        process.wait()
        process.stdout.close()


def _why(late: bool, limits: Limits) -> str:
    if late:
        return (
            f"Berkas ini memerlukan lebih dari {limits.seconds:.0f} detik. Kirim sebagian demi sebagian; tidak ada "
            "yang berubah."
        )
    return (
        "Proses yang mengolah berkas ini berhenti, mungkin karena memerlukan terlalu banyak memori. Kirim sebagian "
        "demi sebagian; tidak ada yang berubah."
    )


def _received(stream: BinaryIO | Any) -> tuple[bytes, Any] | None:
    """The next answer; None where there is none any more."""
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    kind, size = _HEAD.unpack(head)
    body = stream.read(size)
    return (kind, pickle.loads(body)) if len(body) == size else None


def main() -> None:
    """The other end: do what is asked, and say what comes of it."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a library that prints does not speak into the answers
    module, name, arguments, tells, limits = pickle.load(sys.stdin.buffer)
    _confine(limits)

    def say(kind: bytes, content: Any) -> None:
        body = pickle.dumps(content)
        answers.write(_HEAD.pack(kind, len(body)) + body)
        answers.flush()

    try:
        function = getattr(importlib.import_module(module), name)
        found = function(*arguments, **({"on_step": lambda words: say(_STEP, words)} if tells else {}))
        if isinstance(found, Iterator):
            for item in found:
                say(_ITEM, item)
            found = None
        say(_DONE, found)
    except KumkmError as error:
        say(_SAID, _plain(error))
    except Exception as error:
        say(_BROKEN, _of_bug(error))


def _of_bug(error: Exception) -> dict[str, Any]:
    """What may be written down of what nobody expected: its kind and where it arose; its words may quote a cell."""
    kind = "terlalu banyak memori" if isinstance(error, MemoryError) else type(error).__name__
    return {"error": kind, "at": where(error.__traceback__)}


def _plain(error: KumkmError) -> KumkmError:
    """The error as one that travels: its kind and its words."""
    kind = type(error) if type(error).__init__ is Exception.__init__ else UsageError
    return kind(str(error))


def _confine(limits: Limits) -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
        resource.setrlimit(resource.RLIMIT_CPU, (int(limits.seconds) * 4,) * 2)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(AttributeError, OSError):
        os.nice(_NICENESS)


if __name__ == "__main__":
    main()
