"""Makes an Office file the same on every build: fixed times, also in the workbooks of its charts."""

from __future__ import annotations

import io
import re
import zipfile

EPOCH = (1980, 1, 1, 0, 0, 0)
STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def settle(package: bytes, moment: str) -> bytes:
    """The same package with all times in it set.

    Args:
        package: A zip as Office writes it.
        moment: ISO 8601 with a Z: 2026-10-26T07:30:00Z.
    """
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3  # the same on every system
            new.writestr(entry, _settled(name, old.read(name), moment))
    return out.getvalue()


def _settled(name: str, content: bytes, moment: str) -> bytes:
    if name.endswith(".xlsx"):
        return settle(content, moment)
    if name == "docProps/core.xml":
        return STAMP.sub(rb"\g<1>" + moment.encode(), content)
    return content
