import { expect, test } from "vitest";
import { MOST_ZOOM, movedBy, wholeOf, zoomedTo, zoomOf } from "./crop";

const portrait = { width: 600, height: 1000 };

test("it begins with the largest square in the middle", () => {
  expect(wholeOf(portrait)).toEqual({ left: 0, top: 200, side: 600 });
  expect(zoomOf(wholeOf(portrait), portrait)).toBe(1);
});

test("it moves as far as there is picture", () => {
  const crop = wholeOf(portrait);
  expect(movedBy(crop, 0, 0.1, portrait).top).toBe(260);
  expect(movedBy(crop, -1, 5, portrait)).toEqual({ left: 0, top: 400, side: 600 });
});

test("what is zoomed at stays where it is", () => {
  const crop = zoomedTo(wholeOf(portrait), 2, portrait, 0.25, 0.75);
  expect(crop.side).toBe(300);
  const point = [crop.left + 0.25 * crop.side, crop.top + 0.75 * crop.side];
  expect(point).toEqual([0.25 * 600, 200 + 0.75 * 600]);
});

test("zoom has its ends, and zooming out never shows what is no picture", () => {
  const corner = movedBy(zoomedTo(wholeOf(portrait), 99, portrait), -9, -9, portrait);
  expect(zoomOf(corner, portrait)).toBe(MOST_ZOOM);
  expect(zoomedTo(corner, 0, portrait)).toEqual({ left: 0, top: 0, side: 600 });
});
