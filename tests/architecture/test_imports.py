"""How the package is built: which way imports go, what stays behind fences, what loads on start, how big things are."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "framing"
FILES = sorted(PACKAGE.rglob("*.py"))

# Remembered without a bound: their arguments are names of files that ship, or written in the package's own lists and code.
BY_SHIPPED_NAMES = ("shipped_registry", "shipped_lexicon", "load_phrases", "_complements", "tags_like", "_find", "_words")

# A module imports from the lines above its own only; a name without a dot stands for a module or for all of a package,
# inside which any order will do that has no cycle. A new module takes its place here.
LEVELS = (
    ("collection", "draws", "errors", "progress", "rules", "tokens"),
    ("attempts", "chunks", "model"),
    ("given", "scores"),
    (
        "casing",
        "inflection",
        "marks",
        "matcher",
        "packed",
        "resampling",
        "screen",
        "stats",
        "stems",
        "syllables",
        "tag_weights",
        "word_vectors",
        "worker",
        "yaml_file",
        "yaml_text",
    ),
    ("segmentation", "tagging", "grammar", "pool", "quotations"),
    ("phrase_sets",),
    ("conditions", "documents", "paraphrase", "patterns", "voices"),
    ("lexicon_file",),
    ("lexicon_folders", "lexicon_removal"),
    ("lexicon",),
    ("lexicon_conflicts", "lexicon_draft", "lexicon_drafts", "lexicon_overlays"),
    ("lexicon_check", "pages", "attributions", "registry"),
    ("readers", "actors", "shingles"),
    ("linear",),
    ("annotation", "duplicates", "proposals"),
    ("encoder",),
    ("annotators", "training"),
    ("measures",),
    ("provenance", "scoring"),
    ("analysis", "concordance", "lexicon_changes", "lexicon_counts", "lexicon_findings", "stories", "testing"),
    ("claims", "comparison", "suggestions", "vectorizer"),
    ("charts", "review", "scale"),
    (
        "exchange",
        "validity",
    ),
    ("report",),
    ("cli",),
    ("__main__",),
)
LEVEL = {name: level for level, names in enumerate(LEVELS) for name in names}

# Where a library may be imported: files and folders of the package.
FENCES = {
    "matplotlib": ("charts/",),
    "jinja2": ("report/html.py",),
    "markupsafe": ("report/html.py",),
    "click": ("cli/",),
    "yaml": ("review/insertion.py", "yaml_file.py", "validity/writing.py", "readers/text.py"),  # the latter for front matter
    "trafilatura": ("readers/html.py",),
    "onnxruntime": ("encoder/weights.py", "encoder/session.py", "training/encoder/export.py"),
    "tokenizers": ("encoder/weights.py", "encoder/pieces.py", "training/encoder/__main__.py"),
    "torch": ("training/encoder/", "training/chain_fit.py", "training/word_vectors.py"),
    "transformers": ("training/encoder/network.py", "training/word_vectors.py"),
    "pyarrow": ("readers/parquet.py", "scale/"),
    "dask": ("scale/cluster.py",),
    "distributed": ("scale/cluster.py",),
    "warcio": ("readers/warc.py",),
    "brotli": ("readers/warc.py",),
    "pandas": (
        "analysis.py",
        "claims/divergence.py",
        "claims/results.py",
        "comparison/results.py",
        "comparison/typical.py",
        "concordance/lines.py",
        "lexicon_changes.py",
        "lexicon_findings.py",
        "readers/__init__.py",  # the type of a frame
        "readers/frames.py",
        "scale/",
        "suggestions/candidates.py",
        "validity/",
    ),  # only in their frames
    "sklearn": ("paraphrase/words.py", "stories/likeness.py", "suggestions/", "training/", "vectorizer.py"),
    "scipy": (
        "claims/summary.py",
        "draws.py",
        "stories/likeness.py",
        "suggestions/neighbors.py",
        "resampling.py",
        "stats.py",
        "training/",
    ),
    "numpy": (
        "claims/",
        "paraphrase/",
        "stories/",
        "comparison/",
        "encoder/",
        "linear/chain.py",
        "linear/features.py",
        "linear/marking.py",
        "linear/terms.py",
        "draws.py",
        "resampling.py",
        "scale/",
        "shingles.py",
        "stats.py",
        "suggestions/",
        "tag_weights.py",
        "tagging.py",
        "training/",
        "vectorizer.py",
        "word_vectors.py",
    ),
    "nltk": ("stems.py", "stories/likeness.py", "suggestions/collocations.py", "training/", "validity/agreement.py"),
    "textstat": ("syllables.py",),
    "vaderSentiment": ("measures/sentiment.py", "measures/polarity.py", "training/"),
}
HEAVY = (
    "pandas",
    "sklearn",
    "matplotlib",
    "nltk",
    "textstat",
    "scipy",
    "jinja2",
    "trafilatura",
    "numpy",
    "pyarrow",
    "dask",
    "distributed",
    "vaderSentiment",
    "onnxruntime",
    "tokenizers",
    "torch",
)
# Packages that are imported only where a user asks for what they do, so that they may load what they work with.
LOADED_LATE = (
    "encoder/",
    "linear/chain.py",
    "linear/features.py",
    "linear/marking.py",
    "linear/relations.py",
    "linear/terms.py",
    "tag_weights.py",
    "tagging.py",
    "training/",
    "vectorizer.py",
)

MAX_FILE_LINES = 300
MAX_FUNCTION_LINES = 60  # its docstring left out
OUTPUT = ("print", "breakpoint", "input")


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports_of(path: Path) -> Iterator[str]:
    """Yield the dotted names a file imports, wherever in it."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}: imports are absolute"
            module = node.module or ""
            yield from (f"{module}.{alias.name}" for alias in node.names)


def unit_of(dotted: str) -> str:
    """Return the module or package directly under `framing` that a dotted name leads to; "" for names in framing itself."""
    head, _, rest = dotted.partition(".")
    unit = rest.partition(".")[0]
    return unit if head == "framing" and ((PACKAGE / unit).is_dir() or (PACKAGE / f"{unit}.py").is_file()) else ""


UNITS = sorted({path.stem if path.parent == PACKAGE else name_of(path).partition("/")[0] for path in FILES} - {"__init__"})


class TestLevels:
    def test_every_module_has_its_place(self) -> None:
        assert [unit for unit in UNITS if unit not in LEVEL] == []
        assert [name for name in LEVEL if name not in UNITS] == []

    @pytest.mark.parametrize("path", [path for path in FILES if path != PACKAGE / "__init__.py"], ids=name_of)
    def test_a_module_imports_from_lower_levels_only(self, path: Path) -> None:
        own = unit_of(f"framing.{name_of(path).removesuffix('.py').replace('/', '.')}")
        wrong = {unit for unit in map(unit_of, imports_of(path)) if unit and unit != own and LEVEL[unit] >= LEVEL[own]}
        assert wrong == set(), f"{name_of(path)} (level {LEVEL[own]}) imports upward"

    def test_inside_packages_too_no_module_imports_itself_in_a_circle(self) -> None:
        modules = {name_of(path).removesuffix(".py").removesuffix("/__init__").replace("/", "."): path for path in FILES}
        graph = {name: set(_run_time_imports(path, modules)) - {name} for name, path in modules.items()}
        while leaves := {name for name, needs in graph.items() if not needs & graph.keys()}:
            graph = {name: needs for name, needs in graph.items() if name not in leaves}
        assert graph == {}, "these import each other"


def _run_time_imports(path: Path, modules: dict[str, Path]) -> Iterator[str]:
    """Yield the modules that importing a file imports: not those named for type checkers, nor inside functions."""
    for node in tree_of(path).body:
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("framing."):
            module = node.module.removeprefix("framing.")
            inner = [f"{module}.{alias.name}" for alias in node.names]
            yield from [name for name in inner if name in modules] or [module]


@pytest.mark.parametrize("path", FILES, ids=name_of)
class TestFiles:
    def test_a_library_is_imported_behind_its_fence_only(self, path: Path) -> None:
        name = name_of(path)
        outside = [
            library
            for library in {dotted.partition(".")[0] for dotted in imports_of(path)}
            if library in FENCES and not name.startswith(FENCES[library])
        ]
        assert outside == []

    def test_a_heavy_library_is_imported_inside_the_functions_that_need_it(self, path: Path) -> None:
        if name_of(path).startswith(LOADED_LATE):
            pytest.skip("imported itself inside functions only")
        top = [node for node in tree_of(path).body if isinstance(node, (ast.Import, ast.ImportFrom))]
        names = {alias.name for node in top for alias in node.names} | {getattr(node, "module", "") or "" for node in top}
        assert {name.partition(".")[0] for name in names} & {*HEAVY, "yaml"} == set()

    def test_a_file_and_its_functions_fit_the_head(self, path: Path) -> None:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_FILE_LINES
        long = [f"{node.name}: {length}" for node, length in _functions(path) if length > MAX_FUNCTION_LINES]
        assert long == []

    def test_what_it_remembers_is_bounded(self, path: Path) -> None:
        unbounded = [
            function.name
            for function, _ in _functions(path)
            for decorator in map(ast.unparse, function.decorator_list)
            if (decorator in ("cache", "functools.cache") and (function.args.args or function.args.vararg))
            or "maxsize=None" in decorator
        ]
        assert [name for name in unbounded if name not in BY_SHIPPED_NAMES] == []

    def test_it_opens_with_a_sentence(self, path: Path) -> None:
        docstring = ast.get_docstring(tree_of(path)) or ""
        assert re.match(r"[^\n]+[.:?](\n|$)", docstring), f"{name_of(path)}: begins {docstring[:60]!r}"

    def test_it_never_prints_asserts_or_exits(self, path: Path) -> None:
        """Data goes through the command line's own `click.echo`, errors are `FramingError`, and the caller decides to end.

        What goes wrong with one of a million articles is its result, which `attempts.py` makes of any error.
        """
        told = []
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Assert):
                told.append(f"line {node.lineno}: assert")
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in OUTPUT:
                told.append(f"line {node.lineno}: {node.func.id}")
            elif isinstance(node, ast.Attribute) and ast.unparse(node) in ("sys.exit", "os._exit"):
                told.append(f"line {node.lineno}: {ast.unparse(node)}")
            elif isinstance(node, ast.ExceptHandler) and _swallows_everything(node) and name_of(path) != "attempts.py":
                told.append(f"line {node.lineno}: catches everything")
        assert told == []

    def test_it_calls_nobody_biased(self, path: Path) -> None:
        """No word of it may reach a reader; the tagger's weights alone have a group of that name, which is NLTK's."""
        group = {"bias"} if name_of(path) in ("tag_weights.py", "tagging.py", "training/tagger.py") else set()
        texts = [
            node.value for node in ast.walk(tree_of(path)) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        names = [node.id for node in ast.walk(tree_of(path)) if isinstance(node, ast.Name)]
        assert [text for text in {*texts, *names} - group if re.search(r"(?i)bias", text)] == []

    def test_it_speaks_of_the_project_alone(self, path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        assert re.findall(r"(?i)/w[o]rk/|\.\./shared|issue #?\d|\bsession \d", text) == []


def _swallows_everything(handler: ast.ExceptHandler) -> bool:
    """Say whether a handler takes every error; one that cleans up and raises it again does not."""
    catches = handler.type is None or ast.unparse(handler.type) in ("Exception", "BaseException")
    last = handler.body[-1]
    return catches and not (isinstance(last, ast.Raise) and last.exc is None)


def _functions(path: Path) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef, int]]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            first = node.body[0]
            documented = ast.get_docstring(node) is not None
            docstring = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
            yield node, (node.end_lineno or 0) - node.lineno + 1 - docstring


@pytest.mark.parametrize("template", sorted((PACKAGE / "report" / "templates").glob("*")), ids=lambda path: path.name)
def test_a_template_calls_nobody_biased_and_fetches_nothing(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert re.search(r"(?i)\bbias", text) is None
    assert re.search(r"(?i)<script|https?://|@import", text) is None


START = """
import runpy, sys
sys.argv = ["framing", *{arguments!r}]
try:
    {code}
except SystemExit:
    pass
sys.stderr.write(" ".join(name for name in {heavy!r} if name in sys.modules))
"""


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        ("import framing; dir(framing)", []),
        ('runpy.run_module("framing", run_name="__main__")', ["--help"]),
        ('runpy.run_module("framing", run_name="__main__")', ["report", "--help"]),
        ('runpy.run_module("framing", run_name="__main__")', ["--version"]),
    ],
)
def test_nothing_heavy_is_loaded_on_start(code: str, arguments: list[str]) -> None:
    program = START.format(code=code, arguments=arguments, heavy=HEAVY)
    done = subprocess.run([sys.executable, "-c", program], cwd=PACKAGE.parent, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    if arguments:
        assert done.stdout
