"""Builds `src/dateline/extract/actors_data/armed_groups.tsv` from public lists of armed groups.

Run: `python -m training.actors LIST.tsv`. Only rows that may ship and that say something are taken:
Phoenix dictionaries (MIT) and the list of the US Treasury (public domain), and of those only rows
with another name. Rows of one name are one row; a name that two groups bear is dropped, because
joining the wrong groups is worse than joining none.
"""

import re
import sys
from collections import Counter
from pathlib import Path

from dateline.extract.names import fold_name

TARGET = Path("src/dateline/extract/actors_data/armed_groups.tsv")
SHIPS = {"phoenix_mnsa", "ofac_sdn"}
HEADER = """\
# Names of armed groups. Built by training/actors.py; do not edit by hand.
# From the Phoenix actor dictionaries (Open Event Data Alliance, MIT: LICENSE-phoenix.txt) and the
# Specially Designated Nationals list of the US Treasury (public domain).
# name<TAB>aliases separated by |
"""
NOT_A_GROUP = re.compile(
    r"\b(LTD|LIMITED|COMPANY|CO|LLC|INC|GMBH|CORP|CORPORATION|BANK|TRADING|EXCHANGE|SHIPPING|"
    r"FOUNDATION|TRUST|SOCIETY|CHARITY|CHARITABLE|RELIEF|TV|RADIO|TELEVISION|AIRLINES?|AIR|"
    r"HAWALA|INDUSTR\w+|FACTORY|INSTITUTE|UNIVERSITY|ASSOCIATION|MEDIA|EST|ENTERPRISES?|"
    r"INVESTMENTS?|HOLDINGS?|OIL|PETROLEUM|MARITIME|AVIATION|STORES?|SERVICES?|CENT(?:ER|RE))\b"
)


def build_rows(lines: list[str]) -> list[tuple[str, list[str]]]:
    """Return the groups with their other names, the names that two groups share left out."""
    groups: dict[str, list[str]] = {}
    for line in lines[1:]:
        origin, name, aliases, *_ = [*line.rstrip("\n").split("\t"), "", "", ""]
        if origin not in SHIPS or not aliases or NOT_A_GROUP.search(name):
            continue
        names = [part for words in (name, *aliases.split("|")) for part in split_bracket(words)]
        groups.setdefault(fold_name(names[0]), []).extend(names)
    bearers = Counter(key for names in groups.values() for key in {fold_name(n) for n in names})
    rows = []
    for names in groups.values():
        own = {fold_name(n): n for n in reversed(names) if bearers[fold_name(n)] == 1}
        kept = [words for key, words in sorted(own.items()) if len(key) > 2]
        if len(kept) > 1:
            rows.append((kept[0], kept[1:]))
    return sorted(rows)


def split_bracket(words: str) -> list[str]:
    """Return the names in `LONG NAME (ABC)`: both, without notes longer than a short form."""
    found = re.fullmatch(r"(.*?)\s*\(([^()]{2,8})\)", words.strip(" \"'"))
    names = [found[1], found[2]] if found else [words.strip(" \"'")]
    return [name for name in names if name and name.isascii() and "(" not in name]


if __name__ == "__main__":
    found = build_rows(Path(sys.argv[1]).read_text(encoding="utf-8").splitlines())
    body = "".join(f"{name}\t{'|'.join(aliases)}\n" for name, aliases in found)
    TARGET.write_text(HEADER + body, encoding="utf-8")
    print(f"{len(found)} groups, {sum(len(a) + 1 for _, a in found)} names: {TARGET}")
