"""The form for coders: what its page holds, and, where a browser is at hand, what it does."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from unit.coded import analyze, write_lexicon

from framing.model import Article
from framing.validity import Sample, read_sheets, sample_hits, sample_sentences, score_sample
from framing.validity.samples import FIELDS

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
HOSTILE = (
    "The first </script><script>document.title='caught'</script> boat & <b>crew</b> left. =SUM(1) came back. "
    "They rush <!-- to \u2028 quay. It is \u201clate\u201d."
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return sample_sentences(analyze(write_lexicon(tmp_path_factory.mktemp("own"))), "haste", n=12)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    folder = tmp_path_factory.mktemp("own")
    return sample_sentences(analyze(write_lexicon(folder), [Article(id="a", text=HOSTILE)]), "haste")


def data_of(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


class TestPage:
    def test_it_holds_the_rows_of_the_sheet(self, sample: Sample) -> None:
        data = data_of(sample.to_html())
        assert data["fields"] == list(FIELDS)
        assert [{name: row[name] for name in FIELDS} for row in data["rows"]] == sample.rows()
        assert [tuple(row["parts"]) for row in data["rows"]] == [unit.parts for unit in sample.units]

    def test_nothing_of_a_text_leaves_its_place(self, hostile: Sample) -> None:
        page = hostile.to_html()
        assert page.count("<script") == page.count("</script>") == 2
        assert "<b>" not in page
        assert "<!--" not in page
        texts = [row["sentence"] for row in data_of(page)["rows"]]
        assert any("</script><script>document.title='caught'</script>" in text for text in texts)

    def test_nothing_can_be_fetched_and_no_other_script_runs(self, sample: Sample) -> None:
        page = sample.to_html()
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
        script = re.search(r"<script>(.*?)</script>", page, re.DOTALL)
        assert policy
        assert script
        hashed = base64.b64encode(hashlib.sha256(script[1].encode()).digest()).decode()
        assert policy[1] == f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{hashed}'"
        assert not re.search(r"https?://|@import|fetch\(|XMLHttpRequest|innerHTML|eval\(", page)

    def test_every_field_has_a_label_and_every_answer_a_key(self, sample: Sample) -> None:
        page = sample.to_html()
        fields = re.findall(r"<label[^>]*>[^<]*(?:<input[^>]*>)", page)
        assert len(re.findall(r"<input", page)) == len(fields) == 4
        assert re.findall(r'data-code="(.)"', page) == ["1", "0", "?"]
        assert "<noscript>" in page

    def test_it_asks_what_the_sample_asks(self, sample: Sample) -> None:
        page = sample.to_html()
        assert html.escape(sample.question) in page
        assert "<title>Haste: 12 sentences to code</title>" in page


# Codes as a person with a keyboard would, saves, and leaves what was saved in the page.
DRIVER = """
const press = (key, target) => (target || document.body).dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
const type = (id, text, event) => { const e = document.getElementById(id); e.value = text; e.dispatchEvent(new Event(event)); };
const saved = [];
URL.createObjectURL = (blob) => { saved.push(blob); return "#"; };
HTMLAnchorElement.prototype.click = function () { document.title = this.download; };
(async () => {
  %s
  document.getElementById("save").click();
  const text = saved.length ? await saved[0].text() : "";
  const out = document.createElement("pre");
  out.id = "out";
  out.textContent = JSON.stringify({text, title: document.title, status: document.getElementById("status").textContent});
  document.body.append(out);
})();
"""


def drive(page: str, folder: Path, steps: str) -> dict[str, str]:
    """Run steps in a browser on a copy of the page whose policy lets them, and return what they leave."""
    open_page = re.sub(r"<meta http-equiv[^>]*>", "", page).replace("</body>", f"<script>{DRIVER % steps}</script></body>")
    found = re.search(r'<pre id="out">(.*?)</pre>', browse(open_page, folder), re.DOTALL)
    assert found
    left: dict[str, str] = json.loads(html.unescape(found[1]))
    return left


def browse(page: str, folder: Path) -> str:
    """Return a page as a browser has it once its script ran."""
    path = folder / "form.html"
    path.write_text(page, encoding="utf-8")
    words = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={folder / 'profile'}",
        "--virtual-time-budget=3000",
    ]
    command = [str(CHROMIUM), *words, "--dump-dom", path.as_uri()]
    return subprocess.run(command, capture_output=True, check=True, timeout=120).stdout.decode("utf-8")


@pytest.mark.skipif(CHROMIUM is None, reason="there is no browser")
@pytest.mark.slow
class TestInABrowser:
    def test_the_script_runs_under_its_own_policy_and_no_other_does(self, hostile: Sample, tmp_path: Path) -> None:
        dom = browse(hostile.to_html(), tmp_path)
        assert f"0 of {len(hostile.units)} coded." in dom
        assert "caught" not in (re.search(r"<title>(.*?)</title>", dom) or [""])[0]
        injected = hostile.to_html().replace("</body>", "<script>document.title = 'caught'</script></body>")
        assert "<title>caught" not in browse(injected, tmp_path)

    def test_what_is_coded_by_keyboard_is_saved_as_a_sheet_that_can_be_scored(self, sample: Sample, tmp_path: Path) -> None:
        steps = "type('coder', 'Ana V\u00edk', 'change'); for (let i = 0; i < 12; i++) press(i % 3 ? '1' : '0');"
        left = drive(sample.to_html(), tmp_path, steps)
        assert left["title"] == "haste-sentences-Ana-V\u00edk.csv"
        assert left["status"] == "12 of 12 coded."
        path = tmp_path / "saved.csv"
        path.write_text(left["text"], encoding="utf-8")
        coding = read_sheets([path])
        assert [code.value for code in coding.codes] == [bool(i % 3) for i in range(12)]
        assert {code.coder for code in coding.codes} == {"Ana V\u00edk"}
        assert coding.notes == ()
        assert score_sample(coding).rows[0].n == 12

    def test_back_next_comment_and_taking_an_answer_back(self, sample: Sample, tmp_path: Path) -> None:
        steps = """
        type('coder', '=ana', 'change');
        press('1'); press('?'); press('ArrowLeft'); press('?');  // the second: cannot tell, and taken back
        press('n'); press('0'); press('n'); press('ArrowRight');
        type('comment', '-1, "odd"', 'input');
        press('1', document.getElementById('comment'));  // letters typed in a field are no answer
        type('goto', '12', 'change'); press('1');
        """
        left = drive(sample.to_html(), tmp_path, steps)
        path = tmp_path / "saved.csv"
        path.write_text(left["text"], encoding="utf-8")
        coding = read_sheets([path])
        values = {code.unit: code.value for code in coding.codes}
        ids = [unit.id for unit in sample.units]
        assert values == {ids[0]: True, ids[2]: False, ids[11]: True}
        assert {code.coder for code in coding.codes} == {"=ana"}
        assert "'=ana" in left["text"]
        assert '"\'-1, ""odd"""' in left["text"]

    def test_a_second_coder_may_see_only_what_is_coded_twice(self, sample: Sample, tmp_path: Path) -> None:
        steps = (
            "const t = document.getElementById('twice'); t.checked = true; t.dispatchEvent(new Event('change')); press('1');"
        )
        left = drive(sample.to_html(), tmp_path, steps)
        n_twice = sum(unit.twice for unit in sample.units)
        assert left["status"] == f"1 of {n_twice} coded."
        assert len(left["text"].strip().splitlines()) == 1 + n_twice

    def test_answers_are_there_again_when_the_page_is_opened_again(self, sample: Sample, tmp_path: Path) -> None:
        steps = "type('coder', 'ana', 'change'); press('1'); press('1');"
        assert drive(sample.to_html(), tmp_path, steps)["status"] == "2 of 12 coded."
        assert drive(sample.to_html(), tmp_path, "")["status"] == "2 of 12 coded."
        other = "type('coder', 'ben', 'change');"
        assert drive(sample.to_html(), tmp_path, other)["status"] == "0 of 12 coded."

    def test_a_hit_is_marked(self, tmp_path: Path) -> None:
        drawn = sample_hits(analyze(write_lexicon(tmp_path)), "haste")
        dom = browse(drawn.to_html(), tmp_path)
        assert f"<mark>{drawn.units[0].parts[1]}</mark>" in dom
        assert drawn.units[0].about in dom
