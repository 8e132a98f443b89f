"""Names of outlets: one each, by a table that users can extend, and what stands in for a name that is not stated."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import framing
from framing.errors import LexiconError
from framing.model import Article, Origin, Removed
from framing.readers.names import Found, give_outlet
from framing.readers.outlets import WORLD, Outlet, Outlets, domain_of, fold_name, host_of, load_outlets, shipped_outlets
from framing.yaml_file import read_yaml

BODY = (
    "The ferry to Ostrel was stopped on Monday after a rope had snapped, its owner told the harbor office.\n\n"
    "No one was hurt at the pier, where about forty people were waiting for the first crossing of the day."
)
TABLE = Outlets.of(
    [
        Outlet("The Korva Post", ("KP", "Korva Post (Velland)"), (), ("korvapost.example", "kp.example")),
        Outlet("The Tarn Echo", ("Echo of Tarn",), ("The Echo",), ("tarn-echo.example",)),
        Outlet("The Echo", (), (), ("echo.example",)),
        Outlet("Smith & Sons", (), (), ()),
    ],
    ["shelf.example"],
)
FILE = Found(Path("pages/a.txt"))


def write(folder: Path, text: str) -> Path:
    path = folder / "outlets.yml"
    path.write_text(text, encoding="utf-8")
    return path


# Names


@pytest.mark.parametrize(
    "stated",
    [
        "The Korva Post",
        "Korva Post",
        "the korva post",
        "KORVA POST",
        "Korva-Post",
        " Korva  Post ",
        "KorvaPost",
        "KP",
        "K.P.",
        "kp",
        "Korva Post (Velland)",
        "korvapost.example",
        "www.KorvaPost.example",
        "http://korvapost.example",
        "https://news.korvapost.example/2025/ferry?x=1",
        "kp.example/",
    ],
)
def test_every_name_and_domain_of_an_outlet_is_one_name(stated: str) -> None:
    assert TABLE.name(stated) == "The Korva Post"


@pytest.mark.parametrize(
    "stated",
    [
        "",
        "Post",
        "Korva",
        "The Korva Post Weekly",
        "Brannick Herald",
        "the brannick herald",
        "xkorvapost.example",
        "korvapost.example.test",
        "brannick.example",
        "shelf.example",
        "St.Louis",
        "U.S. Herald",
    ],
)
def test_what_the_table_does_not_list_keeps_its_spelling(stated: str) -> None:
    assert TABLE.name(stated) == stated


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        ("https://www.brannick.example/x", "brannick.example"),
        ("www.Brannick.example", "brannick.example"),
        ("https://shelf.example/x", "https://shelf.example/x"),
        ("https://[broken", "https://[broken"),
    ],
)
def test_an_address_in_place_of_a_name_is_named_by_its_domain(stated: str, name: str) -> None:
    assert TABLE.name(stated) == name


def test_an_ampersand_is_an_and() -> None:
    assert TABLE.name("Smith and Sons") == "Smith & Sons"


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("", "The Echo"),
        ("https://echo.example/x", "The Echo"),
        ("https://tarn-echo.example/x", "The Tarn Echo"),
        ("https://m.tarn-echo.example/x", "The Tarn Echo"),
        ("https://brannick.example/x", "The Echo"),
        ("https://shelf.example/https://tarn-echo.example/x", "The Echo"),
    ],
)
def test_a_shared_name_is_told_by_the_address(url: str, name: str) -> None:
    assert TABLE.name("echo", url) == name
    assert TABLE.name("KP", url) == "The Korva Post"


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("https://korvapost.example/x", ("The Korva Post", True)),
        ("https://edition.korvapost.example:443/x", ("The Korva Post", True)),
        ("https://brannick.example/x", ("brannick.example", False)),
        ("https://shelf.example/x", ("", False)),
        ("https://web.shelf.example/web/2025/https://www.korvapost.example/x", ("The Korva Post", True)),
        ("https://shelf.example/2025/http://brannick.example/x", ("brannick.example", False)),
        ("https://shelf.example/https://shelf.example/https://kp.example", ("The Korva Post", True)),
        ("korvapost.example/x", ("The Korva Post", True)),
        ("", ("", False)),
        ("/x/y", ("", False)),
        ("https://localhost/x", ("", False)),
        ("https://127.0.0.1/x", ("", False)),
    ],
)
def test_an_address_names_its_outlet_but_no_carrier(url: str, named: tuple[str, bool]) -> None:
    assert TABLE.name_address(url) == named


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://WWW.Post.example:80/a", "www.post.example"),
        ("post.example", ""),
        ("http://]", ""),
        ("http://[x]/", ""),
        ("", ""),
    ],
)
def test_the_host_of_an_address_is_empty_where_it_is_broken(url: str, host: str) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("Korva.Example", "korva.example"),
        ("www2.korva.example", "korva.example"),
        ("amp.korva.example/x", "korva.example"),
        ("m.example", "m.example"),
        ("https://user@korva.example.:8080/x", "korva.example"),
        ("a korva.example", ""),
        ("korva", ""),
        ("a@korva.example", ""),
        ("3.5", ""),
        ("x" * 70 + ".example", ""),
    ],
)
def test_a_domain_is_told_from_other_texts(text: str, domain: str) -> None:
    assert domain_of(text) == domain


@pytest.mark.parametrize(("name", "folded"), [("The Times", "times"), ("Theory", "theory"), ("U.S. News", "usnews"), ("—", "")])
def test_names_are_compared_bare(name: str, folded: str) -> None:
    assert fold_name(name) == folded


# A user's table


def test_a_user_s_table_wins_over_the_one_below() -> None:
    own = Outlets.of([Outlet("Korva Group", ("The Korva Post",), (), ("shelf.example", "kp.example"))], ["brannick.example"])
    both = own.over(TABLE)
    assert both.name("KP") == both.name("korva post") == both.name("https://korvapost.example/x") == "Korva Group"
    assert both.name_address("https://shelf.example/x") == ("Korva Group", True)
    assert both.name_address("https://brannick.example/x") == ("", False)
    assert both.name("Echo of Tarn") == "The Tarn Echo"


def test_a_name_of_its_own_switches_a_merge_off() -> None:
    both = Outlets.of([Outlet("KP")]).over(TABLE)
    assert (both.name("kp"), both.name("Korva Post (Velland)")) == ("KP", "The Korva Post")


def test_a_file_of_outlets_is_read(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "name: mine\ncarriers: [shelf.example]\noutlets:\n"
        "  - {name: The Korva Post, aliases: [KP], domains: [korvapost.example]}\n  - name: Tarn Echo\n    aliases: Echo\n",
    )
    table = load_outlets(path)
    assert (table.name("kp"), table.name("the echo"), table.carriers) == ("The Korva Post", "Tarn Echo", {"shelf.example"})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "lists no outlet; it needs outlets: with a list of {name, aliases, domains}"),
        ("outlets: []", "lists no outlet"),
        ("- a", "lists no outlet"),
        ("outlets:\n  - {aliases: [KP]}", "line 2: an outlet needs at least name:"),
        ("outlets:\n  - KP", "an outlet needs at least name:"),
        ("outlets:\n  - {name: KP, alias: [X]}", 'unknown key "alias" in outlet "KP". Did you mean "aliases"?'),
        ("outlet: x\noutlets: [{name: KP}]", 'line 1: unknown key "outlet" in the file'),
        ("outlets:\n  - {name: KP, aliases: ['-']}", 'outlet "KP": holds a name without a letter'),
        ("outlets:\n  - {name: KP, aliases: {a: b}}", "aliases: must be a text or a list of texts"),
        (
            "outlets:\n  - {name: KP, domains: ['https://kp.example']}",
            'domains: "https://kp.example" is not a domain; write it like post.example, without https:// and www.',
        ),
        ("outlets:\n  - {name: KP, domains: [www.kp.example]}", '"www.kp.example" is not a domain'),
        ("carriers: [shelf]\noutlets: [{name: KP}]", 'carriers: "shelf" is not a domain'),
        (
            "outlets:\n  - {name: KP}\n  - {name: Post, aliases: [The KP]}",
            'line 3: "The KP" names both "KP" and "Post"; write it under shared: of one',
        ),
        (
            "outlets:\n  - {name: A, domains: [kp.example]}\n  - {name: B, domains: [kp.example]}",
            'line 3: the domain kp.example is given to both "A" and "B"',
        ),
        ("outlets:\n  - {name: KP, shared: [The Post]}", "a shared name counts with a domain only; add domains:"),
        ("outlets: [", "is not valid YAML"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(LexiconError) as caught:
        load_outlets(path)
    assert str(path) in str(caught.value)
    assert said in str(caught.value)


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    path = write(tmp_path, "outlets:\n  - {name: KP, alias: X}\n  - {aliases: [Y]}\n  - {name: Z, domains: [z]}\n")
    with pytest.raises(LexiconError) as caught:
        load_outlets(path)
    assert len(str(caught.value).splitlines()) == 3


# The shipped table


def test_the_shipped_table_is_sound_and_says_where_it_comes_from() -> None:
    data, problems = read_yaml(WORLD)
    assert problems == []
    assert all(data.get(key) for key in ("about", "source", "license", "version"))
    assert len(data["outlets"]) >= 150
    assert len(set(shipped_outlets().by_name.values())) == len(data["outlets"])


@pytest.mark.parametrize(
    "stated", ["The Guardian", "Guardian", "theguardian.com", "guardian (UK)", "https://www.theguardian.com/x"]
)
def test_the_shipped_table_knows_the_usual_spellings(stated: str) -> None:
    assert shipped_outlets().name(stated) == "The Guardian"


def test_outlets_that_share_a_name_are_not_merged() -> None:
    table = shipped_outlets()
    assert table.name("The Guardian", "https://guardian.ng/x") == "The Guardian (Nigeria)"
    assert table.name("The Guardian", "https://www.theguardian.com/x") == "The Guardian"
    assert table.name("ABC News", "https://www.abc.net.au/x") == "ABC News (Australia)"
    assert table.name("ABC News") == "ABC News"


def test_every_listed_name_leads_to_itself() -> None:
    table = shipped_outlets()
    assert [name for name in set(table.by_name.values()) if table.name(name) != name] == []
    assert [domain for domain, outlet in table.by_domain.items() if table.name(domain) != outlet.name] == []
    assert table.carriers.isdisjoint(table.by_domain)


# Articles


def test_a_stated_name_gets_its_one_form_and_the_spelling_is_kept() -> None:
    article = give_outlet(Article("a", BODY, outlet="KP"), FILE, TABLE)
    assert article.outlet == "The Korva Post"
    assert article.inferred == {"outlet": 'stated as "KP"; merged by the table of outlets'}


@pytest.mark.parametrize("stated", ["The Korva Post", "korva post", "KORVA POST"])
def test_case_and_the_are_no_matter_worth_a_word(stated: str) -> None:
    article = give_outlet(Article("a", BODY, outlet=stated), FILE, TABLE)
    assert (article.outlet, article.inferred) == ("The Korva Post", {})


def test_a_name_that_is_not_listed_stays() -> None:
    article = Article("a", BODY, outlet="The brannick Herald")
    assert give_outlet(article, FILE, TABLE) == article


def test_an_inferred_name_that_is_merged_keeps_both_reasons() -> None:
    article = Article("a", BODY, outlet="KP", inferred={"outlet": "the site's name behind the title on the page"})
    told = give_outlet(article, FILE, TABLE).inferred["outlet"]
    assert told == 'the site\'s name behind the title on the page; stated as "KP"; merged by the table of outlets'


def test_naming_again_changes_nothing() -> None:
    once = give_outlet(Article("a", BODY, outlet="KP"), FILE, TABLE)
    assert give_outlet(once, FILE, TABLE) == once


@pytest.mark.parametrize(
    ("url", "folder", "outlet", "told"),
    [
        ("https://korvapost.example/x", "", "The Korva Post", "domain of the address"),
        ("https://korvapost.example/x", "Some Folder", "The Korva Post", "domain of the address"),
        ("https://brannick.example/x", "", "brannick.example", "domain of the address"),
        ("https://brannick.example/x", "Brannick_Herald", "Brannick Herald", "folder name"),
        ("https://shelf.example/x", "Brannick_Herald", "Brannick Herald", "folder name"),
        ("", "korva-post", "The Korva Post", "folder name"),
        ("", "www.kp.example", "The Korva Post", "folder name"),
        ("https://shelf.example/x", "", "page 7", "file name"),
    ],
)
def test_an_outlet_that_is_not_stated_is_inferred_with_its_reason(url: str, folder: str, outlet: str, told: str) -> None:
    root = Path("in")
    found = Found(root / folder / "7.txt", root)
    article = give_outlet(Article("a", BODY, url=url), found, TABLE)
    assert (article.outlet, article.inferred) == (outlet, {"outlet": f"{told}; the page states no outlet"})


def test_a_page_read_by_its_address_is_named_by_it() -> None:
    article = Article("a", BODY, origin=Origin("https://korvapost.example/x"))
    assert give_outlet(article, Found(Path("https:/korvapost.example/x")), TABLE).outlet == "The Korva Post"


def test_a_folder_whose_name_stands_on_the_page_is_stated() -> None:
    article = Article("a", BODY, removed=(Removed("BRANNICK HERALD", 0, "D-2", "page header"),))
    named = give_outlet(article, Found(Path("in/Brannick Herald/a.txt"), Path("in")), TABLE)
    assert (named.outlet, named.inferred) == ("Brannick Herald", {})


def test_an_agency_stands_in_before_the_file_name() -> None:
    article = give_outlet(Article("a", BODY, agency="KP"), FILE, TABLE)
    assert (article.outlet, article.inferred["outlet"]) == (
        "The Korva Post",
        "agency of the dateline; the page states no outlet",
    )


# Reading


def read(path: Path, **options: Path) -> list[Article]:
    return list(framing.read(path, **options))  # type: ignore[arg-type]


def rows(folder: Path, *values: dict[str, str]) -> Path:
    path = folder / "a.jsonl"
    path.write_text("".join(json.dumps({"text": BODY, **row}) + "\n" for row in values), encoding="utf-8")
    return path


def test_a_column_of_names_and_domains_comes_to_one_name(tmp_path: Path) -> None:
    stated = ["The Guardian", "guardian", "theguardian.com", "www.theguardian.com", "Guardian (UK)"]
    articles = read(rows(tmp_path, *({"outlet": name} for name in stated)))
    assert {article.outlet for article in articles} == {"The Guardian"}
    assert ["outlet" in article.inferred for article in articles] == [False, False, True, True, True]


def test_a_column_of_addresses_alone_gives_the_outlets(tmp_path: Path) -> None:
    first, second = read(rows(tmp_path, {"url": "https://www.reuters.com/x"}, {"url": "https://www.brannick.example/x"}))
    assert (first.outlet, second.outlet) == ("Reuters", "brannick.example")
    assert first.inferred["outlet"] == second.inferred["outlet"] == "domain of the address; the page states no outlet"


def test_a_user_s_file_is_read_on_top(tmp_path: Path) -> None:
    table = write(tmp_path, "outlets:\n  - {name: Korva Post, aliases: [Reuters, KP], domains: [korva.example]}\n")
    articles = read(rows(tmp_path, {"outlet": "kp"}, {"outlet": "Reuters"}, {"url": "https://korva.example"}), outlets=table)
    assert {article.outlet for article in articles} == {"Korva Post"}


def test_a_broken_file_is_told_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="lists no outlet"):
        framing.read(rows(tmp_path, {"outlet": "kp"}), outlets=write(tmp_path, "outlets: []"))


def test_what_was_written_reads_back_equal(tmp_path: Path) -> None:
    (article,) = read(rows(tmp_path, {"outlet": "guardian (UK)"}))
    again = tmp_path / "again.jsonl"
    again.write_text(json.dumps(framing.readers.to_record(article)) + "\n", encoding="utf-8")
    assert read(again) == [article]


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        ("The Guardian(London)", "The Guardian"),
        ("Financial Times (London, England)", "Financial Times"),
        ("Associated Press Newswires", "Associated Press"),
        ("Agence France Presse", "Agence France-Presse"),
        ("The New York Times - International Edition", "The New York Times"),
    ],
)
def test_the_shipped_table_knows_how_news_databases_write_names(stated: str, name: str) -> None:
    assert shipped_outlets().name(stated) == name
