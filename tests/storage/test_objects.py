"""The object store: a signed request does what it was signed for, once, for minutes, and nothing else."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import httpx
import pytest

from storage.embedded import Embedded, start
from storage.objects import (
    MAX_LINK_SECONDS,
    ObjectNotFound,
    ObjectStore,
    ObjectStoreError,
    ObjectTooLarge,
    content_disposition,
)

ORIGIN = "https://astars.example"
PDF = b"%PDF-1.7\n" + b"stars " * 100


def open_store(server: Embedded, public_url: str = "") -> ObjectStore:
    return ObjectStore(
        server.s3_endpoint_url, public_url, server.s3_access_key, server.s3_secret_key, "letters", "us-east-1"
    )


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Embedded]:
    with start(Path(tmp_path_factory.mktemp("objects")), mongodb=False, redis=False) as embedded:
        yield embedded


@pytest.fixture
async def objects(server: Embedded) -> AsyncIterator[ObjectStore]:
    store = open_store(server)
    await store.prepare([ORIGIN])
    yield store
    store.close()


@pytest.fixture
async def browser() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient() as client:
        yield client


@pytest.fixture
def key() -> str:
    return f"attachments/{uuid4()}/original"


async def test_signed_upload_stores_the_bytes(objects: ObjectStore, browser: httpx.AsyncClient, key: str) -> None:
    upload = objects.presign_put(key, "application/pdf", len(PDF))

    answer = await browser.request(upload.method, upload.url, headers=upload.headers, content=PDF)

    assert answer.status_code == 200
    found = await objects.head(key)
    assert (found.size, found.content_type) == (len(PDF), "application/pdf")
    assert await objects.get(key, limit=len(PDF)) == PDF


async def test_upload_of_another_size_is_refused(objects: ObjectStore, browser: httpx.AsyncClient, key: str) -> None:
    upload = objects.presign_put(key, "application/pdf", len(PDF))

    longer = await browser.put(upload.url, headers=upload.headers, content=PDF + b"!")
    shorter = await browser.put(upload.url, headers=upload.headers, content=PDF[:-1])

    assert (longer.status_code, shorter.status_code) == (403, 403)
    with pytest.raises(ObjectNotFound):
        await objects.head(key)


async def test_upload_of_another_type_is_refused(objects: ObjectStore, browser: httpx.AsyncClient, key: str) -> None:
    upload = objects.presign_put(key, "application/pdf", len(PDF))

    answer = await browser.put(upload.url, headers={**upload.headers, "Content-Type": "text/html"}, content=PDF)

    assert answer.status_code == 403


async def test_upload_without_the_overwrite_guard_is_refused(
    objects: ObjectStore, browser: httpx.AsyncClient, key: str
) -> None:
    upload = objects.presign_put(key, "application/pdf", len(PDF))

    answer = await browser.put(upload.url, headers={"Content-Type": "application/pdf"}, content=PDF)

    assert answer.status_code == 403


async def test_second_upload_to_the_same_key_is_refused(
    objects: ObjectStore, browser: httpx.AsyncClient, key: str
) -> None:
    upload = objects.presign_put(key, "application/pdf", len(PDF))
    await browser.put(upload.url, headers=upload.headers, content=PDF)

    again = await browser.put(upload.url, headers=upload.headers, content=PDF.upper())

    assert again.status_code == 412
    assert await objects.get(key, limit=len(PDF)) == PDF


async def test_upload_link_is_signed_for_ten_minutes(objects: ObjectStore, key: str) -> None:
    signed = parse_qs(urlsplit(objects.presign_put(key, "application/pdf", 1).url).query)

    assert signed["X-Amz-Expires"] == ["600"]
    assert set(signed["X-Amz-SignedHeaders"][0].split(";")) == {
        "content-length",
        "content-type",
        "host",
        "if-none-match",
    }


async def test_link_answers_with_the_name_type_and_disposition_it_was_signed_for(
    objects: ObjectStore, browser: httpx.AsyncClient, key: str
) -> None:
    await objects.put(key, PDF, "application/octet-stream")

    url = objects.presign_get(key, file_name="Натальная карта.pdf", content_type="application/pdf", inline=False)
    answer = await browser.get(url)

    assert answer.content == PDF
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == content_disposition("Натальная карта.pdf", inline=False)
    assert parse_qs(urlsplit(url).query)["X-Amz-Expires"] == [str(MAX_LINK_SECONDS)]


async def test_link_opens_no_other_key_and_no_other_disposition(
    objects: ObjectStore, browser: httpx.AsyncClient, key: str
) -> None:
    await objects.put(key, PDF, "application/pdf")
    await objects.put(key + "-other", PDF, "application/pdf")
    url = objects.presign_get(key, file_name="a.pdf", content_type="application/pdf", inline=False)

    for forged in (url.replace("/original?", "/original-other?"), url.replace("attachment", "inline")):
        assert forged != url
        assert (await browser.get(forged)).status_code == 403


async def test_link_longer_than_five_minutes_cannot_be_made(objects: ObjectStore, key: str) -> None:
    with pytest.raises(ValueError, match="300 seconds"):
        objects.presign_get(key, file_name="a", content_type="text/plain", inline=False, seconds=MAX_LINK_SECONDS + 1)


async def test_links_are_signed_for_the_address_that_browsers_use(
    server: Embedded, browser: httpx.AsyncClient, key: str
) -> None:
    outside = server.s3_endpoint_url.replace("127.0.0.1", "localhost")
    store = open_store(server, outside)
    await store.prepare([ORIGIN])
    await store.put(key, PDF, "application/pdf")

    url = store.presign_get(key, file_name="a.pdf", content_type="application/pdf", inline=True)

    assert url.startswith(outside)
    assert (await browser.get(url)).content == PDF
    store.close()


async def test_only_our_pages_may_upload_from_a_browser(
    objects: ObjectStore, browser: httpx.AsyncClient, key: str
) -> None:
    url = objects.presign_put(key, "application/pdf", len(PDF)).url
    asked = {"Access-Control-Request-Method": "PUT", "Access-Control-Request-Headers": "content-type,if-none-match"}

    ours = await browser.options(url, headers={**asked, "Origin": ORIGIN})
    foreign = await browser.options(url, headers={**asked, "Origin": "https://evil.example"})

    assert ours.is_success
    assert ours.headers["access-control-allow-origin"] == ORIGIN
    assert "PUT" in ours.headers["access-control-allow-methods"]
    assert "access-control-allow-origin" not in foreign.headers


async def test_our_page_may_read_the_answers_to_its_upload_and_download(
    objects: ObjectStore, browser: httpx.AsyncClient, key: str
) -> None:
    upload = objects.presign_put(key, "application/pdf", len(PDF))
    stored = await browser.put(upload.url, headers={**upload.headers, "Origin": ORIGIN}, content=PDF)
    url = objects.presign_get(key, file_name="a.pdf", content_type="application/pdf", inline=True)
    shown = await browser.get(url, headers={"Origin": ORIGIN})

    assert [one.headers["access-control-allow-origin"] for one in (stored, shown)] == [ORIGIN, ORIGIN]


async def test_parts_of_an_object_can_be_read(objects: ObjectStore, key: str) -> None:
    await objects.put(key, b"0123456789", "text/plain")

    assert await objects.get_range(key, 2, 3) == b"234"
    assert await objects.get_range(key, 8, 100) == b"89"


async def test_more_than_the_reader_takes_is_refused(objects: ObjectStore, key: str) -> None:
    await objects.put(key, b"0123456789", "text/plain")

    with pytest.raises(ObjectTooLarge):
        await objects.get(key, limit=9)


async def test_deleted_and_missing_objects_are_not_found(objects: ObjectStore, key: str) -> None:
    await objects.put(key, PDF, "application/pdf")
    await objects.delete(key)
    await objects.delete(key)

    for reading in (objects.head(key), objects.get(key, 10), objects.get_range(key, 0, 10)):
        with pytest.raises(ObjectNotFound):
            await reading


async def test_preparing_twice_keeps_what_is_stored(objects: ObjectStore, key: str) -> None:
    await objects.put(key, PDF, "application/pdf")

    await objects.prepare([ORIGIN])

    assert await objects.get(key, limit=len(PDF)) == PDF
    assert await objects.ping()


async def test_dead_store_is_an_error_and_no_ping(unused_tcp_port: int) -> None:
    store = ObjectStore(f"http://127.0.0.1:{unused_tcp_port}", "", "key", "secret", "letters", "us-east-1")

    with pytest.raises(ObjectStoreError):
        await store.head("anything")
    assert not await store.ping()
    store.close()


def test_names_cannot_break_out_of_the_disposition() -> None:
    header = content_disposition('a"; filename="b.html\r\nX: y', inline=False)

    assert "\r" not in header
    assert header.count('filename="') == 1
