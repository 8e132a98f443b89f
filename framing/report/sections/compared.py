"""Material -> the title, and what was compared: groups, articles, dates, words, design (CODEBOOK 12.1)."""

from __future__ import annotations

from collections.abc import Iterator

from framing.charts.notation import write_number, write_text
from framing.charts.values import DASH
from framing.report.blocks import Block, Fold, Heading, Line, Paragraph, Strong, Table
from framing.report.material import Material
from framing.report.sections.duplicates import flag_duplicate, say_duplicates
from framing.report.wording import join_words, plural, say_date, say_dates

FEW_ROWS = 12  # tables up to this length stand open
MANY = 6  # names in a sentence
LONGEST_TITLE, LONGEST_LEDE = 80, 200  # characters of all names in a title, and in the sentence under it


def build_compared(material: Material) -> Iterator[Block]:
    """Build the opening: one sentence that says what was compared, and the tables behind it."""
    comparison = material.comparison
    yield Heading("What was compared", "compared")
    yield Paragraph((say_scope(material),), "lede")
    copies = say_duplicates(material.analysis)
    if copies:
        yield Paragraph((copies,))
    yield Paragraph(
        (Strong(f"{comparison.design.capitalize()}. "), write_text(comparison.notes[0]) if comparison.notes else "")
    )
    table = _tabulate_groups(material)
    yield table if len(table.rows) <= FEW_ROWS else Fold((table.caption,), (table,))
    articles = _tabulate_articles(material)
    if len(articles.rows) <= FEW_ROWS:
        yield articles
    else:
        yield Fold((f"All {plural(len(articles.rows), 'article')}",), (articles,))
    for note in comparison.notes[1:]:
        yield Paragraph((write_text(note),), "note")


def say_scope(material: Material) -> str:
    """Say in one sentence what was compared: articles, groups, dates, words and stories."""
    comparison = material.comparison
    words = write_number(sum(size.words for size in material.analysis.sizes.values()))
    dates = [article.date for article in material.articles.values() if article.date]
    names = sorted({*comparison.groups, *comparison.left_out})
    named = join_words(names)
    fits = 1 < len(names) <= MANY and len(named) <= LONGEST_LEDE
    groups = plural(len(names), comparison.by) + (f" ({named})" if fits else "")
    return (
        f"{plural(len(material.articles), 'article')} from {groups}, {say_dates(dates)}, {words} words of body text "
        f"in {plural(len(material.stories), 'story', 'stories')}{_say_compared(material)}."
    )


def _say_compared(material: Material) -> str:
    """Say how many of the articles are compared, where not all of them are."""
    compared, told = material.compared, plural(len(material.comparison.compared), "story", "stories")
    if len(compared) == len(material.articles):
        return ""
    return f"; compared are the {plural(len(compared), 'article')} of {told} that more than one {material.comparison.by} tells"


def title_of(material: Material, title: str | None) -> str:
    """Return the report's title: the one asked for, or one that says what was compared."""
    if title:
        return title
    groups = material.comparison.groups
    versions = [story for story in material.stories if len(story.articles) > 1]
    if len(versions) == 1 and len(groups) > 1:
        return f"How {plural(len(groups), material.comparison.by)} worded one story: “{versions[0].label}”"
    if not groups:
        return "No articles to compare"
    names = join_words(groups)
    if len(groups) > MANY or len(names) > LONGEST_TITLE:
        names = plural(len(groups), material.comparison.by)
    n = len(material.comparison.compared) if len(groups) > 1 else len(material.stories)
    return f"How {names} worded {plural(n, 'story', 'stories')}"


def _tabulate_groups(material: Material) -> Table:
    groups = sorted({*material.comparison.groups, *material.comparison.left_out})
    rows = tuple(_group_row(material, group) for group in groups)
    header = ("Articles", "Compared", "Stories", "Dates", "Words", "Sentences", "Words quoted")
    numeric = (False, True, True, True, False, True, True, True)
    return Table("What each contributes", (material.comparison.by.capitalize(), *header), rows, numeric)


def _group_row(material: Material, group: str) -> tuple[Line, ...]:
    ids = {key for key, name in material.groups.items() if name == group}
    sizes = [material.analysis.sizes[key] for key in ids]
    stories = sum(bool(ids & set(story.articles)) for story in material.stories)
    days = [day for key in ids if (day := material.articles[key].date)]
    counts = [len(ids), len(ids & material.compared), stories]
    lengths = [sum(size.words for size in sizes), sum(size.sentences for size in sizes), sum(s.quoted_words for s in sizes)]
    return ((group,), *((write_number(n),) for n in counts), (say_dates(days),), *((write_number(n),) for n in lengths))


def _tabulate_articles(material: Material) -> Table:
    labels = {key: story for story in material.stories for key in story.articles}
    rows: list[tuple[Line, ...]] = []
    for key, number in material.numbers.items():
        article, size = material.articles[key], material.analysis.sizes[key]
        story = labels.get(key)
        rows.append(
            (
                (str(number),),
                (material.groups[key],),
                (material.link_article(key, article.title or f"(no title) {article.id}"), *flag_duplicate(material, key)),
                (say_date(article.date),),
                (article.agency or DASH,),
                (article.genre.replace("_", " ") if article.genre != "unknown" else DASH,),
                (write_number(size.words),),
                (story.label if story and len(story.articles) > 1 else "told once" if story else DASH,),
            )
        )
    header = ("No.", material.comparison.by.capitalize(), "Title", "Date", "Agency", "Genre", "Words", "Story")
    return Table("Articles", header, tuple(rows), (True, False, False, False, False, False, True, False))
