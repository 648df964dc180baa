/** One form at work: what stands in it, whether that is saved, and what to do when somebody else saved first. */

import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Api, ApiError } from "../../shared/api";
import type { Values } from "./fields";
import { type Kind, type Row, valuesOf } from "./kind";
import { merge, same } from "./merging";

export type Stage = "loading" | "ready" | "missing" | "failed";
export type Meeting = "merged" | "clash";

export interface Editing {
  readonly kind: Kind;
  readonly isNew: boolean;
  readonly stage: ReadonlySignal<Stage>;
  readonly row: ReadonlySignal<Row | null>;
  readonly values: ReadonlySignal<Values>;
  readonly dirty: ReadonlySignal<boolean>;
  readonly busy: ReadonlySignal<boolean>;
  /** Why the last try was refused. */
  readonly problem: ReadonlySignal<ApiError | null>;
  /** Somebody else saved meanwhile; `theirs` holds what both changed, as it is saved now. */
  readonly meeting: ReadonlySignal<Meeting | null>;
  readonly theirs: ReadonlySignal<Values>;
  load(): Promise<void>;
  set(name: string, value: unknown): void;
  /** Back to what is saved. */
  discard(): void;
  /** What was saved; null when it was not. */
  save(): Promise<Row | null>;
  remove(): Promise<ApiError | null>;
  replacePicture(file: Blob): Promise<ApiError | null>;
}

export function createEditing(api: Api, kind: Kind, slug: string | null): Editing {
  const blank = kind.blank();
  const stage = signal<Stage>(slug === null ? "ready" : "loading");
  const row = signal<Row | null>(null);
  const base = signal<Values>(blank);
  const values = signal<Values>(blank);
  const busy = signal(false);
  const problem = signal<ApiError | null>(null);
  const meeting = signal<Meeting | null>(null);
  const theirs = signal<Values>({});

  const take = (saved: Row) => {
    row.value = saved;
    base.value = valuesOf(kind, saved);
    values.value = base.value;
    problem.value = null;
    meeting.value = null;
    theirs.value = {};
    stage.value = "ready";
  };

  /** Mine on top of what is saved now; nothing is sent before the person has looked. */
  const meet = async (mine: Values) => {
    const answer = slug === null ? null : await kind.read(api, slug);
    if (!answer?.ok) {
      problem.value = answer?.error ?? problem.peek();
      return;
    }
    const fresh = valuesOf(kind, answer.data);
    const merged = merge(base.peek(), mine, fresh);
    row.value = answer.data;
    base.value = fresh;
    values.value = merged.values;
    theirs.value = Object.fromEntries(merged.clashes.map((name) => [name, fresh[name]]));
    meeting.value = merged.clashes.length > 0 ? "clash" : "merged";
  };

  const editing: Editing = {
    kind,
    isNew: slug === null,
    stage,
    row,
    values,
    dirty: computed(() => !same(values.value, base.value)),
    busy,
    problem,
    meeting,
    theirs,
    async load() {
      if (slug === null) return;
      stage.value = "loading";
      const answer = await kind.read(api, slug);
      if (answer.ok) take(answer.data);
      else stage.value = answer.error.code === "not_found" ? "missing" : "failed";
    },
    set(name, value) {
      values.value = { ...values.peek(), [name]: value };
    },
    discard() {
      values.value = base.peek();
    },
    async save() {
      const known = row.peek();
      const mine = values.peek();
      busy.value = true;
      problem.value = null;
      const answer =
        known === null
          ? await kind.create(api, mine)
          : await kind.change(api, known.slug, { ...mine, version: known.version });
      if (answer.ok) take(answer.data);
      else if (answer.error.code === "conflict") await meet(mine);
      else problem.value = answer.error;
      busy.value = false;
      return answer.ok ? answer.data : null;
    },
    async remove() {
      const known = row.peek();
      if (!known || !kind.remove) return null;
      busy.value = true;
      const answer = await kind.remove(api, known);
      busy.value = false;
      // Left as it was saved: nothing asks whether to leave.
      if (answer.ok) editing.discard();
      else if (answer.error.code === "conflict") await meet(values.peek());
      return answer.ok ? null : answer.error;
    },
    async replacePicture(file) {
      const known = row.peek();
      if (!known || !kind.picture) return null;
      busy.value = true;
      const answer = await kind.picture.replace(api, known.slug, file);
      busy.value = false;
      if (answer.ok) take(answer.data);
      return answer.ok ? null : answer.error;
    },
  };
  return editing;
}
