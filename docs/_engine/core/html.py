"""Elements and attributes of parsed HTML that must be there."""

from bs4 import Tag


def select_one(within: Tag, selector: str) -> Tag:
    """Return the first element that a CSS selector matches, or say that none does."""
    element = within.select_one(selector)
    if element is None:
        raise LookupError(f"no element matches {selector} in {within!s:.200}")
    return element


def attribute(element: Tag, name: str) -> str:
    """Return an attribute as text, empty without it; several classes as one text."""
    value = element.get(name, "")
    return value if isinstance(value, str) else " ".join(value or [])


def classes(element: Tag) -> list[str]:
    """Return the classes of an element."""
    return attribute(element, "class").split()
