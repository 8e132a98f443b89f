"""A name of an annotator -> what scoring with it will need, loaded: by processes that wait to be told what their work is."""

from __future__ import annotations


def load_ahead(annotator: str | None = None, threads: int = 1) -> None:
    """Load what any articles are scored with, whatever the measures are: modules and weights.

    Parameters
    ----------
    annotator : {"encoder", "fast"}, optional
        The name of the annotator; by default the one that runs where none is named.
    threads
        Threads of the encoder.

    Raises
    ------
    ImportError, AnnotationError
        If the encoder cannot run here.
    """
    from framing import scoring  # noqa: F401 - with all that it imports
    from framing.scale import table  # noqa: F401 - likewise

    if annotator == "fast":
        from framing.linear import load_weights
        from framing.linear.chain import load_chain

        load_chain(), load_weights()
    else:
        from framing.encoder.weights import load_weights as load_network

        load_network(threads=threads)
