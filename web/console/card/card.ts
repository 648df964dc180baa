/** What is known of a client beside the chat, and the private notes, which save themselves. No DOM. */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { ClientCard, NatalChartOut, NotesOut, TransitList } from "../../contracts/openapi";
import type { Api } from "../../shared/api";
import { type Birth, createBirth, type WheelState } from "../../shared/birth/birth";
import type { Explained } from "../../shared/i18n/i18n";
import { createResource, type Resource } from "../../shared/shell/resource";

export interface Wording {
  readonly text: string;
  /** As they are written: separated by commas. */
  readonly tags: string;
}

export type NotesState =
  | { readonly name: "saved" | "writing" | "saving" }
  /** They were changed elsewhere: both are in the text now, to be looked through. */
  | { readonly name: "joined" }
  | { readonly name: "failed"; readonly error: Explained };

export interface Card {
  readonly about: Resource<ClientCard>;
  readonly transits: Resource<TransitList>;
  readonly chart: Resource<NatalChartOut>;
  readonly wheel: ReadonlySignal<WheelState>;
  readonly words: ReadonlySignal<Wording>;
  readonly notes: ReadonlySignal<NotesState>;
  load(): Promise<void>;
  /** The chart and its wheel; again after a failure. */
  loadChart(): Promise<void>;
  write(words: Partial<Wording>): void;
  save(): Promise<void>;
}

const PAUSE_MS = 1_000;

export function createCard(api: Api, conversationId: string): Card {
  return new OneCard(api, conversationId);
}

class OneCard implements Card {
  readonly about: Resource<ClientCard>;
  readonly transits: Resource<TransitList>;
  readonly chart: Resource<NatalChartOut>;
  readonly #birth: Birth;
  readonly words = signal<Wording>({ text: "", tags: "" });
  readonly notes = signal<NotesState>({ name: "saved" });
  #version = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #underWay: Promise<void> = Promise.resolve();

  constructor(
    readonly api: Api,
    conversationId: string,
  ) {
    const path = { id: conversationId };
    this.about = createResource(() => api.call("GET /api/console/clients/{id}", { path }));
    this.transits = createResource(() => api.call("GET /api/console/clients/{id}/transits", { path }));
    this.chart = createResource(() => api.call("GET /api/console/clients/{id}/chart", { path }));
    this.#birth = createBirth(api, conversationId);
  }

  get wheel(): ReadonlySignal<WheelState> {
    return this.#birth.wheel;
  }

  async loadChart(): Promise<void> {
    await Promise.all([this.chart.load(), this.#birth.loadWheel()]);
  }

  async load(): Promise<void> {
    await this.about.load();
    const state = this.about.state.peek();
    if (state.name !== "ready") return;
    // What is being written is newer than what was kept.
    if (this.notes.peek().name === "saved") this.#adopt(state.data.notes);
    if (!state.data.has_chart) return;
    if (this.chart.state.peek().name !== "ready") void this.loadChart();
    if (this.transits.state.peek().name !== "ready") void this.transits.load();
  }

  write(words: Partial<Wording>): void {
    this.words.value = { ...this.words.peek(), ...words };
    this.notes.value = { name: "writing" };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.save(), PAUSE_MS);
  }

  save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#underWay = this.#underWay.then(() => this.#save());
    return this.#underWay;
  }

  async #save(): Promise<void> {
    const state = this.about.state.peek();
    if (state.name !== "ready" || this.notes.peek().name === "saved") return;
    const words = this.words.peek();
    this.notes.value = { name: "saving" };
    const body = { text: words.text, tags: tagsIn(words.tags), version: this.#version };
    const path = { id: state.data.client_id };
    const answer = await this.api.call("PUT /api/console/clients/{id}/notes", { path, body });
    if (answer.ok) {
      this.#version = answer.data.notes.version;
      if (this.words.peek() === words) this.notes.value = { name: "saved" };
      return;
    }
    if (answer.error.code === "conflict") return this.#join();
    this.notes.value = { name: "failed", error: answer.error };
  }

  /** Another device was faster: nothing of either is lost, and the person looks through it. */
  async #join(): Promise<void> {
    await this.about.load();
    const state = this.about.state.peek();
    if (state.name !== "ready") return;
    const { text, tags, version } = state.data.notes;
    const mine = this.words.peek();
    this.#version = version;
    this.words.value = {
      text: text === mine.text ? text : [text, mine.text].filter(Boolean).join("\n\n"),
      tags: [...new Set([...tags, ...tagsIn(mine.tags)])].join(", "),
    };
    this.notes.value = { name: "joined" };
  }

  #adopt({ text, tags, version }: NotesOut): void {
    this.#version = version;
    this.words.value = { text, tags: tags.join(", ") };
  }
}

/** Each once, without the space around. */
export function tagsIn(tags: string): string[] {
  return [
    ...new Set(
      tags
        .split(",")
        .map((tag) => tag.trim())
        .filter(Boolean),
    ),
  ];
}
