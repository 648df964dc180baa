/** Two people changed the same thing: what each of them changed is kept, and what both changed is told. Pure. */

import type { Values } from "./fields";

export interface Merged {
  readonly values: Values;
  /** Fields that both changed, each in another way: `values` holds mine. */
  readonly clashes: readonly string[];
}

export function merge(base: Values, mine: Values, theirs: Values): Merged {
  const values: Record<string, unknown> = { ...theirs };
  const clashes: string[] = [];
  for (const name of Object.keys(mine)) {
    if (same(mine[name], base[name])) continue;
    values[name] = mine[name];
    if (!same(theirs[name], base[name]) && !same(theirs[name], mine[name])) clashes.push(name);
  }
  return { values, clashes };
}

/** Plain data with the same contents; the order of names does not count. */
export function same(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  return [...names].every((name) => same((one as Values)[name], (other as Values)[name]));
}
