import { expect, it } from "vitest";
import { LARGEST, moved, STEP, WHOLE, zoomed } from "./zoom";

const stage = { x: 400, y: 300 };

it("keeps what is under the pointer where it is", () => {
  const at = { x: 100, y: -50 };
  const zoom = zoomed(WHOLE, 2, at, stage);
  expect(zoom).toEqual({ scale: 2, x: -100, y: 50 });
});

it("is never smaller than the whole picture, which stands in the middle, nor larger than it may be", () => {
  const large = zoomed(WHOLE, 100, { x: 30, y: 30 }, stage);
  expect(large.scale).toBe(LARGEST);
  expect(zoomed(large, 1 / 1000, { x: 90, y: 0 }, stage)).toEqual(WHOLE);
});

it("never leaves the stage", () => {
  expect(moved(WHOLE, 500, 500, stage)).toEqual(WHOLE);
  const zoom = zoomed(WHOLE, STEP, { x: 0, y: 0 }, stage);
  expect(moved(zoom, 1000, -1000, stage)).toEqual({ scale: STEP, x: 100, y: -75 });
});
