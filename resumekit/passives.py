"""Clauses that say what was done, turned round: `claims were filed`, `claims filed daily` as `filed claims`, so that one spelling finds both.

In: the words of a text. Out: for each such clause its words in the other order, and the place in the text that each has.
Must not know which words matter. All that is here of language is the shape of an English passive.
"""

from collections.abc import Iterator

from resumekit.words import CLAUSE, COMMA, JOINED, Tokens, Word

_BEEN = frozenset(("was", "were", "is", "are", "been", "being", "got"))
_PARTICLES = frozenset(("in", "out", "up", "over", "down", "off", "back"))
MAX_ADVERBS = 2
"""How many words may stand between `were` and what was done."""
MAX_ACTS = 6
"""How many words the acts take at most: `cleaned, stocked and set up`."""
MAX_THING = 12
"""How many words before `were` are taken for what it was done to."""
MAX_BARE = 6
"""How many, where `were` is left out."""


def turned(tokens: Tokens) -> Iterator[tuple[Tokens, list[int]]]:
    """Each clause with a passive, its acts first and then what they were done to, with the places of the words in the text."""
    words, bars = tokens.words, tokens.bars
    free = 0
    for at, word in enumerate(words):
        if bars[at] == CLAUSE and not word.past and not word.gerund:
            yield from _bare(tokens, at)
        if word.raw not in _BEEN or at == free:
            continue
        first = at
        while first > free and bars[first] != CLAUSE and at - first < MAX_THING:
            first -= 1
        acts = _acts(words, bars, at + 1)
        if acts and first < at:
            free = acts[-1] + 1
            places = [*acts, *range(first, at)]
            yield _picked(tokens, places, len(acts)), places


def _bare(tokens: Tokens, at: int) -> Iterator[tuple[Tokens, list[int]]]:
    """Each item of the clause that begins at `at` with a thing and then, without `were`, what was done to it: `rooms cleaned, charts filed`."""
    words, bars = tokens.words, tokens.bars
    while at < len(words):
        done = at
        while (
            done < len(words)
            and done - at <= MAX_BARE
            and not (words[done].past or words[done].links or (words[done].act and not words[done].raw.endswith("s")) or words[done].raw.lower() in _BEEN or (done > at and bars[done] == CLAUSE))
        ):
            done += 1
        if done == at or done >= len(words) or not words[done].past or bars[done] != JOINED:
            return
        acts = _acts(words, bars, done)
        end = acts[-1] + 1
        if end < len(words) and bars[end] == JOINED and not (words[end].links or words[end].joins):
            return  # it has an object, and so who did it stands before it
        places = [*acts, *range(at, done)]
        yield _picked(tokens, places, len(acts)), places
        if end >= len(words) or bars[end] != COMMA:
            return
        at = end + words[end].joins


def _acts(words: list[Word], bars: list[int], at: int) -> list[int]:
    """The places of what was done, from the first verb in the past on: joined verbs, each with its particle."""
    end = min(len(words), at + MAX_ADVERBS + 1)
    while at < end and not words[at].past:
        if bars[at] == CLAUSE:
            return []
        at += 1
    if at >= end:
        return []
    acts: list[int] = []
    while at < len(words) and len(acts) < MAX_ACTS and bars[at] != CLAUSE:
        word = words[at]
        goes_on = word.past or word.joins or (bars[at] == JOINED and word.raw in _PARTICLES and acts and words[acts[-1]].past)
        if not goes_on:
            break
        acts.append(at)
        at += 1
    while acts and words[acts[-1]].joins:
        acts.pop()
    return acts


def _picked(tokens: Tokens, places: list[int], acts: int) -> Tokens:
    """The words at these places, as a text of their own."""
    other = Tokens(tokens.text)
    other.words = [tokens.words[place] for place in places]
    other.bars = [CLAUSE if index == 0 else JOINED if index == acts else tokens.bars[place] for index, place in enumerate(places)]
    return other


__all__ = ["turned"]
