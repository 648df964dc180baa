"""Notices while no page is open: switched in the profile, shown by the service worker, leading to the conversation."""

import json

import httpx
import pytest
from playwright.async_api import BrowserContext, CDPSession, Page, expect

from server.context import Context
from storage.push_subscriptions import PushSubscription, subscriptions_of
from tests.browser.conftest import OpenContext, Talk
from tests.browser.test_public_site import violations
from tests.browser.walks import at_home
from tests.people import Person
from tests.product import Product

# Chromium would ask Google's servers for a subscription; the sandbox's stands in for it, at the very edge of the page.
SUBSCRIBE = """
    const subscription = %s;
    let there = null;
    PushManager.prototype.getSubscription = async () => there;
    PushManager.prototype.subscribe = async () => there = {
        ...subscription, toJSON: () => subscription, unsubscribe: async () => { there = null; return true; },
    };
"""
NOTICES = """navigator.serviceWorker.ready.then(worker => worker.getNotifications())
    .then(all => all.map(({ title, body, tag }) => ({ title, body, tag })))"""


async def subscribed(app: Product, context: BrowserContext) -> str:
    """Let the browser subscribe at the sandbox; answers the endpoint."""
    async with httpx.AsyncClient(base_url=app.sandbox_url) as sandbox:
        made = (await sandbox.post("/push/browsers")).json()
    await context.add_init_script(SUBSCRIBE % json.dumps(made))
    await context.grant_permissions(["notifications"], origin=app.base_url)
    return str(made["endpoint"])


async def deliver(cdp: CDPSession, registration: str, app: Product, **content: object) -> None:
    """What a push service does in the end."""
    message = {"origin": app.base_url, "registrationId": registration, "data": json.dumps(content)}
    await cdp.send("ServiceWorker.deliverPushMessage", message)


async def registration_of(cdp: CDPSession) -> str:
    """The id of the page's service worker."""
    found: list[str] = []
    cdp.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: found.extend(one["registrationId"] for one in event["registrations"] if not one["isDeleted"]),
    )
    await cdp.send("ServiceWorker.enable")
    while not found:
        await cdp.send("Browser.getVersion")
    return found[0]


async def known(context: Context, person: Person) -> list[PushSubscription]:
    """The person's browsers that are told of messages."""
    return await subscriptions_of([person.user.id])


@pytest.mark.parametrize("width", [360, 1440])
async def test_notices_are_switched_in_the_profile_and_lead_to_the_conversation(
    app: Product, visit: OpenContext, people: tuple[Person, Person], talk: Talk, context: Context, width: int
) -> None:
    opened = await talk(3)
    anna, _ = people
    profile = await visit(viewport={"width": width, "height": 800})
    endpoint = await subscribed(app, profile)
    page = await at_home(profile, app, anna, "/cabinet/profile")
    section = page.get_by_role("region", name="Уведомления", exact=True)
    await expect(section.get_by_text("Включены", exact=True)).to_be_visible()
    assert [one.endpoint for one in await known(context, anna)] == [endpoint]
    await section.get_by_role("button", name="Выключить").click()
    await expect(section.get_by_role("button", name="Включить уведомления")).to_be_visible()
    assert await known(context, anna) == []
    await section.get_by_role("button", name="Включить уведомления").click()
    await expect(section.get_by_text("Включены", exact=True)).to_be_visible()
    assert await violations(page) == []

    cdp = await profile.new_cdp_session(page)
    worker = await registration_of(cdp)
    chat = f"/cabinet/chat/{opened.id}"
    notice = {"title": "Новое сообщение", "body": "София", "conversation_id": str(opened.id), "url": chat}
    await deliver(cdp, worker, app, seq=4, **notice)
    await deliver(cdp, worker, app, seq=5, **notice | {"url": "https://evil.example/"})
    await page.wait_for_function(f"{NOTICES}.then(all => all.length === 1)")
    assert await page.evaluate(NOTICES) == [{"title": "Новое сообщение", "body": "София", "tag": str(opened.id)}]
    await click_notice(profile)
    await page.wait_for_url(f"**{chat}")
    await expect(page.get_by_role("textbox", name="Сообщение")).to_be_visible()
    assert await page.evaluate(NOTICES) == []


async def click_notice(browser: BrowserContext) -> None:
    """As the person would, outside of every page."""
    await browser.service_workers[0].evaluate(
        """async () => {
            const [notification] = await self.registration.getNotifications();
            self.dispatchEvent(new NotificationEvent("notificationclick", { notification }));
        }"""
    )


async def test_who_has_forbidden_notices_is_told_how_to_allow_them(
    app: Product, visit: OpenContext, people: tuple[Person, Person]
) -> None:
    profile = await visit(viewport={"width": 360, "height": 800})
    await profile.add_init_script("Object.defineProperty(Notification, 'permission', { get: () => 'denied' })")
    page: Page = await at_home(profile, app, people[0], "/cabinet/profile")
    section = page.get_by_role("region", name="Уведомления", exact=True)
    await expect(section.get_by_text("Уведомления запрещены в браузере")).to_be_visible()
    await expect(section.get_by_role("button")).to_have_count(0)
    assert await violations(page) == []
