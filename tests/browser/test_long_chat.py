"""A conversation of thousands of messages: smooth, in order, and nothing moves under the reader's eyes."""

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Page, expect

from realtime.contracts import MAX_TEXT_LENGTH
from server.context import Context
from storage.conversations import Conversation
from storage.messages import Message
from tests.browser.conftest import OpenContext, Talk
from tests.browser.test_public_site import violations
from tests.browser.walks import at_home, message, messages, say
from tests.people import Person
from tests.product import Product

LENGTH = 5_000
MOST_DRAWN = 150


async def top_of(page: Page, seq: int) -> float:
    """Where on the screen the message begins."""
    box = await message(page, seq).bounding_box()
    assert box, f"message {seq} is not drawn"
    return box["y"]


async def scroll_up(page: Page, pixels: int) -> None:
    """Scroll the list and wait until it has been drawn."""
    await page.get_by_role("log").evaluate(
        """(box, pixels) => new Promise(done => {
          box.scrollTop -= pixels;
          requestAnimationFrame(() => requestAnimationFrame(done));
        })""",
        pixels,
    )


WALK_TO_THE_BEGINNING = """async (box) => {
  const seen = new Set();
  let [drawn, disordered, quiet] = [0, 0, 0];
  const look = () => {
    const seqs = [...box.querySelectorAll("[data-seq]")].map(row => Number(row.dataset.seq));
    drawn = Math.max(drawn, box.querySelectorAll("article").length);
    if (seqs.some((seq, index) => index > 0 && seq <= seqs[index - 1])) disordered += 1;
    for (const seq of seqs) seen.add(seq);
  };
  const frame = () => new Promise(requestAnimationFrame);
  look();
  while (!seen.has(1) && quiet < 1000) {
    const before = seen.size;
    box.scrollTop -= box.clientHeight * 0.8;
    await frame();
    look();
    quiet = seen.size === before ? quiet + 1 : 0;
  }
  const missed = [];
  for (let seq = 1; seq <= Math.max(...seen); seq += 1) if (!seen.has(seq)) missed.push(seq);
  return { seen: seen.size, missed: missed.slice(-20), drawn, disordered, top: box.scrollTop };
}"""


WALK_AND_WATCH = """async (box) => {
  const frame = () => new Promise(requestAnimationFrame);
  const topOf = (row) => row.getBoundingClientRect().top;
  let [grown, moved] = [0, 0];
  for (let step = 0; step < 24; step += 1) {
    box.scrollTop -= 500;
    const edge = box.getBoundingClientRect().top + 100;
    const row = [...box.querySelectorAll("article")].find((one) => topOf(one) > edge);
    const [top, height] = [topOf(row), box.scrollHeight];
    for (let frames = 0; frames < 20; frames += 1) await frame();
    if (box.scrollHeight > height + 1000) grown += 1;
    moved = Math.max(moved, Math.abs(topOf(row) - top));
  }
  return { grown, moved };
}"""


async def test_five_thousand_messages_are_all_there_in_order_and_few_are_drawn(
    app: Product, visit: OpenContext, people: tuple[Person, Person], talk: Talk
) -> None:
    opened = await talk(LENGTH)
    page = await at_home(await visit(), app, people[0], f"/cabinet/chat/{opened.id}")
    await expect(messages(page).last).to_contain_text(f"№{LENGTH}.")
    walked = await page.get_by_role("log").evaluate(WALK_TO_THE_BEGINNING)
    assert walked["seen"] == LENGTH, walked
    assert walked["disordered"] == 0
    assert walked["drawn"] <= MOST_DRAWN
    await expect(message(page, 1)).to_contain_text("Консультация открыта")
    await page.get_by_role("button", name="К последним сообщениям").click()
    await expect(messages(page).last).to_contain_text(f"№{LENGTH}.")
    await expect(messages(page).last).to_be_in_viewport()


async def test_nothing_moves_under_the_readers_eyes(
    app: Product, visit: OpenContext, people: tuple[Person, Person], talk: Talk
) -> None:
    anna, sofia = people
    opened = await talk(300)
    page = await at_home(await visit(), app, anna, f"/cabinet/chat/{opened.id}")
    console = await at_home(await visit(), app, sofia, f"/console/{opened.id}")
    await expect(messages(console).last).to_contain_text("№300.")
    await say(console, "последнее")
    await expect(messages(page).last).to_contain_text("последнее")
    walked = await page.get_by_role("log").evaluate(WALK_AND_WATCH)
    assert walked["grown"] >= 2
    assert walked["moved"] <= 1
    reading = await lowest(page)
    before = await top_of(page, reading)

    # A message below is edited and another one arrives: the reader is told and stays.
    await console.get_by_role("textbox", name="Сообщение").press("ArrowUp")
    await say(console, "последнее\nв\nтри\nстроки")
    await say(console, "и ещё одно")
    await expect(page.get_by_role("button", name="1 новое сообщение")).to_be_visible()
    assert await top_of(page, reading) == pytest.approx(before, abs=1)

    # The keyboard of a phone opens: what stands above the field stays above it.
    size = page.viewport_size
    assert size
    await page.set_viewport_size({"width": size["width"], "height": size["height"] - 250})
    await until(page, "(box, height) => box.clientHeight < height", size["height"] - 400)
    assert await top_of(page, reading) == pytest.approx(before - 250, abs=1)


async def until(page: Page, condition: str, value: object = None) -> None:
    """Wait until the list is as described."""
    await page.wait_for_function(f"value => ({condition})(document.querySelector('[role=log]'), value)", arg=value)


async def lowest(page: Page) -> int:
    """The last message that begins well in view."""
    found = await page.get_by_role("log").evaluate(
        """box => Math.max(...[...box.querySelectorAll("article")]
          .filter(one => one.getBoundingClientRect().top < box.getBoundingClientRect().bottom - 20)
          .map(one => Number(one.dataset.seq)))"""
    )
    return int(found)


async def test_a_reader_at_the_bottom_follows_and_another_one_is_told_how_much_is_new(
    app: Product, visit: OpenContext, people: tuple[Person, Person], talk: Talk
) -> None:
    anna, sofia = people
    opened = await talk(120)
    page = await at_home(await visit(), app, anna, f"/cabinet/chat/{opened.id}")
    console = await at_home(await visit(), app, sofia, f"/console/{opened.id}")
    await expect(messages(page).last).to_contain_text("№120.")
    await expect(messages(console).last).to_contain_text("№120.")
    await say(console, "первая весть")
    await expect(messages(page).last).to_contain_text("первая весть")
    await expect(messages(page).last).to_be_in_viewport(ratio=1)

    await scroll_up(page, 1_500)
    for words in ("вторая весть", "третья весть"):
        await say(console, words)
    news = page.get_by_role("button", name="2 новых сообщения")
    await expect(news).to_be_visible()
    await expect(messages(console).last.get_by_role("img", name="Доставлено")).to_be_visible()
    assert await violations(page) == []
    await news.click()
    await expect(messages(page).last).to_contain_text("третья весть")
    await expect(messages(page).last).to_be_in_viewport(ratio=1)
    await expect(messages(console).last.get_by_role("img", name="Прочитано")).to_be_visible()

    # Whoever writes is at the end, wherever they were.
    await scroll_up(page, 1_500)
    await say(page, "мой ответ")
    await expect(messages(page).last).to_contain_text("мой ответ")
    await expect(messages(page).last).to_be_in_viewport(ratio=1)


async def test_a_conversation_opens_at_the_first_unread_message_however_far_back(
    app: Product, visit: OpenContext, people: tuple[Person, Person], talk: Talk, context: Context
) -> None:
    anna, _ = people
    opened = await talk(400, 200)
    page = await at_home(await visit(), app, anna, f"/cabinet/chat/{opened.id}")
    await expect(page.get_by_text("Непрочитанные сообщения")).to_be_in_viewport()
    await expect(message(page, 201)).to_be_in_viewport()
    # What was not in view is not read.
    await expect(page.get_by_role("button", name="новых сообщени")).to_be_visible()
    stored = await Conversation.get(opened.id)
    assert stored
    assert 200 <= stored.receipt_of(anna.user.id).read_seq < 230
    assert await violations(page) == []


async def test_an_answer_leads_to_what_it_answers_and_the_focus_goes_along(
    app: Product, visit: OpenContext, people: tuple[Person, Person], talk: Talk
) -> None:
    anna, _ = people
    opened = await talk(400)
    await answer_to(opened, seq=399, replied=30)
    page = await at_home(await visit(), app, anna, f"/cabinet/chat/{opened.id}")
    quote = message(page, 399).get_by_role("button", name="Показать сообщение")
    await quote.click()
    await expect(message(page, 30)).to_be_in_viewport()
    await expect(message(page, 30)).to_be_focused()
    await expect(message(page, 30)).to_have_class(re.compile("message--marked"))
    await page.get_by_role("button", name="К последним сообщениям").click()
    await expect(message(page, 400)).to_be_in_viewport()


async def answer_to(opened: Conversation, *, seq: int, replied: int) -> None:
    """Make a stored message an answer to another one."""
    await Message.get_motor_collection().update_one(
        {"conversation_id": opened.id, "seq": seq}, {"$set": {"reply_to_seq": replied}}
    )


async def test_a_date_is_reached_from_the_date_over_the_messages(
    app: Product, visit: OpenContext, people: tuple[Person, Person], talk: Talk, context: Context
) -> None:
    opened = await talk(2_000)
    page = await at_home(await visit(), app, people[0], f"/cabinet/chat/{opened.id}")
    await expect(messages(page).last).to_contain_text("№2000.")
    await page.get_by_role("button", name="Найти в разговоре").click()
    await page.get_by_role("button", name="Перейти к дате").click()
    window = page.get_by_role("dialog", name="Перейти к дате")
    moscow = ZoneInfo("Europe/Moscow")
    day = context.clock().astimezone(moscow).date() - timedelta(days=15)
    await expect(window.get_by_label("Дата")).to_be_focused()
    assert await violations(page) == []
    await window.get_by_label("Дата").fill(day.isoformat())
    await window.get_by_label("Дата").press("Enter")
    await expect(window).to_have_count(0)
    begins = datetime.combine(day, time(), moscow)
    later = {"conversation_id": opened.id, "created_at": {"$gte": begins}}
    first = await Message.find(later).sort("+seq").first_or_none()
    assert first
    await expect(message(page, first.seq)).to_be_in_viewport()
    # The separator over that day leads to other days.
    await page.get_by_role("log").get_by_role("button", name=re.compile(rf"^{day.day} \D")).first.click()
    await window.get_by_label("Дата").fill("1990-01-01")
    await expect(window.get_by_text("В этот день разговора")).to_be_visible()
    await expect(window.get_by_role("button", name="Перейти")).to_be_disabled()
    await page.keyboard.press("Escape")
    await expect(window).to_have_count(0)


async def test_the_keyboard_goes_through_a_long_conversation_and_keeps_its_place(
    app: Product, visit: OpenContext, people: tuple[Person, Person], talk: Talk
) -> None:
    opened = await talk(1_010)
    page = await at_home(await visit(), app, people[0], f"/cabinet/chat/{opened.id}")
    await expect(messages(page).last).to_contain_text("№1010.")
    await page.get_by_role("log").focus()
    await page.keyboard.press("PageUp")
    await expect(message(page, 1_010)).not_to_be_in_viewport()
    await page.keyboard.press("Home")
    await expect(message(page, 1)).to_be_in_viewport()
    await page.get_by_role("log").focus()
    await page.keyboard.press("End")
    await expect(message(page, 1_010)).to_be_in_viewport()

    # A menu that has the focus stays, although its message is scrolled far away.
    actions = message(page, 1_009).get_by_role("button", name="Действия с сообщением")
    await actions.focus()
    await scroll_up(page, 6_000)
    await expect(message(page, 1_001)).to_have_count(0)
    await expect(actions).to_be_focused()
    assert await message(page, 1_009).get_attribute("aria-posinset") == "1009"
    assert await message(page, 1_009).get_attribute("aria-setsize") == "1010"


async def test_a_message_that_is_too_long_says_so_and_nothing_of_it_is_lost(
    app: Product, visit: OpenContext, people: tuple[Person, Person], talk: Talk
) -> None:
    opened = await talk(3)
    page = await at_home(await visit(), app, people[0], f"/cabinet/chat/{opened.id}")
    await expect(messages(page).last).to_contain_text("№3.")
    field = page.get_by_role("textbox", name="Сообщение")
    await field.fill("🌙" * (MAX_TEXT_LENGTH - 2))
    await expect(page.get_by_text("Осталось 2 знака")).to_be_visible()
    await field.press("End")
    await field.press_sequentially("ночь")
    await expect(page.get_by_text("Сообщение длиннее допустимого на 2 знака")).to_be_visible()
    await field.press("Enter")
    await expect(page.get_by_role("button", name="Отправить", exact=True)).to_be_disabled()
    await expect(field).to_have_value("🌙" * (MAX_TEXT_LENGTH - 2) + "ночь")
    assert await violations(page) == []
    await field.press("Backspace")
    await field.press("Backspace")
    await field.press("Enter")
    await expect(field).to_have_value("")
    await expect(messages(page).last.get_by_role("img", name="Отправлено")).to_be_visible()
