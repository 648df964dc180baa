import { signal } from "@preact/signals";
import { beforeEach, expect, test, vi } from "vitest";
import { createPanels } from "./panels";

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
});

test("the visitor is closed until somebody asks, and open again on this device after that", () => {
  const width = signal(1700);
  const first = createPanels(width);
  expect([first.shown("notes"), first.shown("visitor")]).toEqual([true, false]);
  first.toggle("visitor");
  const again = createPanels(width);
  expect([again.shown("notes"), again.shown("visitor")]).toEqual([true, true]);
});

test("where one column fits, the one that was asked for stands there", () => {
  const panels = createPanels(signal(1440));
  panels.toggle("visitor");
  expect([panels.shown("notes"), panels.shown("visitor")]).toEqual([false, true]);
  panels.toggle("notes");
  expect([panels.shown("notes"), panels.shown("visitor")]).toEqual([true, false]);
});

test("a drawer is never open by itself, and does not follow to another request", () => {
  const panels = createPanels(signal(390));
  expect([panels.shown("notes"), panels.shown("visitor")]).toEqual([false, false]);
  panels.toggle("visitor");
  expect(panels.shown("visitor")).toBe(true);
  panels.moved();
  expect(panels.shown("visitor")).toBe(false);
});
