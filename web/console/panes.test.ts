import { describe, expect, it } from "vitest";
import { addressOf, closed, opened, openedBeside, type Panes, panesAt, roomIn, shown, stepped } from "./panes";

const three: Panes = { ids: ["a", "b", "c"], current: "b" };
const at = (address: string) => {
  const { pathname: path, searchParams: query } = new URL(address, "https://astars.example");
  return panesAt({ path, query });
};

describe("the address", () => {
  it.each([
    [{ ids: [], current: null }, "/console"],
    [{ ids: ["a"], current: "a" }, "/console/a"],
    [three, "/console/b?with=a.b.c"],
  ] as [Panes, string][])("says what stands where: %j", (panes, address) => {
    expect(addressOf(panes)).toBe(address);
    expect(at(address)).toEqual(panes);
  });

  it("that contradicts itself opens the conversation it names", () => {
    expect(at("/console/d?with=a.b")).toEqual({ ids: ["d"], current: "d" });
    expect(at("/console/a?with=a.a.b.")).toEqual({ ids: ["a", "b"], current: "a" });
  });

  it("of more than four keeps four, and always the one it names", () => {
    expect(at("/console/e?with=a.b.c.d.e")).toEqual({ ids: ["e"], current: "e" });
    expect(at("/console/a?with=a.b.c.d.e").ids).toEqual(["a", "b", "c", "d"]);
  });
});

describe("opening", () => {
  it("replaces the one that was worked in, and moves no other", () => {
    expect(opened(three, "d")).toEqual({ ids: ["a", "d", "c"], current: "d" });
  });

  it("of one that is there only goes to it", () => {
    expect(opened(three, "c")).toEqual({ ids: ["a", "b", "c"], current: "c" });
    expect(openedBeside(three, "a", 4)).toEqual({ ids: ["a", "b", "c"], current: "a" });
  });

  it("beside puts it to the right of the one that was worked in", () => {
    expect(openedBeside(three, "d", 4)).toEqual({ ids: ["a", "b", "d", "c"], current: "d" });
  });

  it("beside where nothing more fits lets the farthest go, never the two that matter", () => {
    expect(openedBeside(three, "d", 3)).toEqual({ ids: ["a", "b", "d"], current: "d" });
    expect(openedBeside({ ...three, current: "c" }, "d", 3)).toEqual({ ids: ["b", "c", "d"], current: "d" });
    expect(openedBeside({ ids: ["a", "b"], current: "b" }, "d", 2)).toEqual({ ids: ["b", "d"], current: "d" });
  });

  it("beside on a narrow screen is opening", () => {
    expect(openedBeside(three, "d", 1)).toEqual({ ids: ["a", "d", "c"], current: "d" });
  });
});

it("closing hands over to the neighbour, and to nobody when it was the last", () => {
  expect(closed(three, "b")).toEqual({ ids: ["a", "c"], current: "c" });
  expect(closed(three, "a")).toEqual({ ids: ["b", "c"], current: "b" });
  expect(closed({ ids: ["a", "b"], current: "b" }, "b")).toEqual({ ids: ["a"], current: "a" });
  expect(closed({ ids: ["a"], current: "a" }, "a")).toEqual({ ids: [], current: null });
});

it("stepping goes around the end", () => {
  expect(stepped({ ...three, current: "c" }, 1).current).toBe("a");
  expect(stepped({ ...three, current: "a" }, -1).current).toBe("c");
  expect(stepped({ ids: [], current: null }, 1).current).toBe(null);
});

it("what does not fit waits, never the one that is worked in", () => {
  expect(shown(three, 4)).toEqual(["a", "b", "c"]);
  expect(shown(three, 2)).toEqual(["a", "b"]);
  expect(shown({ ...three, current: "c" }, 2)).toEqual(["a", "c"]);
  expect(shown(three, 1)).toEqual(["b"]);
});

it.each([
  [360, false, 1],
  [768, false, 1],
  [1024, false, 1],
  [1280, false, 2],
  [1440, false, 3],
  [1440, true, 2],
  [1920, false, 4],
  [3840, true, 4],
])("at %i px (card: %s) there is room for %i", (width, card, room) => {
  expect(roomIn(width, card)).toBe(room);
});
