"""Items and the work to do on each -> results in the same order, from this process or from several that may die.

Work is sent to processes that are started afresh, so it works alike on every system, and nothing is shared between them. What
goes wrong with an item stays with that item: an error, or the end of the process that worked on it, is its result.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import wait
from typing import Any, Generic, TypeVar

from framing.attempts import Failure, attempt_all
from framing.chunks import cut
from framing.errors import FramingError
from framing.worker import Worker, pack

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
    begun: list[Worker] | None = None,
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
    begun
        Processes that `begin` started, which are taken first.

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
    chunks = cut(items, weigh, weight=CHUNK, most=_MOST_ITEMS)
    if n_workers <= 1:
        return _work_here(chunks, work)
    crew = _Crew(pack(work), n_workers, begun or [])
    return _share_out(map(_Chunk, chunks), crew)


def _work_here(chunks: Iterable[list[T]], work: Callable[[], Callable[[T], R]]) -> Iterator[tuple[T, R | Failure]]:
    do = work()
    for items in chunks:
        yield from zip(items, attempt_all(do, items), strict=True)


def _share_out(chunks: Iterator[_Chunk[T]], crew: _Crew) -> Iterator[tuple[T, Any]]:
    with crew:
        waiting: deque[_Chunk[T]] = deque()
        more = True
        failed: FramingError | None = None
        while more or waiting:
            while more and len(waiting) < _BACKLOG * crew.size:
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


@contextmanager
def begin(workers: int, prepare: Callable[[], object]) -> Iterator[Callable[..., Iterator[Any]]]:
    """Start processes before there is work for them, and yield what is called as `spread` is and gives it to them.

    Parameters
    ----------
    workers
        Processes; with one, none is started. More than there are cores are started with the work only.
    prepare
        Called in each process at once: it loads what the work will need, while this process makes out what the work is.
        What goes wrong in it goes wrong again with the work, and is told then. It must be picklable.
    """
    started = [Worker(prepare) for _ in range(min(workers, os.cpu_count() or 1))] if workers > 1 else []
    try:
        yield partial(spread, begun=started[:])
    finally:
        for worker in started:
            worker.end()


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


class _Crew:
    """The processes, and the chunks that none of them has yet.

    Parameters
    ----------
    work
        What they do, packed.
    size
        The most processes at a time.
    begun
        Processes that are told the work now, and taken before others are started.
    """

    def __init__(self, work: bytes, size: int, begun: list[Worker]) -> None:
        self.todo: deque[_Chunk[Any]] = deque()
        self.size = size
        self._work = work
        self._told, begun[:] = begun[:], []
        for worker in self._told:
            worker.tell(work)
        self._given: dict[Worker, deque[_Chunk[Any]]] = {}  # the chunks of each, the oldest first
        self._may_fail_to_begin = 0  # once one has begun, the work can be begun: a few that do not are replaced

    def __enter__(self) -> _Crew:
        return self

    def __exit__(self, *error: object) -> None:
        with ExitStack() as stack:
            for worker in self._given:
                stack.callback(worker.end)

    def hand_out(self) -> None:
        """Give chunks to processes that have few; take one more where there is work for it."""
        while self.todo:
            if len(self._given) < self.size and all(self._given.values()):
                self._given[self._take()] = deque()
            worker, chunks = min(self._given.items(), key=lambda item: len(item[1]))
            if len(chunks) >= _AHEAD:
                return
            chunks.append(self.todo.popleft())
            worker.send(chunks[-1].items)

    def _take(self) -> Worker:
        if self._told:
            return self._told.pop()
        worker = Worker()
        worker.tell(self._work)
        return worker

    def collect(self) -> None:
        """Wait until a process has something to say, or ends."""
        listening: dict[Any, Worker] = {worker.pipe: worker for worker, chunks in self._given.items() if chunks}
        for pipe in wait(list(listening)):
            worker = listening[pipe]
            try:
                results = worker.answer()
            except EOFError:
                self._bury(worker)
                continue
            if results is None:
                self._may_fail_to_begin = self._may_fail_to_begin or _STILLBORN
            else:
                self._given[worker].popleft().settle(results)

    def _bury(self, worker: Worker) -> None:
        """Do again what a process had when it ended: the first of it was being worked on."""
        first, *others = self._given.pop(worker)
        how = worker.end()
        if not worker.ready and self._may_fail_to_begin > 1:
            self._may_fail_to_begin -= 1
            self.todo.extendleft(reversed([first, *others]))
            return
        if not worker.ready:
            raise FramingError(
                f"A worker process ended before it could begin ({how}). A script that uses several workers has to "
                'call them under `if __name__ == "__main__":`; there may also be too little memory for so many.'
            )
        first.deaths += 1
        again = [first]
        if first.whole is not None:
            first.settle([Failure(f"ends the process that works on it, each time ({how}).")])
            again = []
        elif first.deaths > 1:
            again = [_Chunk([item], whole=first, place=i) for i, item in enumerate(first.items)]
        self.todo.extendleft(reversed([*again, *others]))
