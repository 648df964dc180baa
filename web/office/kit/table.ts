/** A list that is too long to be loaded whole: part by part, by what the address asks for. */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { ApiError, Result } from "../../shared/api";

export type Asked = Readonly<Record<string, string>>;

export interface Part<R> {
  readonly items: readonly R[];
  readonly next_cursor: string | null;
}

export interface Table<R> {
  /** Null until the first part is there. */
  readonly rows: ReadonlySignal<readonly R[] | null>;
  readonly more: ReadonlySignal<boolean>;
  readonly busy: ReadonlySignal<boolean>;
  readonly failed: ReadonlySignal<ApiError | null>;
  /** The first part of another question; an answer to an older question is dropped. */
  show(ask: Ask<R>): Promise<void>;
  next(): Promise<void>;
  /** The part that failed, once more. */
  retry(): Promise<void>;
  /** A row as it is now. */
  replace(change: (row: R) => R): void;
}

export type Ask<R> = (cursor: string | null) => Promise<Result<Part<R>>>;

export function createTable<R>(): Table<R> {
  const rows = signal<readonly R[] | null>(null);
  const more = signal(false);
  const busy = signal(false);
  const failed = signal<ApiError | null>(null);
  let ask: Ask<R> | null = null;
  let cursor: string | null = null;
  let turn = 0;

  const load = async () => {
    const mine = ++turn;
    if (!ask) return;
    busy.value = true;
    failed.value = null;
    const answer = await ask(cursor);
    if (mine !== turn) return;
    busy.value = false;
    if (!answer.ok) {
      failed.value = answer.error;
      return;
    }
    rows.value = [...(cursor ? (rows.peek() ?? []) : []), ...answer.data.items];
    cursor = answer.data.next_cursor;
    more.value = cursor !== null;
  };
  return {
    rows,
    more,
    busy,
    failed,
    async show(next) {
      ask = next;
      cursor = null;
      rows.value = null;
      more.value = false;
      await load();
    },
    async next() {
      if (more.peek() && !busy.peek()) await load();
    },
    retry: load,
    replace(change) {
      rows.value = rows.peek()?.map(change) ?? null;
    },
  };
}

/** The filters that an address names, without those that are empty or unknown. */
export function askedIn(query: URLSearchParams, names: readonly string[]): Asked {
  return Object.fromEntries([...query].filter(([name, value]) => names.includes(name) && value !== ""));
}

/** The same address with one filter set, or without it. */
export function addressWith(path: string, asked: Asked, name: string, value: string | null): string {
  const { [name]: _, ...rest } = asked;
  const query = new URLSearchParams(value ? { ...rest, [name]: value } : rest).toString();
  return query ? `${path}?${query}` : path;
}

/** The beginning of a day (`2026-11-23`) by the editor's own clock, `days` later; null for what is no day. */
export function dayBegins(day: string | undefined, days = 0): string | null {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day ?? "");
  if (!found) return null;
  const at = new Date(Number(found[1]), Number(found[2]) - 1, Number(found[3]) + days);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** Days of the address as moments; the last day is included. */
export function momentsOf({ since, until, ...others }: Asked): Record<string, string> {
  const from = dayBegins(since);
  const to = dayBegins(until, 1);
  return { ...others, ...(from ? { since: from } : {}), ...(to ? { until: to } : {}) };
}

const asked = new Map<string, string>();

/** Which part of this list was looked at last: «К списку» leads there. */
export function rememberList(path: string, query: URLSearchParams): void {
  asked.set(path, query.toString());
}

/** The list as it was left. */
export function listAddress(path: string): string {
  const query = asked.get(path);
  return query ? `${path}?${query}` : path;
}
