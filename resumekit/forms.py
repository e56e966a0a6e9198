"""The forms of an English word: which are one word, which is a verb in the past, which was a slip of the pen.

In: words. Out: stems, yes or no. Must not know which words matter.
"""

import unicodedata
from functools import lru_cache

MAX_KNOWN = 50_000
"""How many forms are remembered before they are forgotten and met anew."""

_PASTS = {
    "become": "became",
    "begin": "began begun",
    "bend": "bent",
    "bleed": "bled",
    "blow": "blew blown",
    "break": "broke broken",
    "bring": "brought",
    "build": "built",
    "buy": "bought",
    "catch": "caught",
    "choose": "chose chosen",
    "come": "came",
    "deal": "dealt",
    "do": "did done",
    "draw": "drew drawn",
    "drive": "drove driven",
    "eat": "ate eaten",
    "fall": "fell fallen",
    "feed": "fed",
    "feel": "felt",
    "fight": "fought",
    "find": "found",
    "fly": "flew flown",
    "forget": "forgot forgotten",
    "freeze": "froze frozen",
    "get": "got gotten",
    "give": "gave given",
    "go": "went gone",
    "grow": "grew grown",
    "hang": "hung",
    "hear": "heard",
    "hide": "hid hidden",
    "hold": "held",
    "keep": "kept",
    "know": "knew known",
    "lay": "laid",
    "lead": "led",
    "learn": "learnt",
    "leave": "left",
    "lend": "lent",
    "lie": "lain",
    "lose": "lost",
    "make": "made",
    "meet": "met",
    "overcome": "overcame",
    "oversee": "oversaw overseen",
    "pay": "paid",
    "ride": "rode ridden",
    "ring": "rang rung",
    "rise": "rose risen",
    "run": "ran",
    "say": "said",
    "see": "saw seen",
    "sell": "sold",
    "send": "sent",
    "show": "shown",
    "sing": "sang sung",
    "sit": "sat",
    "sleep": "slept",
    "speak": "spoke spoken",
    "spend": "spent",
    "spin": "spun",
    "stand": "stood",
    "steal": "stole stolen",
    "stick": "stuck",
    "sweep": "swept",
    "swim": "swam swum",
    "take": "took taken",
    "teach": "taught",
    "tear": "tore torn",
    "tell": "told",
    "think": "thought",
    "throw": "threw thrown",
    "understand": "understood",
    "wake": "woke woken",
    "wear": "wore worn",
    "win": "won",
    "withdraw": "withdrew withdrawn",
    "write": "wrote written",
}
_IRREGULAR = {form: base for base, forms in _PASTS.items() for form in forms.split()} | {"does": "do", "goes": "go"}
_PAST = (frozenset(_IRREGULAR) | {"set", "put"}) - {"does", "goes", "left", "felt", "found"}
_VOWELS = frozenset("aeiouy")
_NEAR = (frozenset("aeiouy"), frozenset("csz"), frozenset("mn"))


@lru_cache(maxsize=MAX_KNOWN)
def stem(word: str) -> str:
    """A lower-case word without its ending: forms of one word share a stem, which need not be a word itself."""
    if word in _IRREGULAR:
        word = _IRREGULAR[word]
    if len(word) < 4 or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        root = word.removesuffix(ending)
        if root != word and len(root) >= 3 and not _VOWELS.isdisjoint(root) and not (ending == "ed" and root.endswith("e")):
            word = root[:-1] if len(root) > 3 and root[-1] == root[-2] and root[-1] not in "lsz" else root
            if len(root) == 3 and root[1] in _VOWELS and root[0] not in _VOWELS and root[2] not in "aeiouwxy":
                word += "e"  # of taking, not of planning: a short word keeps its e, or care would be car
            break
    if word.endswith("ied"):
        word = word[:-3] + "y"
    if word.endswith("ll") and len(word) > 5:
        word = word[:-1]
    if word.endswith("i"):
        word = word[:-1] + "y"
    return word.removesuffix("e") if len(word) > 4 else word


def is_past(word: str) -> bool:
    """Whether a lower-case word is a verb in the past, as far as its shape tells."""
    return word in _PAST or (len(word) > 4 and word.endswith("ed") and not word.endswith("eed"))


def fold(word: str) -> str:
    """A word in lower case, without accents where it has any."""
    word = word.lower()
    return word if word.isascii() else "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))


def is_slip(typed: str, known: str) -> bool:
    """Whether two words differ by one letter too many or too few, two swapped, or one taken for another that sounds alike."""
    shorter, longer = sorted((typed, known), key=len)
    if len(longer) - len(shorter) > 1:
        return False
    if len(longer) > len(shorter):
        at = next((at for at, letter in enumerate(shorter) if letter != longer[at]), len(shorter))
        return shorter[at:] == longer[at + 1 :]
    differ = [at for at, (one, other) in enumerate(zip(typed, known, strict=True)) if one != other]
    if len(differ) == 2:
        first, second = differ
        return second == first + 1 and typed[first] == known[second] and typed[second] == known[first]
    return len(differ) == 1 and any(typed[differ[0]] in letters and known[differ[0]] in letters for letters in _NEAR)
