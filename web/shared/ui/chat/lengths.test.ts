import { describe, expect, it } from "vitest";
import { Lengths } from "./lengths";

const row = (key: string, name = "line", guess = 40) => ({ key, name, guess });
type Row = ReturnType<typeof row>;

function lengths(...rows: Row[]): Lengths<Row> {
  const made = new Lengths<Row>(({ name, guess }) => ({ name, guess }));
  made.lay(rows);
  return made;
}

describe("rows of a long list", () => {
  it("stand one below the other, as measured or as guessed", () => {
    const list = lengths(row("a", "tall"), row("b"), row("c"));
    list.measure("a", 100);
    expect([list.topOf(0), list.topOf(1), list.topOf(2), list.total]).toEqual([0, 100, 140, 180]);
  });

  it("are found by where they stand", () => {
    const list = lengths(row("a"), row("b"), row("c"));
    expect([-10, 0, 39, 40, 79, 80, 1_000].map((y) => list.at(y))).toEqual([0, 0, 0, 1, 1, 2, 2]);
    expect(lengths().at(50)).toBe(0);
  });

  it("keep what was measured when others come before them", () => {
    const list = lengths(row("b", "tall"));
    list.measure("b", 70);
    list.lay([row("a"), row("b", "tall"), row("c")]);
    expect([list.indexOf("b"), list.topOf(1), list.topOf(2)]).toEqual([1, 40, 110]);
  });

  it("are guessed as what was learned of their shape, but no guess changes once it was made", () => {
    const list = lengths(row("a"), row("b"));
    expect(list.total).toBe(80);
    list.measure("b", 55);
    expect(list.topOf(1)).toBe(40);
    list.lay([row("new"), row("a"), row("b"), row("other", "picture", 300)]);
    expect([list.topOf(1), list.topOf(2), list.total]).toEqual([55, 95, 450]);
  });

  it("say whether a measure is news", () => {
    const list = lengths(row("a"));
    expect(list.measure("a", 50)).toBe(true);
    expect(list.measure("a", 50.01)).toBe(false);
  });
});
