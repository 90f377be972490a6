"""Ids made from content, so that the same pages give the same ids on any machine."""

import hashlib
import json

ID_VERSION = "1"
ID_HEX_DIGITS = 16
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def content_id(prefix: str, *parts: object) -> str:
    """Return `prefix-` and 16 hex digits of the SHA-256 of the parts, as canonical JSON.

    Args:
        prefix: a short lower-case word that names the kind of record, such as `report`.
        parts: what makes the record the same record; JSON values only.

    Raises:
        TypeError: a part is not a JSON value.
    """
    canonical = _CANONICAL.encode([ID_VERSION, prefix, *parts])
    digest = hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}-{digest[:ID_HEX_DIGITS]}"


def sha256_of(content: bytes) -> str:
    """Return the SHA-256 of the bytes as 64 lower-case hex digits."""
    return hashlib.sha256(content).hexdigest()
