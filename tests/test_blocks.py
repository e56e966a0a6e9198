"""Blocks: plain, frozen, complete, so that every writer can show every one."""

import dataclasses
from typing import get_args

import pytest

from resumekit.blocks import Block, Bullets, Card, Cards, Facts, Heading, Item, Meter, Paragraph, Picture, Span, Table

SAMPLES = (
    Heading("Ana Reyes", level=1),
    Paragraph(("6 of 9 ", Span("backed", "good")), lead=True),
    Bullets((Item("Show EKG", why="nothing shows it"), Item(Span("Renew BLS", "warn"))), numbered=True),
    Table(("Skill", "Status"), (("EKG", Span("missing", "missing")),), title="Skills"),
    Facts((("Years of work", "4.8"),)),
    Meter(done=6, total=9),
    Picture(draw=lambda across: f"<svg>{across}</svg>"),
    Cards((Card("Entry: met", reached=True, items=((True, "Takes vital signs"),)),)),
)


def test_there_is_a_sample_of_every_block() -> None:
    """A new kind of block needs a line here, and so meets every writer below."""
    assert {type(sample) for sample in SAMPLES} == set(get_args(Block))


@pytest.mark.parametrize("block", SAMPLES, ids=lambda block: type(block).__name__)
def test_blocks_cannot_be_changed(block: Block) -> None:
    """What a report said stays said."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(block, dataclasses.fields(block)[0].name, None)


@dataclasses.dataclass(frozen=True)
class _Sample:
    """A report made of one block."""

    block: Block

    def outline(self) -> list[Block]:
        """The block."""
        return [self.block]


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
@pytest.mark.parametrize(
    ("block", "words"), list(zip(SAMPLES, ("Ana Reyes", "backed", "Renew BLS", "missing", "4.8", "6 of 9", "<svg>1</svg>", "Takes vital signs"), strict=True)), ids=lambda value: type(value).__name__
)
def test_every_writer_shows_every_block(block: Block, words: str, form: str) -> None:
    """No block is lost in any format for people; meters and pictures, which say again what stands beside them, are for pages."""
    from resumekit.writers import write

    if isinstance(block, (Meter, Picture)) and form != "html":
        words = ""

    assert words in write(_Sample(block), form)
