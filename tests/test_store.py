"""A folder is one catalogue, quickly opened again; the files are the truth and their compiled forms are not missed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators import checks, exact, model, plain, reading, store
from indicators.model import Catalogue, Document
from indicators.problems import CatalogueError

SHARED = """\
themes:
  - {id: size, title: {zh: 规模, en: Size}}
units:
  - {id: percent, title: {zh: "%", en: "%"}, name: {zh: 百分比, en: per cent}}
areas:
  - {id: CN-CQ, title: {zh: 重庆, en: Chongqing}}
sources:
  - {id: letter, kind: letter, title: 复函, issuer: 经信委, reliability: primary, published: 2023-04-04}
"""
INDICATOR = """\
indicators:
  - id: NAME
    title: {zh: 占比, en: Share}
    short_title: {zh: 占比, en: Share}
    definition: {zh: 定义, en: Definition}
    theme: size
    unit: percent
    direction: up
    observations:
      - {time_period: "2022", ref_area: CN-CQ, obs_value: 8, qualifier: more_than, source: letter, quote: 占比超过8%}
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("INDICATORS_CACHE", str(folder))
    forget(monkeypatch)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    data.mkdir()
    (data / "indicators.yaml").write_text(SHARED, encoding="utf-8")
    (data / "b.yaml").write_text(INDICATOR.replace("NAME", "b"), encoding="utf-8")
    (data / "a.yml").write_text(INDICATOR.replace("NAME", "a"), encoding="utf-8")
    return data


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of the files that were parsed, not found compiled."""
    names: list[str] = []
    read = reading.read

    def noting(data: bytes, file: str) -> Any:
        names.append(Path(file).name)
        return read(data, file)

    monkeypatch.setattr(reading, "read", noting)
    return iter([names])


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a new process knows: nothing."""
    monkeypatch.setattr(store, "_memory", {})


def test_a_folder_is_one_catalogue_and_indicators_yaml_comes_first(folder: Path) -> None:
    (folder / "notes.txt").write_text("no data", encoding="utf-8")
    (folder / ".hidden.yaml").write_text("no data", encoding="utf-8")
    catalogue = store.read(folder)
    assert [file.name for file, _ in catalogue.files] == ["indicators.yaml", "a.yml", "b.yaml"]
    assert list(catalogue.indicators) == ["a", "b"]
    assert list(catalogue.sources) == ["letter"]
    assert [(indicator.id, kind, claim.obs_value) for indicator, kind, claim in catalogue.claims()] == [
        ("a", "actual", "8"),
        ("b", "actual", "8"),
    ]


def test_one_file_is_a_catalogue_too(folder: Path) -> None:
    assert list(store.read(folder / "b.yaml").indicators) == ["b"]


def test_the_folder_is_named_by_the_environment_or_is_data(
    monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    monkeypatch.setenv("INDICATORS_DATA", str(folder))
    assert store.read() == store.read(folder)
    monkeypatch.delenv("INDICATORS_DATA")
    assert store.default_folder() == Path("data")


def test_reading_tells_how_far_it_is(folder: Path) -> None:
    told: list[tuple[int, int]] = []
    store.read(folder, lambda done, total: told.append((done, total)))
    total = sum(file.stat().st_size for file in folder.iterdir())
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert {of for _, of in told} == {total}
    assert told[-1] == (total, total)


def test_the_digest_changes_with_any_byte(folder: Path) -> None:
    digests = {store.read(folder).digest, store.read(folder).digest}
    assert len(digests) == 1
    for file in sorted(folder.iterdir()):
        kept = file.read_bytes()
        for changed in (
            kept + b"\n",
            b"\n" + kept,
            kept.replace(b"zh", b"zh", 1) + b"# c",
            kept.replace(b"\n", b"\r\n", 1),
        ):
            file.write_bytes(changed)
            digests.add(store.read(folder).digest)
        file.write_bytes(kept)
    assert len(digests) == 1 + 3 * 4
    (folder / "b.yaml").rename(folder / "c.yaml")
    digests.add(store.read(folder).digest)
    assert len(digests) == 2 + 3 * 4


def test_an_unchanged_file_is_not_parsed_again_in_the_process_nor_in_the_next(
    folder: Path, parsed: Iterator[list[str]], monkeypatch: pytest.MonkeyPatch, cache: Path
) -> None:
    names = next(parsed)
    first = store.read(folder)
    assert names == ["indicators.yaml", "a.yml", "b.yaml"]
    assert len(list(cache.iterdir())) == 3
    assert store.read(folder) == first
    forget(monkeypatch)
    assert store.read(folder) == first
    assert len(names) == 3


def test_a_changed_file_is_the_only_one_that_is_parsed_again(
    folder: Path, parsed: Iterator[list[str]]
) -> None:
    names = next(parsed)
    store.read(folder)
    (folder / "b.yaml").write_text(INDICATOR.replace("NAME", "c"), encoding="utf-8")
    assert list(store.read(folder).indicators) == ["a", "c"]
    assert names == ["indicators.yaml", "a.yml", "b.yaml", "b.yaml"]


@pytest.mark.parametrize(
    "damage", ["truncated", "one bit", "empty", "text", "another file's", "checksum of other content"]
)
def test_a_damaged_compiled_form_is_made_anew(
    damage: str, folder: Path, parsed: Iterator[list[str]], monkeypatch: pytest.MonkeyPatch, cache: Path
) -> None:
    names = next(parsed)
    first = store.read(folder)
    compiled = sorted(cache.iterdir())
    whole = [file.read_bytes() for file in compiled]
    for index, file in enumerate(compiled):
        file.write_bytes(
            {
                "truncated": whole[index][:-10],
                "one bit": whole[index][:-10] + bytes([whole[index][-10] ^ 1]) + whole[index][-9:],
                "empty": b"",
                "text": b"indicators: []\n",
                "another file's": whole[index - 1][:32] + whole[index][32:],
                "checksum of other content": whole[index][:32] + whole[index - 1][32:],
            }[damage]
        )
    forget(monkeypatch)
    assert store.read(folder) == first
    assert len(names) == 6
    assert [file.read_bytes() for file in compiled] == whole


def test_the_compiled_form_of_another_model_is_not_read(
    folder: Path, parsed: Iterator[list[str]], monkeypatch: pytest.MonkeyPatch, cache: Path
) -> None:
    names = next(parsed)
    store.read(folder)
    forget(monkeypatch)
    monkeypatch.setattr(store, "_fingerprint_made", "")
    monkeypatch.setitem(model.Observation.__annotations__, "obs_conf", str)
    store.read(folder)
    assert len(names) == 6
    assert len(list(cache.iterdir())) == 6


def test_the_compiled_forms_may_be_deleted_at_any_time(
    folder: Path, monkeypatch: pytest.MonkeyPatch, cache: Path
) -> None:
    first = store.read(folder)
    for file in cache.iterdir():
        file.unlink()
    cache.rmdir()
    assert store.read(folder) == first
    forget(monkeypatch)
    assert store.read(folder) == first


def test_a_cache_folder_that_cannot_be_written_does_not_matter(
    folder: Path, monkeypatch: pytest.MonkeyPatch, cache: Path
) -> None:
    cache.write_text("a file stands where the folder should be", encoding="utf-8")
    first = store.read(folder)
    forget(monkeypatch)
    assert store.read(folder) == first
    assert cache.read_text(encoding="utf-8") == "a file stands where the folder should be"


def test_the_cache_does_not_grow_without_end(
    folder: Path, monkeypatch: pytest.MonkeyPatch, cache: Path
) -> None:
    monkeypatch.setattr(store, "_KEPT_FILES", 5)
    for name in "cdefgh":
        (folder / "b.yaml").write_text(INDICATOR.replace("NAME", name), encoding="utf-8")
        store.read(folder)
    assert len(list(cache.iterdir())) == 5


def test_a_file_with_problems_leaves_no_compiled_form(folder: Path, cache: Path) -> None:
    (folder / "b.yaml").write_text(INDICATOR.replace("direction: up", "direction: upp"), encoding="utf-8")
    for _ in range(2):
        with pytest.raises(CatalogueError) as caught:
            store.read(folder)
        assert [str(problem) for problem in caught.value.problems] == [
            f"{folder}/b.yaml:2:9: id is NAME; write an id of small letters, digits and _, starting with a letter",
            f"{folder}/b.yaml:8:16: direction is upp; did you mean up?",
        ]
    assert len(list(cache.iterdir())) == 2


def test_two_equal_files_are_two_files_with_the_same_ids(folder: Path) -> None:
    (folder / "c.yaml").write_bytes((folder / "b.yaml").read_bytes())
    found = [str(problem) for problem in checks.check(store.read(folder))]
    assert found == [
        f"{folder}/c.yaml:2:9: the indicator b stands twice (first in {folder}/b.yaml:2:9); "
        "give one of them another id or merge them"
    ]


def test_a_deleted_file_has_no_places(folder: Path) -> None:
    catalogue = store.read(folder)
    (folder / "b.yaml").unlink()
    assert store.places(catalogue, folder / "b.yaml", [("indicators", 0), ("indicators",)]) == [
        (0, 0),
        (0, 0),
    ]


# ------------------------------------------------------------------------------------------- property

words = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=12).filter(
    str.strip
)
ids = st.from_regex("[a-z][a-z0-9_]{0,8}", fullmatch=True)
texts = st.builds(model.Text, zh=words, en=words)
claims = st.builds(
    model.Observation,
    time_period=st.sampled_from(["2022", "2022-Q3", "2022-06", "2022-06-30", "2016/2020", "2022-01/2022-07"]),
    ref_area=st.sampled_from(["CN", "CN-CQ"]),
    obs_value=st.from_regex(r"-?(0|[1-9][0-9]{0,3})(\.[0-9]{1,2}|/[1-9])?", fullmatch=True),
    source=ids,
    quote=words,
    qualifier=st.sampled_from([None, "more_than", "about"]),
    unit_mult=st.none() | st.integers(-12, 24),
    obs_status=st.sampled_from([None, "E", "F"]),
    period_stated=st.booleans(),
    note=st.none() | words,
    because=st.none() | words,
)
indicators = st.builds(
    model.Indicator,
    id=ids,
    title=texts,
    short_title=texts,
    definition=texts,
    theme=ids,
    unit=ids,
    direction=st.sampled_from(["up", "down", "none"]),
    unit_mult=st.integers(-12, 24),
    decimals=st.integers(0, 6),
    headline=st.booleans(),
    note=st.none() | texts,
    breaks=st.tuples()
    | st.tuples(st.builds(model.Break, time_period=st.just("2022"), title=texts, ref_area=st.none())),
    observations=st.lists(claims, max_size=9).map(tuple),
    targets=st.lists(claims, max_size=3).map(tuple),
    derived=st.just(()),
)
documents = st.builds(
    Document,
    themes=st.just(()),
    units=st.just(()),
    areas=st.just(()),
    sources=st.just(()),
    indicators=st.lists(indicators, max_size=3).map(tuple),
)


@given(documents)
@settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_compiled_form_says_what_the_document_says(document: Document) -> None:
    assert store._decompile(store._compile(document)) == document


def test_the_real_catalogue_is_the_same_from_either_reader_and_from_the_compiled_form() -> None:
    root = Path(__file__).parents[1] / "data"
    catalogue: Catalogue = store.read(root)
    for file, document in catalogue.files:
        data = file.read_bytes()
        assert plain.read(data) == exact.read(data, file.name) == document
        assert store._decompile(store._compile(document)) == document
