"""Bytes become text: packing undone, encodings told apart, control characters removed."""

import codecs
import re
import zlib

from dateline.errors import PageError, PageTooLargeError
from dateline.records.report import ReadWarning

HEAD_BYTES = 2_048
MAX_DAMAGE = 1 / 200
MAX_CONTROL = 1 / 50

_GZIP = b"\x1f\x8b"
_NOT_TEXT = {
    b"\xff\xd8\xff": "a JPEG image",
    b"\x89PNG": "a PNG image",
    b"GIF8": "a GIF image",
    b"PK\x03\x04": "a zip archive",
    b"PK\x05\x06": "a zip archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
    b"BZh": "a bzip2 file",
    b"\xfd7zXZ": "an xz file",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a SQLite database",
    b"\xd0\xcf\x11\xe0": "an old Office file",
}
# UTF-32 first: its little-endian mark starts with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(rb"""(?i)(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9_.:-]{2,40})""")
# Browsers read these three as windows-1252, and pages mean it.
_WINDOWS = {"iso8859-1", "ascii", "cp1252"}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def unpack_content(content: bytes, max_bytes: int) -> bytes:
    """Return the content with gzip undone, once, and never more than `max_bytes` of it.

    Raises:
        PageError: the gzip stream is damaged or ends early, or the content is no page.
        PageTooLargeError: the content is larger than `max_bytes`.
    """
    if content.startswith(_GZIP):
        content = _unzip(content, max_bytes)
    if len(content) > max_bytes:
        raise PageTooLargeError(
            f"the page is larger than {max_bytes:,} bytes",
            hint="Raise max_page_bytes if it really is one page.",
        )
    for magic, kind in _NOT_TEXT.items():
        if content.startswith(magic):
            hint = "Unpack it first." if "archive" in kind else "Give the news page itself."
            raise PageError(f"the file is {kind}, not a news page", hint=hint)
    return content


def decode_text(content: bytes, media_type: str | None) -> tuple[str, tuple[ReadWarning, ...]]:
    """Return the text of the bytes, without control characters, and what was done to get it.

    A byte order mark decides; then whether the bytes are valid UTF-8, which chance does not
    produce; then the declared charset; then windows-1252, which nothing contradicts.

    Raises:
        PageError: the bytes are not text.
    """
    text, warnings = _decode(content, media_type)
    controls = _CONTROL.findall(text)
    if len(controls) > MAX_CONTROL * len(text):
        raise PageError("the file is not text", hint="Give the news page itself.")
    if controls:
        nuls = controls.count("\0")
        what = f"{nuls} NUL bytes" if nuls == len(controls) else f"{len(controls)} control bytes"
        warnings.append(ReadWarning(code="control_bytes", message=f"{what} were removed."))
        text = _CONTROL.sub("", text)
    return text, tuple(warnings)


def _unzip(content: bytes, max_bytes: int) -> bytes:
    parts: list[bytes] = []
    room = max_bytes + 1
    while content and room > 0:
        stream = zlib.decompressobj(16 + zlib.MAX_WBITS)
        try:
            part = stream.decompress(content, room)
        except zlib.error as error:
            raise PageError("the gzip file is damaged", hint="Fetch the page again.") from error
        room -= len(part)
        parts.append(part)
        if not stream.eof and room > 0:
            raise PageError("the gzip file ends early", hint="Fetch the page again.")
        rest = stream.unused_data.lstrip(b"\0")
        content = rest if rest.startswith(_GZIP) else b""
    return b"".join(parts)


def _decode(content: bytes, media_type: str | None) -> tuple[str, list[ReadWarning]]:
    for mark, codec in _MARKS:
        if content.startswith(mark):
            return _replaced(content, codec)
    unmarked = _unmarked_utf16(content)
    if unmarked:
        return _replaced(content, unmarked)
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    declared = _declared(content, media_type)
    if declared and declared != "utf-8":
        return _replaced(content, declared)
    text, warnings = _replaced(content, "utf-8")
    if declared and text.count("\ufffd") <= MAX_DAMAGE * len(text):
        return text, warnings
    text = content.decode("cp1252", errors="replace")
    message = "The encoding is not what the page declares; it was read as windows-1252."
    return text, [ReadWarning(code="encoding_guessed", message=message)]


def _replaced(content: bytes, codec: str) -> tuple[str, list[ReadWarning]]:
    text = content.decode(codec, errors="replace")
    lost = text.count("\ufffd")
    if not lost:
        return text, []
    message = f"{lost} characters could not be read as {codec}."
    return text, [ReadWarning(code="encoding_damaged", message=message)]


def _unmarked_utf16(content: bytes) -> str | None:
    """Return the codec when every second byte of the first kilobyte is mostly NUL."""
    head = content[:1_024]
    half = len(head) // 2
    if half < 2:
        return None
    if head[1::2].count(0) > 0.7 * half and head[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if head[::2].count(0) > 0.7 * half and head[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _declared(content: bytes, media_type: str | None) -> str | None:
    for words in ((media_type or "").encode(), content[:HEAD_BYTES]):
        match = _CHARSET.search(words)
        if match is None:
            continue
        try:
            name = codecs.lookup(match[1].decode("ascii")).name
        except LookupError:
            continue
        return "cp1252" if name in _WINDOWS else name
    return None
