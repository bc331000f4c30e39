"""Chooses the store for an address: a bucket, or a directory on this machine."""

import re

from rating_job.directory_store import DirectoryStore
from rating_job.object_store import ObjectStore

_BUCKET = re.compile(r"s3[an]?://([^/]+)(?:/(.*))?")


def is_bucket(address: str) -> bool:
    """Whether an address is in S3."""
    return _BUCKET.fullmatch(address) is not None


def store_at(address: str) -> ObjectStore:
    """`s3://bucket/prefix`, or the path of a directory."""
    bucket = _BUCKET.fullmatch(address)
    if bucket is None:
        return DirectoryStore(address)
    # Imported only when needed: a machine that uses no bucket needs no boto3.
    from rating_job.s3_store import S3Store

    return S3Store(bucket.group(1), (bucket.group(2) or "").strip("/"))


def read_at(address: str) -> bytes:
    """The object at an address."""
    folder, _, name = address.rpartition("/")
    return store_at(folder or ".").read(name)
