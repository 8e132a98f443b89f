"""Items and the work to do on each -> results in the same order, from this process or from several that may die.

Work is sent to processes that are started afresh, so it works alike on every system, and nothing is shared between them. What
goes wrong with an item stays with that item: an error, or the end of the process that worked on it, is its result.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import queue
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from framing.attempts import Failure, attempt_all
from framing.collection import seldom_collection
from framing.errors import FramingError

T = TypeVar("T")
R = TypeVar("R")

CHUNK = 60_000  # weight (characters, of articles) that is sent at a time: tenths of a second of work
_MOST_ITEMS = 64  # of one chunk
_AHEAD = 2  # chunks that a process has at a time, so that it need not wait for the next
_BACKLOG = 4  # chunks in the works for each process: what one slow chunk lets the others run ahead
_STILLBORN = 10  # processes that may end before they begin, where others have begun: somebody ended them, or memory ran short


def spread(
    items: Iterable[T],
    work: Callable[[], Callable[[T], R]],
    *,
    workers: int | None = 1,
    weigh: Callable[[T], int] = lambda item: 1,
) -> Iterator[tuple[T, R | Failure]]:
    """Yield each item with what the work makes of it, in the order of the items.

    Parameters
    ----------
    items
        The items. No more are taken than the processes need for a while, so that any number fits into memory.
    work
        Called once in each process, it returns what makes a result of an item; where that has a method ``prepare``, it
        is given the items that are worked on next. Both work, items and results must be picklable where there are several
        processes.
    workers
        Processes; None is one for each core. With one, all is done in this process.
    weigh
        How much work an item is, in characters; what is sent at a time comes to about `CHUNK`.

    Yields
    ------
    tuple of item and result
        The result is a `Failure` where an error was raised for the item, or where every process ended that worked on it:
        two of them with others around it, and one alone.

    Raises
    ------
    FramingError
        If a process cannot be started, or the work cannot be sent to it.
    """
    n_workers = os.cpu_count() or 1 if workers is None else workers
    if n_workers <= 1:
        do = work()
        for part in _cut(items, weigh):
            yield from zip(part.items, attempt_all(do, part.items), strict=True)
        return
    with _Crew(work, n_workers) as crew:
        chunks = _cut(items, weigh)
        waiting: deque[_Chunk[T]] = deque()
        more = True
        failed: FramingError | None = None
        while more or waiting:
            while more and len(waiting) < _BACKLOG * n_workers:
                try:
                    chunk = next(chunks, None)
                except FramingError as error:
                    failed, chunk = error, None
                more = chunk is not None
                if chunk:
                    waiting.append(chunk)
                    crew.todo.append(chunk)
                    crew.hand_out()
            while waiting and waiting[0].done:
                crew.hand_out()
                yield from waiting.popleft().pairs()
            crew.hand_out()
            if waiting:
                crew.collect()
        if failed is not None:
            raise failed


@dataclass(slots=True, eq=False)
class _Chunk(Generic[T]):
    """Items that are sent together, and their results by place; one that is a ``place`` of a ``whole`` is alone."""

    items: Sequence[T]
    results: dict[int, Any] = field(default_factory=dict)
    deaths: int = 0
    whole: _Chunk[T] | None = None
    place: int = 0

    @property
    def done(self) -> bool:
        return len(self.results) == len(self.items)

    def pairs(self) -> Iterator[tuple[T, Any]]:
        return ((item, self.results[i]) for i, item in enumerate(self.items))

    def settle(self, results: Sequence[Any]) -> None:
        if self.whole is None:
            self.results.update(enumerate(results))
        else:
            self.whole.results[self.place] = results[0]


def _cut(items: Iterable[T], weigh: Callable[[T], int]) -> Iterator[_Chunk[T]]:
    held: list[T] = []
    weight = 0
    failed: FramingError | None = None
    try:
        for item in items:
            held.append(item)
            weight += weigh(item)
            if weight >= CHUNK or len(held) >= _MOST_ITEMS:
                yield _Chunk(held)
                held, weight = [], 0
    except FramingError as error:  # what came before it is worked on first
        failed = error
    if held:
        yield _Chunk(held)
    if failed is not None:
        raise failed


class _Worker:
    """One process, with the chunks that it has, the oldest first."""

    def __init__(self, sent: bytes) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, sent), daemon=True)
        self.process.start()
        theirs.close()
        self.ready = False
        self.chunks: deque[_Chunk[Any]] = deque()

    def end(self) -> int | None:
        """End the process, and return how it ended."""
        self.pipe.close()
        self.process.kill()
        self.process.join()
        code = self.process.exitcode
        self.process.close()
        return code


class _Crew:
    """The processes, and the chunks that none of them has yet."""

    def __init__(self, work: Callable[[], Callable[[Any], Any]], workers: int) -> None:
        self.todo: deque[_Chunk[Any]] = deque()
        self._n = workers
        self._workers: list[_Worker] = []
        self._may_fail_to_begin = 0  # once one has begun, the work can be begun: a few that do not are replaced
        try:
            self._sent = pickle.dumps(work)
        except (pickle.PicklingError, AttributeError, TypeError) as error:
            raise FramingError(
                f"What is to be done cannot be sent to other processes ({error}). Use one worker, or measures and annotators "
                "that are defined in a module."
            ) from error

    def __enter__(self) -> _Crew:
        return self

    def __exit__(self, *error: object) -> None:
        with ExitStack() as stack:
            for worker in self._workers:
                stack.callback(worker.end)

    def hand_out(self) -> None:
        """Give chunks to processes that have few; start a process where one is missing and there is work for it."""
        while self.todo:
            if len(self._workers) < self._n and all(worker.chunks for worker in self._workers):
                self._workers.append(_Worker(self._sent))
            worker = min(self._workers, key=lambda worker: len(worker.chunks))
            if len(worker.chunks) >= _AHEAD:
                return
            chunk = self.todo.popleft()
            worker.chunks.append(chunk)
            with suppress(OSError):  # it has ended: `collect` will find out
                worker.pipe.send(chunk.items)

    def collect(self) -> None:
        """Wait until a process has something to say, or ends."""
        listening: dict[Any, _Worker] = {worker.pipe: worker for worker in self._workers if worker.chunks}
        for pipe in wait(list(listening)):
            worker = listening[pipe]
            try:
                told = worker.pipe.recv()
            except (EOFError, OSError):
                self._bury(worker)
                continue
            if isinstance(told, Failure):
                raise FramingError(told.reason)
            if worker.ready:
                worker.chunks.popleft().settle(told)
            else:
                worker.ready = True
                self._may_fail_to_begin = self._may_fail_to_begin or _STILLBORN

    def _bury(self, worker: _Worker) -> None:
        """Do again what a process had when it ended: the first of it was being worked on."""
        self._workers.remove(worker)
        code = worker.end()
        if not worker.ready and self._may_fail_to_begin > 1:
            self._may_fail_to_begin -= 1
            self.todo.extendleft(reversed(worker.chunks))
            return
        if not worker.ready:
            raise FramingError(
                f"A worker process ended before it could begin ({_name_end(code)}). A script that uses several workers has to "
                'call them under `if __name__ == "__main__":`; there may also be too little memory for so many.'
            )
        first, *others = worker.chunks
        first.deaths += 1
        again = [first]
        if first.whole is not None:
            first.settle([Failure(f"ends the process that works on it, each time ({_name_end(code)}).")])
            again = []
        elif first.deaths > 1:
            again = [_Chunk([item], whole=first, place=i) for i, item in enumerate(first.items)]
        self.todo.extendleft(reversed([*again, *others]))


def _name_end(code: int | None) -> str:
    if code is not None and code < 0:
        with suppress(ValueError):
            return f"by signal {-code}, {signal.Signals(-code).name}"
    return f"with exit code {code}"


def _serve(pipe: Connection, sent: bytes) -> None:
    """Work, in a process of its own, on what comes through a pipe until that is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one
    come: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(pipe, come), daemon=True).start()
    with suppress(BrokenPipeError, ConnectionResetError), seldom_collection():
        try:
            do = pickle.loads(sent)()
        except FramingError as error:
            pipe.send(Failure(str(error)))
            return
        pipe.send(None)
        while (items := come.get()) is not None:
            pipe.send([*attempt_all(do, items)])


def _receive(pipe: Connection, come: queue.SimpleQueue[Any]) -> None:
    """Take what comes at once, so that who sends it never waits for the work to be done."""
    try:
        with suppress(EOFError, OSError):
            while True:
                come.put(pipe.recv())
    finally:
        come.put(None)
