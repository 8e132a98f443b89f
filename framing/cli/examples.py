"""An example and the same in Python -> the end of a command's help, which teaches both."""

from __future__ import annotations


def explain(example: str, calls: str) -> str:
    """Return the epilog of a command: how to run it, and the library calls it makes, with their line breaks kept."""
    in_python = "\n".join(f"  {line}" for line in calls.splitlines())
    return f"\b\nExample:\n  {example}\n\n\b\nIn Python:\n{in_python}"
