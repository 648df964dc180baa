/** A long answer while it is written: saved by itself, here and on the server, and never over another device's words. No DOM. */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { DraftOut } from "../../contracts/openapi";
import type { Api } from "../../shared/api";
import type { Explained } from "../../shared/i18n/i18n";

/** What is kept on this device until the server has it. */
export interface Drafts {
  readonly store: { readonly state: { readonly drafts: ReadonlyMap<string, string> } };
  setDraft(id: string, text: string): void;
}

export type Saving =
  | { readonly name: "loading" | "saved" | "writing" | "saving" }
  | { readonly name: "failed"; readonly error: Explained }
  /** Another device has written `theirs` meanwhile. */
  | { readonly name: "conflict"; readonly theirs: DraftOut };

export type Choice = "mine" | "theirs" | "both";

export interface Writing {
  readonly text: ReadonlySignal<string>;
  readonly saving: ReadonlySignal<Saving>;
  /** Begins, or begins again after a failure. */
  load(): Promise<void>;
  type(text: string): void;
  /** Now, not after a pause; also once more after a failure. */
  save(): Promise<void>;
  settle(choice: Choice): Promise<void>;
  /** It was sent: nothing is left of it. */
  sent(): Promise<void>;
  close(): void;
}

const PAUSE_MS = 1_000;

export const placeOf = (conversationId: string) => `answer:${conversationId}`;

/** The words of what is kept at that place, without the version before them. */
export const longAnswerIn = (kept: string | undefined) => kept?.slice(kept.indexOf("\n") + 1) ?? "";

export function createWriting(api: Api, drafts: Drafts, conversationId: string): Writing {
  return new OneWriting(api, drafts, conversationId);
}

class OneWriting implements Writing {
  readonly text = signal("");
  readonly saving = signal<Saving>({ name: "loading" });
  readonly #path: { readonly id: string };
  readonly #place: string;
  /** What the server keeps, as far as it is known here. */
  #version = 0;
  #stored = "";
  #timer: ReturnType<typeof setTimeout> | undefined;
  #underWay: Promise<void> = Promise.resolve();

  constructor(
    readonly api: Api,
    readonly drafts: Drafts,
    conversationId: string,
  ) {
    this.#path = { id: conversationId };
    this.#place = placeOf(conversationId);
    // What this device has is there at once; whether it is the newest is what loading finds out.
    this.text.value = this.#kept()?.text ?? "";
  }

  async load(): Promise<void> {
    this.saving.value = { name: "loading" };
    const answer = await this.api.call("GET /api/console/drafts/{id}", { path: this.#path });
    if (!answer.ok) return this.#failed(answer.error);
    const { draft } = answer.data;
    const mine = this.#kept();
    if (!mine || mine.text === draft.text) return this.#adopt(draft);
    if (mine.version !== draft.version) return this.#disagree(draft);
    this.#version = draft.version;
    this.#stored = draft.text;
    return this.save();
  }

  type(text: string): void {
    this.text.value = text;
    this.drafts.setDraft(this.#place, `${this.#version}\n${text}`);
    const { name } = this.saving.peek();
    if (name === "loading" || name === "conflict") return;
    this.saving.value = { name: "writing" };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.save(), PAUSE_MS);
  }

  save(): Promise<void> {
    clearTimeout(this.#timer);
    // One after the other: each names the version that the one before it made.
    this.#underWay = this.#underWay.then(() => this.#save());
    return this.#underWay;
  }

  async settle(choice: Choice): Promise<void> {
    const state = this.saving.peek();
    if (state.name !== "conflict") return;
    const { theirs } = state;
    if (choice === "theirs") return this.#adopt(theirs);
    this.#version = theirs.version;
    this.#stored = theirs.text;
    this.saving.value = { name: "writing" };
    this.type(choice === "both" ? [theirs.text, this.text.peek()].filter(Boolean).join("\n\n") : this.text.peek());
    return this.save();
  }

  async sent(): Promise<void> {
    this.type("");
    await this.save();
  }

  close(): void {
    clearTimeout(this.#timer);
    if (this.saving.peek().name === "writing") void this.save();
  }

  async #save(): Promise<void> {
    const text = this.text.peek();
    const { name } = this.saving.peek();
    if (name === "conflict") return;
    if (text === this.#stored) return this.#rest();
    this.saving.value = { name: "saving" };
    const body = { text, version: this.#version };
    const answer = await this.api.call("PUT /api/console/drafts/{id}", { path: this.#path, body });
    if (answer.ok) {
      this.#version = answer.data.draft.version;
      this.#stored = text;
      return this.text.peek() === text ? this.#rest() : undefined; // More was written meanwhile: its own save follows.
    }
    if (answer.error.code !== "conflict") return this.#failed(answer.error);
    const theirs = await this.api.call("GET /api/console/drafts/{id}", { path: this.#path });
    return theirs.ok ? this.#disagree(theirs.data.draft) : this.#failed(theirs.error);
  }

  #adopt({ text, version }: DraftOut): void {
    this.#version = version;
    this.#stored = text;
    this.text.value = text;
    this.#rest();
  }

  /** The server has it all: this device need not keep it. */
  #rest(): void {
    this.drafts.setDraft(this.#place, "");
    this.saving.value = { name: "saved" };
  }

  #disagree(theirs: DraftOut): void {
    this.saving.value = { name: "conflict", theirs };
  }

  #failed(error: Explained): void {
    this.saving.value = { name: "failed", error };
  }

  #kept(): { readonly version: number; readonly text: string } | null {
    const draft = this.drafts.store.state.drafts.get(this.#place) ?? "";
    const [version, ...lines] = draft.split("\n");
    return draft === "" ? null : { version: Number(version), text: lines.join("\n") };
  }
}
