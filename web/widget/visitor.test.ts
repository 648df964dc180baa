import { describe, expect, it } from "vitest";
import { type Place, recognise, storedGuest } from "./visitor";

function storage(): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    clear: () => kept.clear(),
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

const home: Place = { origin: "https://astars.example", language: "ru", home: true, pageUser: null };
const guest = { kind: "guest", token: "t", conversationId: "c" } as const;

describe("whoever opens the chat", () => {
  it("is a stranger at first, of whom nothing is kept", async () => {
    const place = storage();
    expect(await recognise(home, storedGuest(place))).toEqual({ kind: "stranger" });
    expect(place.length).toBe(0);
  });

  it("comes back as the guest they were", async () => {
    const place = storage();
    storedGuest(place).keep(guest);
    expect(await recognise(home, storedGuest(place))).toEqual(guest);
    expect(await recognise({ ...home, home: false }, storedGuest(place))).toEqual(guest);
    storedGuest(place).forget();
    expect(await recognise(home, storedGuest(place))).toEqual({ kind: "stranger" });
  });

  it("is not asked again when signed in on the service's own page", async () => {
    const memory = storedGuest(storage());
    memory.keep(guest);
    expect(await recognise({ ...home, pageUser: { id: "u" } }, memory)).toEqual({ kind: "member", userId: "u" });
  });

  it("is never taken for a member on a foreign page", async () => {
    const foreign: Place = { ...home, home: false, pageUser: { id: "u" } };
    expect(await recognise(foreign, storedGuest(storage()))).toEqual({ kind: "stranger" });
  });

  it("is a stranger where the browser stores nothing, or something else stands in our place", async () => {
    expect(await recognise(home, storedGuest(null))).toEqual({ kind: "stranger" });
    const place = storage();
    place.setItem("astars.guest", "{broken");
    expect(await recognise(home, storedGuest(place))).toEqual({ kind: "stranger" });
  });
});
