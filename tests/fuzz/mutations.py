"""Mutations of a page: structure, info strings, marks, includes, characters, HTML."""

from collections.abc import Callable
from random import Random
from textwrap import indent

Lines = list[str]
Mutation = Callable[[Lines, Random], Lines]

INFO_STRINGS = [
    *("py", "python3", "Python", "pycon", "bash", "console", "text", "", "{.python}"),
    *("{ .python .no-copy }", "{ .python .annotate }", "python hl_lines=1"),
    *(
        'python title="a"',
        'python linenums="1"',
        "{ .python #id }",
        "python {.md-tooltip}",
    ),
    *('{ .python data-copy="x" }', 'python hl_lines="1 2" linenums="5"', "python x y"),
]
MARKS = [
    "<!--pytest-codeblocks:expected-output-->",
    "<!--pytest-codeblocks:cont-->",
    "<!---pytest-codeblocks:expected-output--->",
    '<!--pytest.mark.skip(reason="a command")-->',
    '<!--pytest.mark.since("3.13")-->',
    "<!-- pytest.mark.since('3.13') -->",
    '<!--pytest.mark.backend("jax")-->',
    '<!--pytest.mark.since("3.13")--> text',
    '<!-- a comment --> <!--pytest.mark.since("3.13")-->',
    "<!-- a comment -->",
    "<!--",
    "-->",
]
CONTAINERS = [
    *(
        "!!! note",
        "!!! md-tooltip",
        "??? success",
        "???+ tip",
        '=== "One"',
        "1. First:",
    ),
    *("- First:", "Term\n:   Text.", "[^1]:", "- One\n    - Two:"),
]
TAGS = [
    *(
        "select",
        "textarea",
        "canvas",
        "video",
        "object",
        "iframe",
        "noscript",
        "dialog",
    ),
    *("template", "details", "div", "div hidden", "pre", "code", "xmp", "table", "svg"),
    *("p", "span", "button", "math", "ul", "li", "article", "main", "style", "script"),
    *('div style="opacity:0"', 'div class="md-tooltip"', "section", "center", "title"),
    *("blockquote", "form", "fieldset", "b", "a", "h2", "summary", "td", "plaintext"),
]
INCLUDES = [
    *('--8<-- "l1/layer.py"', "--8<--", '--8\\<-- "l1/layer.py"', ';--8<-- "x.py"'),
    *(
        '--8<-- "nowhere.py"',
        "-8<- 'l1/layer.py'",
        '  --8<-- "l1/layer.py"',
        '--8<-- ""',
    ),
]
CHARACTERS = [
    *(
        "\t",
        "\x0c",
        "\u2028",
        "\xa0",
        "\u200b",
        "\u202e",
        "\ufeff",
        "\x00",
        "\r",
        "\x1b",
    ),
    *("`", "```", "~~~", "<", "&amp;", "&lt;", "\\", "*", "\x02", "\x03", "\x85", "|"),
]


def delete_line(lines: Lines, random: Random) -> Lines:
    """Leave out a line that is not empty."""
    place = _structure(lines, random)
    return lines[:place] + lines[place + 1 :]


def repeat_lines(lines: Lines, random: Random) -> Lines:
    """Repeat some lines elsewhere."""
    start = _structure(lines, random)
    place = random.randrange(len(lines))
    return lines[:place] + lines[start : start + random.randint(1, 8)] + lines[place:]


def swap_lines(lines: Lines, random: Random) -> Lines:
    """Swap two lines."""
    one, other = _structure(lines, random), _structure(lines, random)
    lines = [*lines]
    lines[one], lines[other] = lines[other], lines[one]
    return lines


def indent_lines(lines: Lines, random: Random) -> Lines:
    """Indent some lines, or put them into a quote."""
    start, end = _range(lines, random)
    prefix = random.choice([" ", "  ", "    ", "\t", "> ", ">", "        "])
    return lines[:start] + [prefix + each for each in lines[start:end]] + lines[end:]


def put_into_container(lines: Lines, random: Random) -> Lines:
    """Put some lines into a box, a tab, a list, a definition or a footnote."""
    start, end = _range(lines, random)
    block = indent("\n".join(lines[start:end]), " " * random.choice([4, 4, 4, 3, 2, 8]))
    head = random.choice(CONTAINERS).split("\n")
    return [*lines[:start], *head, "", *block.split("\n"), "", *lines[end:]]


def put_into_tag(lines: Lines, random: Random) -> Lines:
    """Put HTML around some lines, or only its first or its last tag."""
    start, end = _range(lines, random)
    tag = random.choice(TAGS)
    markdown = random.choice(["", " markdown", ' markdown="span"', ' markdown="1"'])
    first, last = [f"<{tag}{markdown}>"], [f"</{tag.split()[0]}>"]
    empty = [""] if random.random() < 0.7 else []
    first, last = random.choice([(first, last), (first, last), (first, []), ([], last)])
    return [
        *lines[:start],
        *(*first, *empty, *lines[start:end], *empty, *last),
        *lines[end:],
    ]


def change_info_string(lines: Lines, random: Random) -> Lines:
    """Write another language or other attributes behind the marks of a fence."""
    fences = [i for i, line in enumerate(lines) if line.lstrip().startswith("```")]
    if not fences:
        return lines
    place = random.choice(fences)
    marks = lines[place][: len(lines[place]) - len(lines[place].lstrip(" `"))]
    marks = random.choice(
        [marks, marks, marks + "`", marks[:-1], marks.replace("`", "~")]
    )
    fence = marks + random.choice(["", " "]) + random.choice(INFO_STRINGS)
    return [*lines[:place], fence, *lines[place + 1 :]]


def insert_mark(lines: Lines, random: Random) -> Lines:
    """Insert a directive or a comment, mostly above a fence."""
    return _insert(lines, random.choice(MARKS), random)


def insert_include(lines: Lines, random: Random) -> Lines:
    """Insert an include."""
    return _insert(lines, random.choice(INCLUDES), random)


def insert_character(lines: Lines, random: Random) -> Lines:
    """Insert a character into a line."""
    number = _structure(lines, random)
    line, character = lines[number], random.choice(CHARACTERS)
    place = random.choice([0, len(line), random.randint(0, len(line))])
    line = line[:place] + character + line[place:]
    return [*lines[:number], line, *lines[number + 1 :]]


def put_into_line(lines: Lines, random: Random) -> Lines:
    """Insert a tag into a line."""
    number, tag = _structure(lines, random), random.choice(TAGS)
    text = random.choice([f"<{tag}>", f"</{tag.split()[0]}>", f"`<{tag}>`"])
    line = random.choice([f"{lines[number]} {text}", f"{text} {lines[number]}", text])
    return [*lines[:number], line, *lines[number + 1 :]]


MUTATIONS: list[Mutation] = [
    *(delete_line, repeat_lines, swap_lines, indent_lines, put_into_container),
    *(put_into_tag, put_into_tag, change_info_string, insert_mark, insert_include),
    *(insert_character, put_into_line),
]


def mutate(text: str, random: Random) -> tuple[str, list[str]]:
    """Return a page with one to three mutations, and their names."""
    lines, names = text.split("\n"), []
    for _ in range(random.choice([1, 1, 1, 2, 3])):
        mutation = random.choice(MUTATIONS)
        lines = mutation(lines, random)
        names.append(mutation.__name__)
    return "\n".join(lines), names


def _structure(lines: Lines, random: Random) -> int:
    """Return the number of a line, mostly of one that has to do with examples."""
    marks = ("```", "<!--", "--8<--", "!!!", "???", "===")
    places = [i for i, line in enumerate(lines) if line.lstrip(" >").startswith(marks)]
    if places and random.random() < 0.7:
        return random.choice(places)
    return random.randrange(len(lines))


def _range(lines: Lines, random: Random) -> tuple[int, int]:
    start = _structure(lines, random)
    return start, start + random.choice([1, 3, 5, 8, 20])


def _insert(lines: Lines, text: str, random: Random) -> Lines:
    place = max(0, _structure(lines, random) - random.choice([0, 0, 1]))
    empty = [""] if random.random() < 0.5 else []
    return [*lines[:place], text, *empty, *lines[place:]]
