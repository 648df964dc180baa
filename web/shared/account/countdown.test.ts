import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createCountdown } from "./countdown";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("the countdown to sending a code again", () => {
  it("shows whole seconds and ends at zero", () => {
    const countdown = createCountdown();
    countdown.start(30);
    expect(countdown.seconds.value).toBe(30);
    vi.advanceTimersByTime(1_000);
    expect(countdown.seconds.value).toBe(29);
    vi.advanceTimersByTime(29_000);
    expect(countdown.seconds.value).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("is right after a sleep that swallowed ticks", () => {
    let now = 0;
    const countdown = createCountdown(() => now);
    countdown.start(30);
    now = 28_500;
    vi.advanceTimersByTime(250);
    expect(countdown.seconds.value).toBe(2);
  });

  it("starts anew", () => {
    const countdown = createCountdown();
    countdown.start(5);
    countdown.start(30);
    vi.advanceTimersByTime(10_000);
    expect(countdown.seconds.value).toBe(20);
    countdown.stop();
  });
});
