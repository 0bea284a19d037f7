"""The JSON Schema that editors use says what the reader says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import ryml

from indicators import model, schema

DATA = Path(__file__).parent.parent / "data"


def written(text: str) -> Any:
    return json.loads(ryml.emit_json(ryml.parse_in_arena(text.encode())))


def test_the_committed_schema_is_the_one_made_from_the_model() -> None:
    assert (DATA / "indicators.schema.json").read_text(encoding="utf-8") == schema.text()


def test_every_key_of_the_catalogue_has_a_hover() -> None:
    keys = {
        name for record in schema.json_schema()["$defs"].values() for name in record.get("properties", {})
    }
    assert keys - set(schema.HOVERS) == set()


@pytest.mark.parametrize("file", sorted(DATA.glob("*.yaml")), ids=lambda file: file.name)
def test_editors_find_nothing_wrong_with_the_committed_catalogue(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=indicators.schema.json\n")
    jsonschema.validate(written(text), schema.json_schema())


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("sourcs: []", "Additional properties are not allowed ('sourcs' was unexpected)"),
        (
            "areas: [{id: cq, title: {zh: 重庆, en: Chongqing}}]",
            f"'cq' does not match {model.AreaId.__metadata__[0].pattern!r}",
        ),
        ("themes: [{id: size}]", "'title' is a required property"),
    ],
)
def test_editors_mark_what_the_reader_would_refuse(wrong: str, said: str) -> None:
    with pytest.raises(jsonschema.ValidationError) as error:
        jsonschema.validate(written(wrong), schema.json_schema())
    assert error.value.message == said
