"""A process of its own, started afresh, that does to what it is sent what it was told to do."""

from __future__ import annotations

import multiprocessing
import pickle
import queue
import signal
import threading
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from framing.attempts import Failure, attempt, attempt_all
from framing.collection import seldom_collection, without_collection
from framing.errors import FramingError


def pack(work: Callable[[], Any]) -> bytes:
    """Return the work as a process takes it.

    Raises
    ------
    FramingError
        If it cannot be sent to another process.
    """
    try:
        return zlib.compress(pickle.dumps(work), 1)  # lexicons, and who takes them is busy loading others
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise FramingError(
            f"What is to be done cannot be sent to other processes ({error}). Use one worker, or measures and annotators "
            "that are defined in a module."
        ) from error


class Worker:
    """A process: it is told its work, as `pack` returned it, and sent items, and gives back their results.

    Parameters
    ----------
    prepare
        Is called in the process at once, before the work is known; what goes wrong in it is not told.
    """

    def __init__(self, prepare: Callable[[], object] | None = None) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, prepare), daemon=True)
        self._process.start()
        theirs.close()
        self.ready = False  # whether it said that it has begun

    def tell(self, work: bytes) -> None:
        """Tell the process its work."""
        with suppress(OSError):  # it has ended: `answer` will say so
            self.pipe.send_bytes(work)

    def send(self, items: Sequence[Any]) -> None:
        """Send items."""
        content = pickle.dumps(items)
        with suppress(OSError):
            self.pipe.send_bytes(content)

    def answer(self) -> list[Any] | None:
        """Return the results of the items sent first, None where it says that it has begun; wait until there is something.

        Raises
        ------
        EOFError
            If the process has ended.
        FramingError
            If the work cannot be done at all.
        """
        try:
            told = self.pipe.recv()
        except OSError as error:
            raise EOFError from error
        if isinstance(told, Failure):
            raise FramingError(told.reason)
        self.ready = True
        return told  # type: ignore[no-any-return]

    def end(self) -> str:
        """End the process, if it has not ended, and say how it did."""
        self.pipe.close()
        self._process.kill()
        self._process.join()
        code = self._process.exitcode
        if code is not None and code < 0:
            with suppress(ValueError):
                return f"by signal {-code}, {signal.Signals(-code).name}"
        return f"with exit code {code}"


def _serve(pipe: Connection, prepare: Callable[[], object] | None) -> None:
    """Work, in a process of its own, on what comes through a pipe, first the work and then its items, until that is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one
    come: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(pipe, come), daemon=True).start()
    with suppress(BrokenPipeError, ConnectionResetError), seldom_collection():
        try:
            with without_collection():
                if prepare:
                    attempt(lambda _: prepare(), None)
                work = come.get()
                if not work:  # whoever started this process had nothing to do
                    return
                do = pickle.loads(zlib.decompress(work))()
        except FramingError as error:
            pipe.send(Failure(str(error)))
            return
        pipe.send(None)
        while items := come.get():
            pipe.send([*attempt_all(do, pickle.loads(items))])


def _receive(pipe: Connection, come: queue.SimpleQueue[bytes]) -> None:
    """Take what comes at once, so that who sends it never waits for the work to be done; at the end, nothing comes."""
    try:
        with suppress(EOFError, OSError):
            while True:
                come.put(pipe.recv_bytes())
    finally:
        come.put(b"")
