"""Reports and problems as text: for a terminal, for a page, for a program.

In: any dataclass with an outline, or diagnostics (`problems`). Out: one string. Must not know any report by name, nor where
it is shown.

The record itself is what programs get (`data`); its outline of blocks is what people read (`terminal`, `markdown`, `webpage`).
A format is loaded when it is asked for. Whatever is echoed has lost its control characters, so that no file can move the
cursor, hide text or reverse it.
"""

from resumekit.blocks import Eventful, Picture, Report, Tabular


def write(report: Report, format: str, *, colour: bool = False, width: int = 100) -> str:
    """The report as `text`, `markdown`, `html`, `svg`, `json`, `csv` or `ics`, ending with a line break.

    `colour` and `width` (in columns) are for text only. `csv` needs the report's `rows()`, `ics` its `events()` and `as_of`,
    `svg` a picture in its outline.
    """
    if format in ("json", "csv", "ics"):
        from resumekit.writers.data import to_csv, to_ics, to_json

        if format == "json":
            return to_json(report)
        if format == "csv" and isinstance(report, Tabular):
            return to_csv(report.rows())
        if format == "ics" and isinstance(report, Eventful):
            return to_ics(report.events(), report.as_of)
    elif format == "text":
        from resumekit.writers.terminal import to_text

        return to_text(report.outline(), colour, width)
    elif format == "markdown":
        from resumekit.writers.markdown import to_markdown

        return to_markdown(report.outline())
    elif format == "html":
        from resumekit.writers.webpage import to_webpage

        return to_webpage(report.outline())
    elif format == "svg":
        from resumekit.writers.webpage import ACROSS

        picture = next((block for block in report.outline() if isinstance(block, Picture)), None)
        if picture is not None:
            return picture.draw(ACROSS)
    raise ValueError(f"there is no format {format}")
