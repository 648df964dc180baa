import { expect, test } from "vitest";
import { barsOf, clockTime, levelOf, momentAt } from "./shape";

test("bars show the loudest of the peaks that fall together, and silence is drawn, too", () => {
  expect(barsOf([0, 100, 20, 40], 2)).toEqual([1, 0.4]);
  expect(barsOf([0, 0], 2).every((bar) => bar > 0 && bar < 0.2)).toBe(true);
});

test("fewer peaks than bars, none, or nonsense still make that many bars between 0 and 1", () => {
  for (const waveform of [[50], [], [1000, -5], Array(64).fill(70)]) {
    const bars = barsOf(waveform, 40);
    expect(bars).toHaveLength(40);
    expect(bars.every((bar) => bar > 0 && bar <= 1)).toBe(true);
  }
});

test("a pointer means a moment within the sound, also beside it", () => {
  expect([-5, 0, 50, 100, 400].map((x) => momentAt(x, 100, 60_000))).toEqual([0, 0, 30_000, 60_000, 60_000]);
  expect(momentAt(10, 0, 60_000)).toBe(0);
});

test("loudness goes from nothing to all, and quiet speech is seen", () => {
  expect(levelOf(new Float32Array(64))).toBe(0);
  expect(levelOf(new Float32Array(64).fill(1))).toBe(100);
  const quiet = levelOf(new Float32Array(64).fill(0.01));
  expect(quiet).toBeGreaterThan(20);
  expect(quiet).toBeLessThan(80);
});

test("times are minutes and seconds", () => {
  expect([0, 999, 65_000, 900_000, -1].map(clockTime)).toEqual(["0:00", "0:00", "1:05", "15:00", "0:00"]);
});
