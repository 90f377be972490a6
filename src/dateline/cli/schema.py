"""`dateline schema`: the shape of what Dateline prints."""

import json
from enum import StrEnum
from typing import Annotated

import typer


class SchemaName(StrEnum):
    """What has a schema."""

    READING = "reading"


def schema(
    name: Annotated[SchemaName, typer.Argument(help="What to show the schema of.")],
) -> None:
    """Show the JSON Schema of what Dateline prints as JSON.

    Example: [bold]dateline schema reading > reading.schema.json[/bold]
    """
    from dateline.extract.schema import reading_schema

    assert name is SchemaName.READING
    print(json.dumps(reading_schema(), indent=2, ensure_ascii=False))
