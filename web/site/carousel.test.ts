import { describe, expect, it } from "vitest";
import { cardsInView, reachable, stepWidth } from "./carousel";

describe("a step of the carousel", () => {
  it("is as many whole cards as are in view", () => {
    expect(stepWidth(1200, 344, 16)).toBe(3 * 360);
  });

  it("is one card where not even one fits", () => {
    expect(stepWidth(300, 344, 16)).toBe(360);
  });
});

describe("what is said after a step", () => {
  it("are the cards that are in view by a half", () => {
    expect(cardsInView(0, 1200, 360, 9)).toEqual([1, 3]);
    expect(cardsInView(1080, 1200, 360, 9)).toEqual([4, 6]);
    expect(cardsInView(0, 300, 360, 9)).toEqual([1, 1]);
    expect(cardsInView(9000, 1200, 360, 9)).toEqual([9, 9]);
  });
});

describe("the arrows", () => {
  it("lead nowhere when everything is in view", () => {
    expect(reachable(0, 1200, 1200)).toEqual({ back: false, on: false });
  });

  it("lead on from the beginning and back from the end", () => {
    expect(reachable(0, 1200, 3000)).toEqual({ back: false, on: true });
    expect(reachable(1800, 1200, 3000)).toEqual({ back: true, on: false });
  });

  it("forgive a pixel of rounding", () => {
    expect(reachable(1799.4, 1200, 3000).on).toBe(false);
  });
});
