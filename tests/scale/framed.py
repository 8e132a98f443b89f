"""Frames of articles for the tests of engines, and a step that ends its process once."""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from framing.readers import sample_articles

if TYPE_CHECKING:
    import pandas as pd

README = Path(__file__).resolve().parents[2] / "README.md"


def sample_frame() -> pd.DataFrame:
    """Return the sample as a frame, one of its articles without a text."""
    import pandas as pd

    told = ("id", "outlet", "title", "date", "text")
    frame = pd.DataFrame([{name: getattr(article, name) for name in told} for article in sample_articles()])
    frame.loc[3, "text"] = None
    return frame


def write_articles(folder: Path, n_files: int = 3) -> None:
    """Write the sample as Parquet files in a folder."""
    folder.mkdir()
    frame = sample_frame()
    for i in range(n_files):
        frame.iloc[i::n_files].to_parquet(folder / f"{i}.parquet", index=False)


def end_once(frame: pd.DataFrame, armed: str) -> pd.DataFrame:
    """Return a frame as it is; but the first to reach the article with the armed file's name ends its process."""
    path = Path(armed)
    if path.name in set(frame["id"].str.rpartition("/")[2]):
        try:
            path.unlink()
        except FileNotFoundError:
            return frame
        os.kill(os.getpid(), signal.SIGKILL)
    return frame


def rows_of(frame: pd.DataFrame) -> list[tuple[object, ...]]:
    """Return the rows of a frame of scores in an order of their own, null as None whatever the frame calls it."""
    import pandas as pd

    plain = frame.astype(object).where(~frame.isna(), None)
    rows = [tuple(value.item() if hasattr(value, "item") else value for value in row) for row in plain.to_numpy().tolist()]
    assert isinstance(frame, pd.DataFrame)
    return sorted(rows, key=lambda row: [str(value) for value in row])


def example(engine: str) -> str:
    """Return the code of the README's example for an engine: the block that stands behind the mark of its name."""
    found = re.search(rf"^<!-- {engine} -->\n```py\n(.*?)^```$", README.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    if found is None:
        pytest.skip(f"README.md has no block in py behind <!-- {engine} -->")
    return found[1]
