"""A font, cut down to the characters, axes and features that the site uses."""

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont


def cut(data: bytes, suffix: str, unicodes: str, **kept: dict | list) -> bytes:
    """Return a font that holds a part of another font; see `subset`.

    Args:
        data: The font, in any format that fontTools reads.
        suffix: ``.woff2`` for browsers, or ``.ttf`` for what draws pictures.
        unicodes: The characters to keep.
        kept: What else is kept.

    Raises:
        ImportError: fontTools or brotli is not installed.
    """
    import brotli  # noqa: F401  fontTools needs it, and says so late.

    font = subset(data, unicodes, **kept)
    font.flavor = "woff2" if suffix == ".woff2" else None
    output = io.BytesIO()
    font.save(output)
    return output.getvalue()


def subset(
    data: bytes,
    unicodes: str,
    axes: dict[str, float | list[float]] | None = None,
    features: list[str] | None = None,
) -> "TTFont":
    """Return a part of a font.

    Args:
        data: The font, in any format that fontTools reads.
        unicodes: The characters to keep, as in CSS: ``U+20-7E, U+A0, U+3BB``.
        axes: For each axis of a variable font the value it is fixed at, or the least
            and the greatest value. An axis that is not named stays as it is.
        features: OpenType features to keep; without it, those that are on by default.

    Raises:
        ValueError: A character that was asked for is not in the font.
    """
    from fontTools.subset import Options, Subsetter, parse_unicodes
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    # The time of the run is no part of the font.
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    wanted = set(parse_unicodes(unicodes))
    missing = wanted - set(font.getBestCmap())
    if missing:
        names = ", ".join(f"U+{code:04X}" for code in sorted(missing))
        raise ValueError(f"the font has no {names}")
    options = Options(hinting=False, notdef_outline=True)
    if features is not None:
        options.layout_features = features
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    if axes:
        limits = {
            axis: tuple(limit) if isinstance(limit, list) else limit
            for axis, limit in axes.items()
        }
        font = instancer.instantiateVariableFont(font, limits)
    return font
