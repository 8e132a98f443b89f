"""Items and the work to do on each -> results in the same order, from the workers of a Dask cluster, some of which may die."""

from __future__ import annotations

import logging
import pickle
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from uuid import uuid4

from framing.attempts import Failure, attempt_all
from framing.chunks import cut
from framing.errors import FramingError
from framing.pool import CHUNK

if TYPE_CHECKING:
    from distributed import Client, Future

T = TypeVar("T")
R = TypeVar("R")

LOCAL = "local"
_CHUNK = 4 * CHUNK  # more than a process is sent on this machine: there is a scheduler and a network between
_MOST_ITEMS = 256  # of one chunk
_AHEAD = 3  # chunks in the works for each worker thread
_ONE_AT_A_TIME = threading.Lock()  # within a worker's process, where annotators and measures are shared by its threads
_log = logging.getLogger(__name__)


def spread_over_cluster(
    items: Iterable[T],
    work: Callable[[], Callable[[T], R]],
    *,
    scheduler: str,
    workers: int | None = None,
    weigh: Callable[[T], int] = lambda item: 1,
) -> Iterator[tuple[T, R | Failure]]:
    """Yield each item with what the work makes of it, in the order of the items, as `framing.pool.spread` does.

    A worker that dies is survived: what it had is done again by others, and what was done is not lost. Workers may join
    and leave at any time.

    Parameters
    ----------
    items
        The items. No more are taken than the workers need for a while, so that any number fits into memory.
    work
        Called once in each worker's process, it returns what makes a result of an item. Work, items and results must be
        picklable, and this package must be installed there in the same version.
    scheduler
        The address of a Dask scheduler, such as ``tcp://10.0.0.1:8786``; "local" starts a cluster on this machine, of
        processes that end with the work.
    workers
        Processes of a local cluster; by default one for each core.
    weigh
        How much work an item is, in characters.

    Yields
    ------
    tuple of item and result
        The result is a `Failure` where an error was raised for the item, or where every worker died that worked on it
        alone.

    Raises
    ------
    FramingError
        If Dask is not installed, there is no such cluster, it is lost, or the work cannot be done on its workers.
    """
    with connect(scheduler, workers) as client:
        yield from _spread(client, items, _pack(work), weigh)


@contextmanager
def connect(scheduler: str, workers: int | None = None) -> Iterator[Client]:
    """Yield a client of a scheduler; with "local", of a cluster that is started here and ended with its files afterwards.

    Raises
    ------
    FramingError
        If Dask is not installed, or nothing answers at the address.
    """
    try:
        import dask
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise FramingError(
            'Work on a cluster needs Dask, which is not installed. Install it with: pip install "framing-toolkit[dask]"'
        ) from error
    from tempfile import TemporaryDirectory

    with ExitStack() as stack:
        place: Any = scheduler
        if scheduler == LOCAL:
            folder = stack.enter_context(TemporaryDirectory(prefix="framing-", ignore_cleanup_errors=True))
            stack.enter_context(dask.config.set({"temporary-directory": folder}))
            quiet = {"dashboard_address": "127.0.0.1:0", "silence_logs": logging.ERROR}
            place = stack.enter_context(LocalCluster(n_workers=workers, threads_per_worker=1, processes=True, **quiet))
        try:
            client = stack.enter_context(Client(place, set_as_default=False))
        except (OSError, ValueError, TypeError) as error:
            told = str(error).partition("\n")[0][:200].rstrip(". ")
            raise FramingError(
                f"{scheduler}: no Dask scheduler can be reached there ({told}). Start one with `dask scheduler` and workers "
                'with `dask worker ADDRESS --nthreads 1`, or name "local" to work on this machine.'
            ) from error
        if not client.nthreads():
            _log.warning("%s has no workers yet; the work begins when one joins", scheduler)
        yield client


def _pack(work: Callable[[], Any]) -> bytes:
    try:
        return pickle.dumps(work)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise FramingError(
            f"What is to be done cannot be sent to a cluster ({error}). Use measures and annotators defined in a module."
        ) from error


def _spread(client: Client, items: Iterable[T], sent: bytes, weigh: Callable[[T], int]) -> Iterator[tuple[T, Any]]:
    from framing import __version__

    # A task of its own: the work is sent to each worker once, and again where all that had it died.
    run = client.submit(_Run, __version__, uuid4().hex, sent, pure=False)

    def send(chunk: Sequence[T]) -> Future:
        return client.submit(_work_on, run, chunk, pure=False)

    waiting: deque[tuple[list[T], Future]] = deque()
    chunks = cut(items, weigh, weight=_CHUNK, most=_MOST_ITEMS)
    more = True
    while more or waiting:
        room = _AHEAD * max(1, sum(client.nthreads().values())) - len(waiting) if more else 0
        for chunk in islice(chunks, max(room, 0)):
            waiting.append((chunk, send(chunk)))
            room -= 1
        more = more and room <= 0
        if waiting:
            chunk, future = waiting.popleft()
            yield from zip(chunk, _collect(send, chunk, future), strict=True)


def _collect(send: Callable[[Sequence[T]], Future], chunk: Sequence[T], future: Future) -> list[Any]:
    """Return the results of a chunk; where workers died of it, its items are tried one after the other."""
    from concurrent.futures import CancelledError

    from distributed import KilledWorker

    try:
        found = future.result()
    except KilledWorker as error:
        if len(chunk) == 1:
            return [Failure(f"ends each worker that works on it ({_shorten(error)}).")]
        return [result for item in chunk for result in _collect(send, [item], send([item]))]
    except (CancelledError, OSError) as error:
        raise FramingError(
            f"The cluster was lost ({_shorten(error)}). Start it again and go on: what was finished is kept."
        ) from error
    except (ImportError, AttributeError, pickle.UnpicklingError) as error:
        raise FramingError(
            f"A worker of the cluster cannot do this work ({_shorten(error)}). Install this version of framing-toolkit on all."
        ) from error
    if isinstance(found, Failure):
        raise FramingError(found.reason)
    return list(found)


def _shorten(error: BaseException) -> str:
    told = " ".join(str(error).split())[:200].rstrip(". ")
    return f"{type(error).__name__}: {told}" if told else type(error).__name__


class _Run(NamedTuple):
    """What workers do in one run: by which version of this package, and the work itself."""

    version: str
    name: str
    work: bytes


def _work_on(run: _Run, items: Sequence[Any]) -> list[Any] | Failure:
    """Return, on a worker, the results of items; a `Failure` of its own where the work cannot be done there at all."""
    from framing import __version__

    if run.version != __version__:
        told = f"A worker of the cluster has version {__version__} of framing-toolkit, and this is {run.version}."
        return Failure(f"{told} Install one on all.")
    with _ONE_AT_A_TIME:
        try:
            do = _prepare(run)
        except FramingError as error:
            return Failure(f"A worker of the cluster cannot begin: {error}")
        return list(attempt_all(do, items))


@lru_cache(maxsize=1)
def _prepare(run: _Run) -> Callable[[Any], Any]:
    """Load what does the work, once for all that a worker is sent in a run; the next run loads its files anew."""
    do: Callable[[Any], Any] = pickle.loads(run.work)()
    return do
