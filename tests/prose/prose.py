"""The prose of a Markdown page: without code, formulas, tables, links' targets."""

import itertools
import re

FENCE = re.compile(r"[> \t]*(`{3,}|~{3,})")
SPANS = [
    re.compile(r"<!--.*?-->", re.DOTALL),
    re.compile(r"\A---\n.*?\n---\n", re.DOTALL),
    re.compile(r"^\$\$$.*?^\$\$$", re.DOTALL | re.MULTILINE),
    re.compile(r"\[✓\]\([^)]*\)"),
    re.compile(r"\{\{.*?\}\}|\{ ?#.*?\}"),
    re.compile(r"<[^>\n]*>"),
    re.compile(r"^\s*\|.*$", re.MULTILINE),
]
LINK = re.compile(r"!?\[([^]]*)\]\([^)]*\)")
INLINE = re.compile(r"(?<![`\\])(`+)(?!`).+?(?<!`)\1(?!`)|\$[^$\n]+\$")


def blank_out(text: str) -> str:
    """Return a page in which all but prose is blank; lines stay where they are.

    Inline code and formulas become words, so that sentences keep their number of words.
    """
    lines, fence = [], ""
    for line in text.splitlines():
        mark = FENCE.match(line)
        is_code = bool(fence or mark)
        if mark:
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        lines.append("" if is_code else line)
    prose = "\n".join(lines)
    for span in SPANS:
        prose = span.sub(lambda match: "\n" * match[0].count("\n"), prose)
    prose = LINK.sub(r"\1", prose)
    words = itertools.cycle(["Xa", "Xb", "Xc"])
    return INLINE.sub(lambda _: next(words), prose)
