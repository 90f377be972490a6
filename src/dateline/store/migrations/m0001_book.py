"""Step 1: pages, reports, sources, claims, failures, the ledger, and the index over words."""

from sqlalchemy import Connection

from dateline.store.dialect import Dialect

TABLES = (
    """CREATE TABLE pages (
        sha256 TEXT PRIMARY KEY,
        content {bytes} NOT NULL,
        location TEXT NOT NULL,
        media_type TEXT,
        url TEXT,
        fetched_at TEXT,
        added_at TEXT NOT NULL
    )""",
    """CREATE TABLE reports (
        number {number},
        id TEXT NOT NULL UNIQUE,
        sha256 TEXT NOT NULL REFERENCES pages(sha256),
        position INTEGER NOT NULL,
        text TEXT NOT NULL,
        url TEXT,
        location TEXT,
        title TEXT,
        outlet TEXT,
        byline TEXT,
        published TEXT,
        published_source TEXT,
        dateline TEXT NOT NULL,
        language TEXT,
        credits TEXT NOT NULL,
        warnings TEXT NOT NULL,
        superseded_at TEXT
    )""",
    """CREATE TABLE sources (
        id TEXT PRIMARY KEY,
        report TEXT NOT NULL REFERENCES reports(id),
        position INTEGER NOT NULL,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        entity TEXT,
        told TEXT,
        cue_start INTEGER,
        cue_end INTEGER,
        span_start INTEGER,
        span_end INTEGER,
        superseded_at TEXT
    )""",
    """CREATE TABLE claims (
        id TEXT PRIMARY KEY,
        report TEXT NOT NULL REFERENCES reports(id),
        position INTEGER NOT NULL,
        subject TEXT NOT NULL,
        field TEXT NOT NULL,
        value TEXT NOT NULL,
        raw TEXT NOT NULL,
        evidence_start INTEGER NOT NULL,
        evidence_end INTEGER NOT NULL,
        sources TEXT NOT NULL,
        modality TEXT NOT NULL,
        score {real} NOT NULL,
        made_by TEXT NOT NULL,
        superseded_at TEXT
    )""",
    """CREATE TABLE failures (
        number {number},
        location TEXT NOT NULL,
        sha256 TEXT,
        stage TEXT NOT NULL,
        error TEXT NOT NULL,
        message TEXT NOT NULL,
        hint TEXT,
        failed_at TEXT NOT NULL,
        superseded_at TEXT
    )""",
    """CREATE TABLE ledger (
        sha256 TEXT NOT NULL,
        stage TEXT NOT NULL,
        version TEXT NOT NULL,
        done_at TEXT NOT NULL,
        PRIMARY KEY (sha256, stage, version)
    )""",
)

INDEXES = (
    "CREATE INDEX reports_sha256 ON reports(sha256)",
    "CREATE INDEX sources_report ON sources(report)",
    "CREATE INDEX claims_report ON claims(report)",
    "CREATE INDEX claims_subject ON claims(subject)",
    "CREATE INDEX failures_location ON failures(location)",
)


def create_book(connection: Connection, dialect: Dialect) -> None:
    """Make the first tables of a new book."""
    for statement in TABLES:
        connection.exec_driver_sql(statement.format(**dialect.column_types))
    for statement in (*INDEXES, *dialect.search_ddl):
        connection.exec_driver_sql(statement)
