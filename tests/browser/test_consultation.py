"""The main job as two people walk it: a client buys a consultation, the astrologer answers, it ends."""

from pathlib import Path
from uuid import uuid4

import httpx
from PIL import Image
from playwright.async_api import Page, expect

from tests.browser.conftest import OpenContext
from tests.browser.walks import fresh_phone, messages, order_from_sofia, pay, say, sign_in_by_email, sign_in_by_phone

SERVICE = "personality-core"


async def _bought(page: Page, api: httpx.AsyncClient, name: str, card: str = "4111111111111111") -> None:
    await sign_in_by_phone(page, api, fresh_phone(), then=f"/services/{SERVICE}")
    await order_from_sofia(page, SERVICE, name)
    await pay(page, card)


async def test_a_client_buys_a_consultation_and_talks_to_the_astrologer(
    api: httpx.AsyncClient, visit: OpenContext, tmp_path: Path
) -> None:
    name = f"Анна {uuid4().hex[:6]}"
    client = await (await visit()).new_page()
    await _bought(client, api, name)
    await client.wait_for_url("**/cabinet/chat/*")
    await expect(client.get_by_role("log")).to_contain_text("Консультация открыта")

    console = await sign_in_by_email(await visit(), "sofia@example.com", lands="/console")
    await console.get_by_role("link", name=name).click()
    await expect(client.get_by_text("в сети", exact=True).first).to_be_visible()
    await say(console, "Здравствуйте! Расскажите, что вас волнует.")
    await expect(messages(client).last).to_contain_text("Здравствуйте! Расскажите, что вас волнует.")
    await expect(messages(console).last.get_by_role("img", name="Прочитано")).to_be_visible()

    await say(client, "Хочу понять, куда двигаться дальше ✨")
    await expect(messages(console).last).to_contain_text("Хочу понять, куда двигаться дальше ✨")
    await expect(messages(client).last.get_by_role("img", name="Прочитано")).to_be_visible()

    photo = tmp_path / "ladon.jpg"
    Image.effect_noise((1200, 800), 60).convert("RGB").save(photo)
    await client.locator("input[type=file]").first.set_input_files(photo)
    seen = messages(console).last.get_by_role("button", name="Открыть фотографию «ladon.jpg»")
    await expect(seen).to_be_visible()
    picture = seen.locator("img")
    await expect(picture).to_have_js_property("complete", True)
    assert await picture.evaluate("image => image.naturalWidth") > 100, "the thumbnail is really there"

    await console.get_by_role("button", name="Завершить консультацию").click()
    await console.get_by_role("dialog").get_by_role("button", name="Завершить").click()
    for side in (client, console):
        await expect(side.get_by_role("textbox", name="Сообщение")).to_have_count(0)
        await expect(side.get_by_role("log")).to_contain_text("Консультация завершена")
    await client.goto("/cabinet/chat")
    await expect(client.get_by_role("main")).to_contain_text(
        "Вы еще не пользовались нашими услугами. Для заказа услуги, пожалуйста, пройдите в раздел мои пакеты."
    )
    await client.get_by_role("tab", name="Неактивные").click()
    await expect(client.get_by_role("link", name="Ядро личности")).to_be_visible()


async def test_a_declined_card_leaves_nothing_bought_and_says_so(api: httpx.AsyncClient, visit: OpenContext) -> None:
    client = await (await visit()).new_page()
    await _bought(client, api, "Пётр", card="4000000000000002")
    await expect(client.get_by_role("main")).to_contain_text("Банк отклонил платёж, деньги не списаны")
    await client.get_by_role("link", name="Вернуться на сайт").click()
    await expect(
        client.get_by_role("link", name="Попробовать снова").or_(client.get_by_role("button", name="Попробовать снова"))
    ).to_be_visible()
    await client.goto("/cabinet/services")
    await expect(client.get_by_role("main")).to_contain_text(
        "У Вас нет активных пакетов услуг. Для заказа услуги необходимо приобрести пакет"
    )
    await expect(client.get_by_role("link", name="Перейти в каталог")).to_be_visible()


async def test_notices_late_and_out_of_order_open_one_consultation(api: httpx.AsyncClient, visit: OpenContext) -> None:
    client = await (await visit()).new_page()
    await _bought(client, api, "Ольга", card="4000000000000341")
    await client.wait_for_url("**/cabinet/chat/*")
    await expect(client.get_by_role("list", name="Активные").get_by_role("link")).to_have_count(1)


async def test_what_was_typed_and_sent_offline_arrives_after_the_connection_is_back(
    api: httpx.AsyncClient, visit: OpenContext
) -> None:
    browser = await visit()
    client = await browser.new_page()
    name = f"Мария {uuid4().hex[:6]}"
    await _bought(client, api, name)
    await client.wait_for_url("**/cabinet/chat/*")
    await expect(client.get_by_role("log")).to_contain_text("Консультация открыта")
    await browser.set_offline(True)
    await say(client, "Это написано в метро")
    await expect(messages(client).last).to_contain_text("Это написано в метро")
    await expect(messages(client).last.get_by_role("img", name="Отправлено")).to_have_count(0)
    await browser.set_offline(False)
    await expect(messages(client).last.get_by_role("img", name="Отправлено")).to_be_visible()
    console = await sign_in_by_email(await visit(), "sofia@example.com", lands="/console")
    await console.get_by_role("link", name=name).click()
    await expect(messages(console)).to_have_count(1)
