/** How one works: loaded when the window opens, saved when one says so, never over what another device has saved. No DOM. */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { OwnFigures, OwnSettings } from "../../contracts/openapi";
import type { Api } from "../../shared/api";
import type { Explained } from "../../shared/i18n/i18n";
import { createResource, type Resource } from "../../shared/shell/resource";
import { formOf, type HoursForm, type HoursProblem, mostOf, problemOf, workingOf } from "./hours";

export type OwnState =
  | { readonly name: "kept" | "changed" | "saving" | "saved" }
  | { readonly name: "wrong"; readonly problem: HoursProblem }
  /** Another device has saved meanwhile: `theirs`. */
  | { readonly name: "conflict"; readonly theirs: OwnSettings }
  | { readonly name: "failed"; readonly error: Explained };

export interface Own {
  readonly settings: Resource<OwnSettings>;
  readonly figures: Resource<OwnFigures>;
  readonly form: ReadonlySignal<HoursForm | null>;
  readonly state: ReadonlySignal<OwnState>;
  load(): Promise<void>;
  change(part: Partial<HoursForm>): void;
  /** Whether it is kept now. */
  save(): Promise<boolean>;
  keepMine(): Promise<boolean>;
  takeTheirs(): void;
  /** What was changed and not saved is as it was. */
  drop(): void;
}

export function createOwn(api: Api, zone: string): Own {
  return new OneOwn(api, zone);
}

class OneOwn implements Own {
  readonly settings: Resource<OwnSettings>;
  readonly figures: Resource<OwnFigures>;
  readonly form = signal<HoursForm | null>(null);
  readonly state = signal<OwnState>({ name: "kept" });
  #version = 0;

  constructor(
    readonly api: Api,
    readonly zone: string,
  ) {
    this.settings = createResource(() => api.call("GET /api/console/me"));
    this.figures = createResource(() => api.call("GET /api/console/figures"));
  }

  async load(): Promise<void> {
    await this.settings.load();
    const state = this.settings.state.peek();
    // What is being filled in is newer than what was kept.
    if (state.name === "ready" && !this.#isChanged()) this.#adopt(state.data);
  }

  change(part: Partial<HoursForm>): void {
    const form = this.form.peek();
    if (!form) return;
    this.form.value = { ...form, ...part };
    if (this.state.peek().name !== "conflict") this.state.value = { name: "changed" };
  }

  async save(): Promise<boolean> {
    const form = this.form.peek();
    if (!form || this.state.peek().name === "saving") return false;
    const problem = problemOf(form);
    if (problem) {
      this.state.value = { name: "wrong", problem };
      return false;
    }
    this.state.value = { name: "saving" };
    const body = { version: this.#version, working: workingOf(form), most_open: mostOf(form) };
    const answer = await this.api.call("PATCH /api/console/me", { body });
    if (answer.ok) {
      this.settings.put(answer.data);
      this.#version = answer.data.version;
      if (this.form.peek() === form) this.state.value = { name: "saved" };
      else this.state.value = { name: "changed" };
      return true;
    }
    if (answer.error.code === "conflict") await this.#ask();
    else this.state.value = { name: "failed", error: answer.error };
    return false;
  }

  keepMine(): Promise<boolean> {
    const state = this.state.peek();
    if (state.name === "conflict") {
      this.#version = state.theirs.version;
      this.state.value = { name: "changed" };
    }
    return this.save();
  }

  takeTheirs(): void {
    const state = this.state.peek();
    if (state.name === "conflict") this.#adopt(state.theirs);
  }

  drop(): void {
    const state = this.settings.state.peek();
    if (state.name === "ready") this.#adopt(state.data);
  }

  async #ask(): Promise<void> {
    await this.settings.load();
    const state = this.settings.state.peek();
    this.state.value =
      state.name === "ready"
        ? { name: "conflict", theirs: state.data }
        : { name: "failed", error: { code: "conflict" } };
  }

  #adopt(settings: OwnSettings): void {
    this.#version = settings.version;
    this.form.value = formOf(settings, this.zone);
    this.state.value = { name: "kept" };
  }

  #isChanged(): boolean {
    return !["kept", "saved"].includes(this.state.peek().name);
  }
}
