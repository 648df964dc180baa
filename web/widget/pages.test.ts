import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Api } from "../shared/api";
import { SETTLED_MS, tellPages } from "./pages";

interface Told {
  url: string;
  title: string;
  referrer: string;
}

const page = { href: "", title: "", referrer: "" };
let navigation: EventTarget;
let told: Told[];
let answers: boolean;
let stop = () => {};

const api = {
  async call(_name: string, { body }: { body: Told }) {
    told.push({ url: body.url, title: body.title, referrer: body.referrer });
    return { ok: answers };
  },
} as unknown as Api;

async function go(href: string, title: string, tellsOfIt: EventTarget | null, name = "currententrychange") {
  page.href = href;
  tellsOfIt?.dispatchEvent(new Event(name));
  // The page names itself after it has moved.
  page.title = title;
  await vi.advanceTimersByTimeAsync(SETTLED_MS);
}

beforeEach(() => {
  vi.useFakeTimers();
  navigation = new EventTarget();
  [told, answers] = [[], true];
  Object.assign(page, {
    href: "https://user:pass@shop.example/basket?token=secret#here",
    title: "Корзина",
    referrer: "https://search.example/find?q=private",
  });
  vi.stubGlobal("window", Object.assign(new EventTarget(), { navigation }));
  vi.stubGlobal("document", page);
  vi.stubGlobal("location", page);
});

afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("the page a visitor is on", () => {
  it("is told without query, fragment and credentials, its referrer's too", () => {
    stop = tellPages(api, "c");
    expect(told).toEqual([
      { url: "https://shop.example/basket", title: "Корзина", referrer: "https://search.example/find" },
    ]);
    expect(JSON.stringify(told)).not.toMatch(/secret|pass|private|here/);
  });

  it("is told again when the address changes by script, under the title it has then", async () => {
    stop = tellPages(api, "c");
    await go("https://shop.example/thanks?order=7", "Спасибо", navigation);
    expect(told.map(({ url, title }) => [url, title])).toEqual([
      ["https://shop.example/basket", "Корзина"],
      ["https://shop.example/thanks", "Спасибо"],
    ]);
  });

  it("is told once of quick moves, and not at all when only the query has changed", async () => {
    stop = tellPages(api, "c");
    await go("https://shop.example/basket?page=2", "Корзина", navigation);
    expect(told).toHaveLength(1);
    page.href = "https://shop.example/one";
    navigation.dispatchEvent(new Event("currententrychange"));
    await go("https://shop.example/two", "Два", navigation);
    expect(told.map(({ url }) => url)).toEqual(["https://shop.example/basket", "https://shop.example/two"]);
  });

  it("is told where the browser knows no navigation, on going back and on coming back", async () => {
    const old = new EventTarget();
    vi.stubGlobal("window", old);
    stop = tellPages(api, "c");
    await go("https://shop.example/one", "Один", old, "popstate");
    await go("https://shop.example/two", "Два", old, "focus");
    expect(told).toHaveLength(3);
  });

  it("is told at the next sign when it could not be told", async () => {
    answers = false;
    stop = tellPages(api, "c");
    await vi.advanceTimersByTimeAsync(0);
    answers = true;
    await go(page.href, "Корзина", navigation);
    expect(told.map(({ url }) => url)).toEqual(["https://shop.example/basket", "https://shop.example/basket"]);
  });

  it("is not told after the chat has ended", async () => {
    stop = tellPages(api, "c");
    page.href = "https://shop.example/one";
    navigation.dispatchEvent(new Event("currententrychange"));
    stop();
    await go("https://shop.example/two", "Два", navigation);
    expect(told).toHaveLength(1);
  });
});
