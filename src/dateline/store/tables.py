"""The book's tables, as SQLAlchemy Core sees them; the migrations make them.

Rows of `reports`, `sources` and `claims` are never changed or deleted: a later reading of the same
page writes its own rows and dates the older ones in `superseded_at`. Null there means current.
"""

from sqlalchemy import Column, Float, Integer, LargeBinary, MetaData, Table, Text

METADATA = MetaData()

MIGRATIONS = Table(
    "dateline_migrations",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("name", Text),
    Column("applied_at", Text),
)

PAGES = Table(
    "pages",
    METADATA,
    Column("sha256", Text, primary_key=True),
    Column("content", LargeBinary),
    Column("location", Text),
    Column("media_type", Text),
    Column("url", Text),
    Column("fetched_at", Text),
    Column("added_at", Text),
)

REPORTS = Table(
    "reports",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("id", Text),
    Column("sha256", Text),
    Column("position", Integer),
    Column("text", Text),
    Column("url", Text),
    Column("location", Text),
    Column("title", Text),
    Column("outlet", Text),
    Column("byline", Text),
    Column("published", Text),
    Column("published_source", Text),
    Column("dateline", Text),
    Column("language", Text),
    Column("credits", Text),
    Column("warnings", Text),
    Column("superseded_at", Text),
)

SOURCES = Table(
    "sources",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("report", Text),
    Column("position", Integer),
    Column("kind", Text),
    Column("name", Text),
    Column("entity", Text),
    Column("told", Text),
    Column("cue_start", Integer),
    Column("cue_end", Integer),
    Column("span_start", Integer),
    Column("span_end", Integer),
    Column("superseded_at", Text),
)

CLAIMS = Table(
    "claims",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("report", Text),
    Column("position", Integer),
    Column("subject", Text),
    Column("field", Text),
    Column("value", Text),
    Column("raw", Text),
    Column("evidence_start", Integer),
    Column("evidence_end", Integer),
    Column("sources", Text),
    Column("modality", Text),
    Column("score", Float),
    Column("made_by", Text),
    Column("superseded_at", Text),
)

FAILURES = Table(
    "failures",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("location", Text),
    Column("sha256", Text),
    Column("stage", Text),
    Column("error", Text),
    Column("message", Text),
    Column("hint", Text),
    Column("failed_at", Text),
    Column("superseded_at", Text),
)

LEDGER = Table(
    "ledger",
    METADATA,
    Column("sha256", Text, primary_key=True),
    Column("stage", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("done_at", Text),
)
