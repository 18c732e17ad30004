"""The packed file that a workbook is: its parts, opened one at a time and walked without keeping them."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Self
from zipfile import BadZipFile, ZipFile

from lxml import etree

from corpus.report import UnreadableReport

_MOST = 200_000_000  # bytes that the parts may unpack to
_DAMAGED = "is damaged: {}; open it in a spreadsheet program, save it again and add that"
_ENTITIES = "declares a document type or entities, which no spreadsheet program writes; it is not opened"


class Package:
    """A workbook's parts by their paths. Raises UnreadableReport where they cannot be had.

    `name` is the file's. No document type is loaded, no entity is put in, nothing is fetched.
    """

    def __init__(self, raw: bytes, name: str) -> None:
        self.name = name
        try:
            self._zip = ZipFile(BytesIO(raw))
        except (BadZipFile, ValueError) as error:
            raise UnreadableReport(name, _DAMAGED.format("it cannot be unpacked")) from error
        size = sum(member.file_size for member in self._zip.infolist())
        if size > _MOST:
            reason = f"the workbook unpacks to {size / 1e6:,.0f} MB; the limit is {_MOST / 1e6:,.0f} MB"
            raise UnreadableReport(name, f"{reason}; leave out the sheets that hold raw data")
        if any(member.flag_bits & 1 for member in self._zip.infolist()):
            raise UnreadableReport(name, "is protected by a password; save it without one and add that")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def __contains__(self, path: str) -> bool:
        return path in self._zip.NameToInfo

    def _refuse_entities(self, node: etree._Element) -> None:
        if node.getroottree().docinfo.doctype:
            raise UnreadableReport(self.name, _ENTITIES)

    def root(self, path: str) -> etree._Element:
        """The whole of a small part."""
        root: etree._Element | None = None
        for _, root in self.walk(path, ("end",), None):  # noqa: B007
            pass
        if root is None:
            raise UnreadableReport(self.name, _DAMAGED.format(f"its part {path} is empty"))
        return root

    def walk(
        self, path: str, events: Sequence[str], tags: Sequence[str] | None
    ) -> Iterator[tuple[str, etree._Element]]:
        """The elements of a part as they begin and end."""
        if path not in self:
            raise UnreadableReport(self.name, _DAMAGED.format(f"its part {path} is missing"))
        try:
            with self._zip.open(path) as part:
                found = etree.iterparse(
                    part, events=events, tag=tags, load_dtd=False, no_network=True, resolve_entities=False
                )
                for at, (event, node) in enumerate(found):
                    if not at:
                        self._refuse_entities(node)
                    yield event, node
                self._refuse_entities(found.root)
        except etree.XMLSyntaxError as error:
            raise UnreadableReport(self.name, _DAMAGED.format(f"its part {path} breaks off")) from error
        except (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise UnreadableReport(
                self.name, _DAMAGED.format(f"its part {path} cannot be unpacked")
            ) from error
