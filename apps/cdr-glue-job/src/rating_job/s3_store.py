"""Objects in a bucket. Only this file uses boto3, which Glue has."""

from collections.abc import Iterable, Iterator
from threading import Lock
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from rating_job.object_store import StoredObject

# S3 accepts parts from 5 MiB, and 10,000 parts, so an object can have 320 GB. Amazon S3 user guide, "multipart upload limits".
_PART = 32 << 20
_CHUNK = 1 << 20
# S3 answers "503 Slow Down" while it scales up. A task has up to 16 requests in progress.
_CONFIG = Config(retries={"mode": "standard", "max_attempts": 10}, max_pool_connections=32)
# Threads may share a client, but only one thread may create it.
_making_a_client = Lock()


class S3Store:
    """An `ObjectStore` below a prefix of a bucket. Each process creates its own client, because clients cannot be pickled."""

    def __init__(self, bucket: str, prefix: str, **client_options: Any) -> None:
        self._bucket = bucket
        self._prefix = f"{prefix}/" if prefix else ""
        self._client_options = client_options
        self._own_client: Any = None

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_own_client": None}

    @property
    def _client(self) -> Any:
        with _making_a_client:
            if self._own_client is None:
                self._own_client = boto3.session.Session().client(
                    "s3", config=_CONFIG, **self._client_options
                )
        return self._own_client

    def list(self, prefix: str) -> Iterator[StoredObject]:
        """Lists in pages of up to 1,000."""
        pages = self._client.get_paginator("list_objects_v2").paginate(
            Bucket=self._bucket, Prefix=self._prefix + prefix
        )
        for page in pages:
            for found in page.get("Contents", []):
                key = found["Key"].removeprefix(self._prefix)
                yield StoredObject(key, found["Size"], int(found["LastModified"].timestamp()))

    def read(self, key: str) -> bytes:
        """All bytes of the object."""
        return b"".join(self.chunks(key))

    def read_range(self, key: str, start: int, end: int) -> bytes:
        """Some bytes of the object."""
        body: bytes = self._get(key, Range=f"bytes={start}-{end - 1}").read()
        return body

    def chunks(self, key: str) -> Iterator[bytes]:
        """The object in pieces."""
        yield from self._get(key).iter_chunks(_CHUNK)

    def _get(self, key: str, **options: Any) -> Any:
        try:
            return self._client.get_object(Bucket=self._bucket, Key=self._prefix + key, **options)["Body"]
        except ClientError as error:
            if error.response["Error"]["Code"] == "NoSuchKey":
                raise LookupError(f'Cannot read "{key}": it is not there') from error
            raise

    def write(self, key: str, chunks: Iterable[bytes]) -> None:
        """Holds one part in memory. An object with one part is written with a single request."""
        parts = _parts_of(chunks)
        first = next(parts, b"")
        if len(first) < _PART:
            self._client.put_object(Bucket=self._bucket, Key=self._prefix + key, Body=first)
            return
        place = {"Bucket": self._bucket, "Key": self._prefix + key}
        upload = {**place, "UploadId": self._client.create_multipart_upload(**place)["UploadId"]}
        try:
            written = [self._upload_part(upload, 1, first)]
            for number, part in enumerate(parts, 2):
                written.append(self._upload_part(upload, number, part))
            self._client.complete_multipart_upload(**upload, MultipartUpload={"Parts": written})
        except BaseException:
            self._client.abort_multipart_upload(**upload)
            raise

    def _upload_part(self, upload: dict[str, str], number: int, body: bytes) -> dict[str, Any]:
        part = self._client.upload_part(**upload, PartNumber=number, Body=body)
        return {"PartNumber": number, "ETag": part["ETag"]}

    def remove_all(self, prefix: str) -> None:
        """Removes a thousand objects at a time, S3's limit."""
        keys = [{"Key": self._prefix + found.key} for found in self.list(prefix)]
        for start in range(0, len(keys), 1000):
            some = keys[start : start + 1000]
            removed = self._client.delete_objects(
                Bucket=self._bucket, Delete={"Objects": some, "Quiet": True}
            )
            if removed.get("Errors"):
                raise OSError(f'Cannot remove what is below "{prefix}": {removed["Errors"][0]["Code"]}')


def _parts_of(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Splits or joins chunks of any size into parts of one size, except the last part."""
    held = bytearray()
    for chunk in chunks:
        held += chunk
        while len(held) >= _PART:
            yield bytes(held[:_PART])
            del held[:_PART]
    if held:
        yield bytes(held)
