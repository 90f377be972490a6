"""Which names of a place are kept."""

import csv
import gzip
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dateline.extract.gazetteer import AREA_FEATURES, Feature, fold_name
from training.gazetteer.inputs import HERE, PlaceRow

MIN_WORD_COUNT = 4
KNOWN_TOWN = 50_000
ALIASED_TOWN = 5_000
# Small towns here are called by their one name in English news; the other spellings of GeoNames are
# those of other languages and cost more bytes than they find.
ONE_NAME = frozenset(
    "AR AT AU BE BG BR CA CH CL CN CZ DE DK EE ES FI FR GB GR HR HU IE IS IT JP KR LT LV MX NL NO "
    "NZ PL PT RO SE SI SK TW US VN".split()
)
MAX_VILLAGE_ALIASES = 3
KIND_WORDS = re.compile(
    r"^(?:state|province|region|district|governorate|muhafazat|wilayat? (?:de |d')?|cercle|degmada|"
    r"ville|qa[dḑ]a[̄’']*|shahrestan-e|departement|départment|oblast|county|territoire)"
    r"(?: of| de| du)? "
    r"|[ -]+(?:district|agency|province|state|governorate|region|cercle|division|oblast|raion|"
    r"tehsil|lga|city|county|prefecture|department|municipality|\(city\)|shi|sheng|krai|kray)$",
    re.IGNORECASE,
)
# Macron, dot below, line below, and a cedilla under any letter but c, s and t; quotes for ayn.
SCHOLARLY = re.compile("[\u0304\u0323\u0331\u2018\u02bb\u02bf]|[dhz]\u0327", re.IGNORECASE)
QUOTES = {ord(mark): None for mark in "\u2018\u2019\u02bb\u02bc\u02be\u02bf`"}
ARTICLE = re.compile(r"^(?:al|el|ar|as|ash|ad|an|at|az|adh|ath)[- ](?=\w{3})", re.IGNORECASE)
KEEPS_COUNTY = frozenset({"US", "GB", "IE", "CA", "AU"})


def read_common_words(ner_dataset: Path) -> frozenset[str]:
    """Return the words that English news writes in lower case at least four times."""
    counts: Counter[str] = Counter()
    with gzip.open(ner_dataset, "rt", encoding="utf-8", errors="replace", newline="") as file:
        for row in csv.reader(file):
            if len(row) > 1 and row[1].islower() and row[1].isalpha():
                counts[row[1]] += 1
    return frozenset(word for word, count in counts.items() if count >= MIN_WORD_COUNT)


def bare_area_name(name: str) -> str:
    """Return an area's name without the words for its kind: `Zhob District` is `Zhob`."""
    return KIND_WORDS.sub("", name).strip() or name


def shown_name(row: PlaceRow) -> str:
    """Return the name to show.

    An area's comes without the word for its kind, but `Scott County` with it. Accents stay where a
    language writes them and go where they are a scholar's: `Medellín`, but `Bajaur`, not `Bājaur`.
    """
    name = row.name
    if row.feature in (Feature.ADMIN1, Feature.ADMIN2) and row.path[0] not in KEEPS_COUNTY:
        bare = bare_area_name(name)
        name = bare if len(bare) > 3 else name
    return _plain(name) if SCHOLARLY.search(unicodedata.normalize("NFD", name)) else name


def is_latin(name: str) -> bool:
    """Say whether all letters of a name are Latin."""
    return all(
        not letter.isalpha() or "LATIN" in unicodedata.name(letter, "") or letter in "ʼʻʿʾʹ"
        for letter in name
    )


def read_corrections() -> dict[int, frozenset[str]]:
    """Return the folded names that are not to find a place, by GeoNames id."""
    data = tomllib.loads((HERE / "corrections.toml").read_text(encoding="utf-8"))
    return {
        int(geonames_id): frozenset(map(fold_name, names))
        for geonames_id, names in data["not_called"].items()
    }


def keys_of(row: PlaceRow, common_words: frozenset[str]) -> list[str]:
    """Return the folded names that are to find the place, sorted."""
    major = row.feature in AREA_FEATURES or row.feature in (Feature.CAPITAL, Feature.SEAT)
    own = set(_variants(row, row.name))
    # `Central` and `Delta` are provinces too: they are found as `Delta State`, never alone.
    if row.feature in (Feature.ADMIN1, Feature.ADMIN2) or not (
        major or row.population >= KNOWN_TOWN
    ):
        own -= common_words
    others: set[str] = set()
    country = row.path[0]
    if major or row.population >= ALIASED_TOWN or country not in ONE_NAME:
        for alias in row.aliases:
            if len(alias) > 1 and is_latin(alias) and not _is_code(alias, row):
                others |= set(_variants(row, alias))
    if row.feature in (Feature.ADMIN1, Feature.ADMIN2):
        others -= common_words
    elif row.feature not in (Feature.COUNTRY, Feature.REGION):
        others = {key for key in others - common_words if len(key) > 2}
    if row.feature == Feature.VILLAGE and not row.population:
        others = set(sorted(others - own)[:MAX_VILLAGE_ALIASES])
    return sorted(key for key in own | others if key)


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFD", name).translate(QUOTES)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _variants(row: PlaceRow, name: str) -> Iterator[str]:
    yield fold_name(name)
    if row.feature in (Feature.ADMIN1, Feature.ADMIN2):
        bare = bare_area_name(name)
        if row.feature == Feature.ADMIN1 or row.path[0] not in KEEPS_COUNTY:
            yield fold_name(bare)
    if ARTICLE.match(name):
        yield fold_name(ARTICLE.sub("", name))


def _is_code(alias: str, row: PlaceRow) -> bool:
    """Say whether an alias is an airport's or a station's code, not a name."""
    return alias.isupper() and len(alias) <= 4 and row.feature not in AREA_FEATURES
