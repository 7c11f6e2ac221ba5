"""The library that makes figures live, taken from the package that draws them."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

CACHE = Path(__file__).parents[2] / ".cache" / "figures"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the library; a page asks for it when a reader moves a control."""
    files.append(File.generated(config, "assets/vega.js", content=library()))
    return files


def library() -> str:
    """Return Vega, Vega-Lite and vega-embed as one script."""
    import vl_convert

    file = CACHE / f"vega-{vl_convert.__version__}.js"
    if not file.is_file():
        CACHE.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(".part")
        part.write_text(vl_convert.javascript_bundle(), "utf-8")
        part.replace(file)
    return file.read_text("utf-8")
