from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from framing.model import Article
from framing.proposals import find_proposals
from framing.proposals.parts import read_parts
from framing.proposals.scanning import plain, scan
from framing.registry import Registry

WORDS = (
    "Ana Ruiz Tom Velk K. J.B. Jr. Sen. Mr. President of the for and de van bin & May Monday Hope Jordan Georgia U.S. France "
    "White House Senate Department Committee Harbor Act Street GOP EPA (EPA) Republicans "
    "said in on , . ; \n\n \u201c \u201d 's \u2019s"
).split(" ")
TEXTS = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)


@given(TEXTS)
def test_every_part_of_a_sequence_stands_where_it_is_said_to(text: str) -> None:
    found = scan(plain(text))
    for sequences in found:
        for sequence, starts in sequences.items():
            assert all(plain(text)[start:].startswith(sequence) for start in starts)
            assert all(sequence[part.offset :].startswith(part.words) for part in read_parts(sequence))


@settings(max_examples=60)
@given(st.lists(TEXTS | st.text(), max_size=4))
def test_whatever_is_proposed_recurs_and_no_two_share_a_name(texts: list[str]) -> None:
    articles = [Article(id=str(i), text=text) for i, text in enumerate(texts)]
    proposals = find_proposals(articles, most=50)
    names = [{alias.words.lower() for alias in proposal.actor.aliases} for proposal in proposals]
    assert all(proposal.mentions > 1 for proposal in proposals)
    assert sum(map(len, names)) == len(set().union(*names))
    assert len({proposal.actor.id for proposal in proposals}) == len(proposals)
    assert len(Registry.of([proposal.actor for proposal in proposals]).actors) == len(proposals)
