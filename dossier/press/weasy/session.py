"""WeasyPrint as editions are drawn with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def drawing_session(*, stock: bool) -> Iterator[None]:
    """WeasyPrint with our text layer and our structure tree, and mended; as it comes if `stock`."""
    if stock:
        yield
        return
    from dossier.press.weasy.hooks import installer  # WeasyPrint costs a second

    installer.check()
    from dossier.press.weasy import fixes_table, structure_tags
    from dossier.press.weasy.fixes import broken_floats  # which would not find what they look for
    from dossier.press.weasy.text_layer import layer

    with layer.installed(), structure_tags.installed(), broken_floats.installed(), fixes_table.installed():
        yield
