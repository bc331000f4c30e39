"""The contract of both stores: a directory, and a bucket simulated by moto."""

import pickle
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from moto import mock_aws

from rating_job.directory_store import DirectoryStore
from rating_job.object_store import ObjectStore
from rating_job.s3_store import S3Store
from rating_job.stores import read_at, store_at


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    with mock_aws():
        boto3.client("s3").create_bucket(Bucket="records")
        yield "records"


@pytest.fixture(params=["directory", "bucket", "bucket below a prefix"])
def store(request: pytest.FixtureRequest, tmp_path: Path, bucket: str) -> ObjectStore:
    if request.param == "directory":
        return DirectoryStore(str(tmp_path))
    return S3Store(bucket, "below" if "prefix" in request.param else "")


def _keys(store: ObjectStore, prefix: str) -> list[str]:
    return sorted(found.key for found in store.list(prefix))


def test_what_is_written_is_listed_and_read(store: ObjectStore) -> None:
    store.write("a/1/_x [y]", [b"one", b"", b" two"])
    store.write("a/2", [])
    store.write("ab", [b"x"])

    assert _keys(store, "a/") == ["a/1/_x [y]", "a/2"]
    assert store.read("a/1/_x [y]") == b"one two"
    assert store.read("a/2") == b""
    assert store.read_range("a/1/_x [y]", 2, 5) == b"e t"
    [found] = store.list("a/1/")
    assert found.bytes == 7
    assert found.modified_at > 1_700_000_000


def test_a_write_replaces(store: ObjectStore) -> None:
    store.write("a", [b"long"])
    store.write("a", [b"x"])
    assert store.read("a") == b"x"


def test_what_is_not_there(store: ObjectStore) -> None:
    assert _keys(store, "none/") == []
    store.remove_all("none/")
    with pytest.raises(LookupError, match='Cannot read "none": it is not there'):
        store.read("none")
    with pytest.raises(LookupError, match='Cannot read "none": it is not there'):
        store.read_range("none", 0, 1)


def test_a_write_that_fails_leaves_what_was_there(store: ObjectStore) -> None:
    def broken() -> Iterator[bytes]:
        yield b"x" * (33 << 20)
        raise OSError("no more")

    store.write("d/a", [b"old"])
    with pytest.raises(OSError, match="no more"):
        store.write("d/a", broken())
    assert store.read("d/a") == b"old"
    assert _keys(store, "d/") == ["d/a"]


def test_large_objects_go_in_parts(store: ObjectStore) -> None:
    sent = [bytes([n]) * (20 << 20) for n in range(4)]
    store.write("large", sent)
    assert b"".join(store.chunks("large")) == b"".join(sent)


def test_all_below_a_prefix_is_removed(store: ObjectStore) -> None:
    for n in range(3):
        store.write(f"a/{n}", [b""])
    store.write("ab", [b""])
    store.remove_all("a/")
    assert _keys(store, "a/") == []
    assert store.read("ab") == b""


def test_executors_get_a_store_of_their_own(store: ObjectStore) -> None:
    store.write("a", [b"x"])
    assert pickle.loads(pickle.dumps(store)).read("a") == b"x"


def test_an_address_is_a_bucket_or_a_directory(bucket: str, tmp_path: Path) -> None:
    store_at(f"s3://{bucket}/below/").write("plan.json", [b"{}"])
    assert S3Store(bucket, "").read("below/plan.json") == b"{}"
    assert read_at(f"s3://{bucket}/below/plan.json") == b"{}"
    assert store_at(f"s3://{bucket}").read("below/plan.json") == b"{}"
    (tmp_path / "plan.json").write_text("[]")
    assert read_at(str(tmp_path / "plan.json")) == b"[]"
