"""A few pages of the fuzzer, and that it finds a page that is read in two ways."""

import pytest

from docs._engine.core import cache
from tests.fuzz import readers
from tests.fuzz.__main__ import main
from tests.support.scratch_site import write_settings

PAGE = """\
# Page

<!--

```python
x = 1
```
-->
"""


def test_pages_are_read_alike(monkeypatch, capsys):
    """The first seeds; a nightly job has others."""
    monkeypatch.setattr(cache, "CACHE", cache.CACHE)
    assert main(["--seeds", "25", "--no-browser"]) == 0, capsys.readouterr().out


def test_disagreement_is_found(tmp_path, monkeypatch):
    """An example that is collected and not shown, if the gate did not say so."""
    write_settings(tmp_path)
    site = readers.Readers(tmp_path)
    assert site.read(PAGE, in_browser=False) == "gate"
    monkeypatch.setattr(readers, "problems", lambda page: [])
    with pytest.raises(readers.DisagreementError, match=r"another program .*\n- x = 1"):
        site.read(PAGE, in_browser=False)
