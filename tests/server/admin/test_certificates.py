"""Certificates in batches: their codes are on one sheet alone, which is handed over once."""

import asyncio
import io
import re
from datetime import timedelta
from typing import Any

import httpx
import pytest
from pypdf import PdfReader

from server.admin.codes.jobs import make_certificates
from server.context import Context
from storage.audit import AuditedAction
from storage.certificate_batches import CertificateBatch, begin_batch
from storage.certificates import Certificate, certificate_by_code, certificate_digest, hash_codes
from storage.ids import new_id
from storage.objects import ObjectNotFound
from tests.server.admin.conftest import Editor
from tests.server.shop import Buyer, Shop

PATH = "/api/admin/certificate-batches"
CODE = re.compile(r"ASTARS(?:-[2-9A-Z]{4}){4}")


async def ordered(editor: Editor, shop: Shop, count: int, **facts: object) -> dict[str, Any]:
    """A batch that somebody wants."""
    wanted = {"service": shop.service.slug, "format": "written", "count": count, **facts}
    answer = await editor.http.post(PATH, json=wanted)
    assert answer.status_code == 201, answer.text
    batch: dict[str, Any] = answer.json()
    return batch


async def sheet_of(editor: Editor, batch: dict[str, Any]) -> httpx.Response:
    """Ask for the sheet."""
    return await editor.http.post(f"{PATH}/{batch['serial']}/sheet")


def codes_on(pdf: bytes) -> list[str]:
    """The codes that are printed."""
    return [code for page in PdfReader(io.BytesIO(pdf)).pages for code in CODE.findall(page.extract_text())]


async def test_a_batch_is_printed_once_and_each_code_is_a_consultation(
    editor: Editor, shop: Shop, buyer: Buyer, context: Context
) -> None:
    batch = await ordered(editor, shop, 7, note="Для фонда")
    await make_certificates(context)
    ready = (await editor.http.get(f"{PATH}/{batch['serial']}")).json()
    assert (ready["state"], ready["made"], ready["note"]) == ("ready", 7, "Для фонда")
    stored = await CertificateBatch.find_one({"serial": batch["serial"]})
    assert stored is not None
    assert stored.sheet_key is not None

    answers = await asyncio.gather(*(sheet_of(editor, batch) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    (sheet,) = [answer for answer in answers if answer.status_code == 200]
    codes = codes_on(sheet.content)
    assert len(set(codes)) == 7
    assert sheet.headers["cache-control"] == "private, no-store"
    pages = PdfReader(io.BytesIO(sheet.content)).pages
    assert len(pages) == 3
    assert f"{batch['serial']}-0007" in pages[2].extract_text()
    with pytest.raises(ObjectNotFound):
        await context.objects.head(stored.sheet_key)

    raw = await Certificate.get_motor_collection().find({"batch_id": stored.id}).to_list(None)
    assert not any(code in str(raw) for code in codes)
    typed = codes[2].lower().replace("-", " ")
    assert (await buyer.post("/api/certificates/redeem", {"code": typed})).status_code == 201
    listed = (await editor.http.get(f"{PATH}/{batch['serial']}/certificates?limit=5")).json()
    rest = (await editor.http.get(f"{PATH}/{batch['serial']}/certificates?cursor={listed['next_cursor']}")).json()
    states = [one["state"] for one in listed["items"] + rest["items"]]
    assert states == ["unused", "unused", "used", "unused", "unused", "unused", "unused"]
    done = {one.action for one in await editor.did(f"certificates:{batch['serial']}")}
    assert done == {AuditedAction.CERTIFICATES_MADE, AuditedAction.CERTIFICATES_PRINTED}


async def test_what_is_void_opens_nothing_and_what_was_used_stays_used(
    editor: Editor, shop: Shop, buyer: Buyer, context: Context
) -> None:
    batch = await ordered(editor, shop, 3, language="en")
    await make_certificates(context)
    codes = codes_on((await sheet_of(editor, batch)).content)
    await buyer.post("/api/certificates/redeem", {"code": codes[0]})
    path = f"{PATH}/{batch['serial']}/void"
    one = (await editor.http.post(path, json={"number": 2, "reason": "Потеряли"})).json()
    assert (one["used"], one["void"]) == (1, 1)
    refused = await buyer.post("/api/certificates/redeem", {"code": codes[1]})
    assert refused.json()["errors"][0]["code"] == "certificate_void"
    everything = (await editor.http.post(path, json={"reason": "Закрыли акцию"})).json()
    assert (everything["used"], everything["void"]) == (1, 2)
    assert (await editor.http.post(path, json={"reason": "Ещё раз"})).status_code == 409
    found = (await editor.http.post("/api/admin/certificates/find", json={"code": codes[2].lower()})).json()
    assert (found["serial"], found["state"]) == (f"{batch['serial']}-0003", "void")
    voided = [one for one in await editor.did(f"certificates:{batch['serial']}") if one.action == "certificates.voided"]
    assert [one.details["reason"] for one in voided] == ["Потеряли", "Закрыли акцию", "Ещё раз"]


async def test_a_job_that_died_leaves_no_certificate_whose_code_nobody_knows(
    editor: Editor, shop: Shop, context: Context
) -> None:
    batch = await CertificateBatch.find_one({"serial": (await ordered(editor, shop, 4))["serial"]})
    assert batch is not None
    died = new_id()
    if await begin_batch(batch.id, died) is not None:
        facts = {"service_slug": shop.service.slug, "format": "written", "created_at": context.clock()}
        await Certificate.model_validate(
            {**facts, "digest": certificate_digest(str(died)), "batch_id": batch.id, "number": 1, "attempt": died}
        ).insert()
    await asyncio.gather(make_certificates(context), make_certificates(context))
    kept = await Certificate.find({"batch_id": batch.id}).to_list()
    assert sorted(one.number or 0 for one in kept) == [1, 2, 3, 4]
    assert await certificate_by_code(str(died)) is None
    codes = codes_on((await sheet_of(editor, {"serial": batch.serial})).content)
    assert {certificate_digest(code) for code in codes} == {one.digest for one in kept}


async def test_a_sheet_that_nobody_asks_for_is_gone_after_a_day(editor: Editor, shop: Shop, context: Context) -> None:
    batch = await ordered(editor, shop, 1)
    await make_certificates(context)
    yesterday = context.clock() - timedelta(hours=1)
    await CertificateBatch.find({"serial": batch["serial"]}).update({"$set": {"sheet_until": yesterday}})
    await make_certificates(context)
    assert (await sheet_of(editor, batch)).status_code == 409
    assert (await editor.http.get(f"{PATH}/{batch['serial']}")).json()["state"] == "lost"


async def test_codes_that_were_kept_in_plain_words_are_hashed(shop: Shop, buyer: Buyer) -> None:
    code = f"OLD-{shop.service.slug}".upper()
    await Certificate.get_motor_collection().insert_one(
        {"code": code, "service_slug": shop.service.slug, "format": "written", "created_at": shop.context.clock()}
    )
    assert await hash_codes() >= 1
    assert await hash_codes() == 0
    found = await Certificate.get_motor_collection().find_one({"digest": certificate_digest(code)})
    assert found is not None
    assert code not in str(found)
    assert (await buyer.post("/api/certificates/redeem", {"code": code})).status_code == 201
