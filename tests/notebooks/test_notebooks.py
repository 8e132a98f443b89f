"""Each notebook is short, clean, calls the public API only, and runs top to bottom in a fresh kernel."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path
from typing import Any

import nbformat
import pytest

import framing

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SECONDS = 120  # for one cell on a busy machine

pytestmark = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def read_notebook(path: Path) -> Any:
    return nbformat.read(path, as_version=4)


def find_code(path: Path) -> list[Any]:
    return [cell for cell in read_notebook(path).cells if cell.cell_type == "code"]


def count_lines(source: str) -> int:
    """Count the lines of a cell, a text of several lines, such as a lexicon file, as one."""
    texts = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    within = {line for text in texts for line in range(text.lineno + 1, (text.end_lineno or text.lineno) + 1)}
    return len(source.splitlines()) - len(within)


def public_names(module: str) -> set[str]:
    """Return what a module offers: its ``__all__``, or where it has none the names it defines that open with a letter."""
    found = importlib.import_module(module)
    own = {name for name, value in vars(found).items() if getattr(value, "__module__", "") == module}
    return set(getattr(found, "__all__", {name for name in own if name[0] != "_"}))


def test_a_notebook_runs_top_to_bottom_and_its_results_display_themselves(path: Path) -> None:
    from nbclient import NotebookClient

    notebook = read_notebook(path)
    NotebookClient(notebook, timeout=SECONDS, kernel_name="python3", resources={"metadata": {"path": str(ROOT)}}).execute()
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    shown = [cell for cell in code if not isinstance(ast.parse(cell.source).body[-1], ast.ClassDef)]
    silent = [cell.source for cell in shown if not any(output.output_type == "execute_result" for output in cell.outputs)]
    assert not silent, f"cells that show nothing:\n{silent}"
    # Whatever a library has to say stands on stderr; a tutorial should have nothing to excuse.
    assert not [output.text for cell in code for output in cell.outputs if output.output_type == "stream"]
    forms = {form for cell in code for output in cell.outputs for form in output.get("data", {})}
    assert {"text/html", "image/png"} <= forms


def test_a_notebook_is_kept_without_outputs_and_with_plain_metadata(path: Path) -> None:
    notebook = read_notebook(path)
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert notebook.metadata.language_info == {"name": "python"}
    for cell in find_code(path):
        assert cell.outputs == []
        assert cell.execution_count is None
    assert all(cell.metadata == {} for cell in notebook.cells)


def test_a_notebook_is_a_short_tutorial(path: Path) -> None:
    cells = read_notebook(path).cells
    assert len(cells) < 20
    assert cells[0].cell_type == "markdown"
    assert cells[0].source.startswith("# ")
    # Analysis belongs in the package: a cell calls it and shows what comes back. One that defines a measure does only that.
    for cell in find_code(path):
        *before, last = ast.parse(cell.source).body
        if isinstance(last, ast.ClassDef):
            assert {base.id for base in last.bases if isinstance(base, ast.Name)} == {"Described"}
            assert all(isinstance(node, ast.Import | ast.ImportFrom) for node in before)
            assert count_lines(cell.source) <= 40
        else:
            assert count_lines(cell.source) <= 8
            defined = ast.FunctionDef | ast.ClassDef | ast.For
            assert not [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, defined)]


def test_a_notebook_calls_the_public_names_only(path: Path) -> None:
    for cell in find_code(path):
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.ImportFrom) and str(node.module).startswith("framing"):
                assert {alias.name for alias in node.names} <= public_names(str(node.module))
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "framing":
                assert node.attr in framing.__all__


def test_a_notebook_reads_nothing_that_stands_outside_the_package(path: Path) -> None:
    text = "\n".join(cell.source for cell in read_notebook(path).cells)
    assert "../" not in text
    assert "biased" not in text.lower()
