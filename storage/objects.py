"""Objects in an S3 store: bytes by key, and signed links that let a browser reach one key for a few minutes.

Signing is arithmetic and costs no I/O; everything else runs in this store's own threads, never on the event loop.
"""

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar
from urllib.parse import quote

from boto3.session import Session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client

UPLOAD_SECONDS: Final = 600
MAX_LINK_SECONDS: Final = 300
PING_SECONDS: Final = 3
_THREADS: Final = 16
_MISSING: Final = frozenset({"404", "NoSuchKey", "NotFound", "NoSuchBucket"})

Result = TypeVar("Result")


class ObjectStoreError(Exception):
    """The store did not answer, or refused; nothing is known to have happened."""


class ObjectNotFound(ObjectStoreError):
    """There is nothing under this key."""


class ObjectTooLarge(ObjectStoreError):
    """There are more bytes under this key than the reader wanted to take."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A request that a browser may make once: these bytes, of this type and size, to this one new key."""

    method: str
    url: str
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class StoredObject:
    """What the store knows about an object without reading it. `size` in bytes."""

    size: int
    content_type: str


class ObjectStore:
    """One bucket of one S3 store. `public_url` is where browsers reach it; empty means: at `endpoint_url` too.

    Empty keys leave the credentials to the environment (a role of the machine, for instance). Every method with I/O
    raises ObjectStoreError when the store does not answer within its time-outs (3 s to connect, 10 s to read, twice).
    """

    def __init__(
        self, endpoint_url: str, public_url: str, access_key: str, secret_key: str, bucket: str, region: str
    ) -> None:
        session = Session(
            aws_access_key_id=access_key or None, aws_secret_access_key=secret_key or None, region_name=region
        )
        self._bucket = bucket
        self._region = region
        self._client = _client(session, endpoint_url)
        # The host is part of a signature: a link signed for the inner address is void at the public one.
        same = not public_url or public_url.rstrip("/") == endpoint_url.rstrip("/")
        self._signer = self._client if same else _client(session, public_url)
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="objects")

    def presign_put(self, key: str, content_type: str, size: int) -> Upload:
        """Leave to upload exactly `size` bytes of `content_type` to `key`, for 10 minutes, unless `key` exists.

        The browser adds Content-Length by itself, from the body; any other length breaks the signature.
        """
        url = self._signer.generate_presigned_url(
            "put_object",
            Params={
                "Bucket": self._bucket,
                "Key": key,
                "ContentType": content_type,
                "ContentLength": size,
                "IfNoneMatch": "*",
            },
            ExpiresIn=UPLOAD_SECONDS,
        )
        return Upload("PUT", url, {"Content-Type": content_type, "If-None-Match": "*"})

    def presign_get(
        self, key: str, *, file_name: str, content_type: str, inline: bool, seconds: int = MAX_LINK_SECONDS
    ) -> str:
        """A link to read `key` for at most 300 seconds; the store answers with this name, type and disposition."""
        if not 0 < seconds <= MAX_LINK_SECONDS:
            raise ValueError(f"a link lives between 1 and {MAX_LINK_SECONDS} seconds")
        return self._signer.generate_presigned_url(
            "get_object",
            Params={
                "Bucket": self._bucket,
                "Key": key,
                "ResponseContentDisposition": content_disposition(file_name, inline=inline),
                "ResponseContentType": content_type,
                "ResponseCacheControl": f"private, max-age={seconds}",
            },
            ExpiresIn=seconds,
        )

    async def put(self, key: str, content: bytes, content_type: str) -> None:
        """Store `content` under `key`, replacing what was there."""
        await self._run(
            lambda: self._client.put_object(Bucket=self._bucket, Key=key, Body=content, ContentType=content_type)
        )

    async def get(self, key: str, limit: int) -> bytes:
        """All bytes of `key`. Raises ObjectNotFound, or ObjectTooLarge when there are more than `limit`."""
        content = await self._run(lambda: self._read(key, limit + 1))
        if len(content) > limit:
            raise ObjectTooLarge(key)
        return content

    async def get_range(self, key: str, start: int, length: int) -> bytes:
        """Up to `length` bytes of `key` from `start`; fewer at its end. Raises ObjectNotFound."""
        return await self._run(lambda: self._read(key, length, f"bytes={start}-{start + length - 1}"))

    async def head(self, key: str) -> StoredObject:
        """Size and type of `key`. Raises ObjectNotFound."""
        found = await self._run(lambda: self._client.head_object(Bucket=self._bucket, Key=key))
        return StoredObject(found["ContentLength"], found.get("ContentType", ""))

    async def delete(self, key: str) -> None:
        """Nothing is under `key` afterwards, whether or not there was."""
        await self._run(lambda: self._client.delete_object(Bucket=self._bucket, Key=key))

    async def prepare(self, origins: Iterable[str]) -> None:
        """The bucket exists and lets pages of `origins` upload and read by signed link. May be called any time."""
        allowed = sorted(origins)
        await self._run(lambda: self._prepare(allowed))

    async def ping(self) -> bool:
        """Whether the bucket answers within 3 seconds."""
        try:
            async with asyncio.timeout(PING_SECONDS):
                await self._run(lambda: self._client.head_bucket(Bucket=self._bucket))
        except (ObjectStoreError, TimeoutError):
            return False
        return True

    def close(self) -> None:
        """Let what is running end, drop what waits, and close all connections."""
        self._threads.shutdown(wait=True, cancel_futures=True)
        self._client.close()
        self._signer.close()

    async def _run(self, work: Callable[[], Result]) -> Result:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        except ClientError as error:
            code = error.response.get("Error", {}).get("Code", "")
            raise (ObjectNotFound if code in _MISSING else ObjectStoreError)(code) from error
        except BotoCoreError as error:
            raise ObjectStoreError(type(error).__name__) from error

    def _read(self, key: str, limit: int, span: str = "") -> bytes:
        answer = (
            self._client.get_object(Bucket=self._bucket, Key=key, Range=span)
            if span
            else self._client.get_object(Bucket=self._bucket, Key=key)
        )
        with answer["Body"] as body:
            return body.read(limit)

    def _prepare(self, origins: list[str]) -> None:
        try:
            self._client.head_bucket(Bucket=self._bucket)
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") not in _MISSING:
                raise
            self._create()
        if not origins:
            return
        self._client.put_bucket_cors(
            Bucket=self._bucket,
            CORSConfiguration={
                "CORSRules": [
                    {
                        "AllowedOrigins": origins,
                        "AllowedMethods": ["PUT", "GET", "HEAD"],
                        "AllowedHeaders": ["content-type", "if-none-match", "range"],
                        "ExposeHeaders": ["ETag", "Content-Length", "Content-Range", "Accept-Ranges"],
                        "MaxAgeSeconds": 3600,
                    }
                ]
            },
        )

    def _create(self) -> None:
        try:
            if self._region == "us-east-1":  # The one region that may not be named.
                self._client.create_bucket(Bucket=self._bucket)
            else:
                self._client.create_bucket(
                    Bucket=self._bucket,
                    CreateBucketConfiguration={"LocationConstraint": self._region},  # type: ignore[typeddict-item]
                )
        except ClientError as error:
            # Another process was faster.
            if error.response.get("Error", {}).get("Code") not in ("BucketAlreadyOwnedByYou", "BucketAlreadyExists"):
                raise


def content_disposition(file_name: str, *, inline: bool) -> str:
    """RFC 6266: an ASCII name for old readers and the true one in RFC 5987's encoding."""
    ascii_name = "".join(one if " " <= one <= "~" and one not in '"\\%;' else "_" for one in file_name)
    kind = "inline" if inline else "attachment"
    return f"{kind}; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(file_name, safe='')}"


def _client(session: Session, url: str) -> "S3Client":
    client: S3Client = session.client(
        "s3",
        endpoint_url=url or None,
        config=Config(
            signature_version="s3v4",
            s3={"addressing_style": "path"},
            max_pool_connections=_THREADS,
            connect_timeout=3,
            read_timeout=10,
            retries={"mode": "standard", "total_max_attempts": 2},
            # Checksum trailers are an extension that not every S3 store understands.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    )
    return client
