/** What is being written, for each conversation: the same in all tabs of a person, and still there after a reload. */

import type { TabNews } from "./letters";
import type { ChatStorage } from "./storage";
import type { Store } from "./store";

export interface DraftPorts {
  readonly storage: ChatStorage;
  readonly store: Store;
  tell(news: TabNews): void;
}

export class Drafts {
  readonly #ports: DraftPorts;
  #owner = "";
  /** Writes one after the other: the last one wins. */
  #written: Promise<void> = Promise.resolve();

  constructor(ports: DraftPorts) {
    this.#ports = ports;
  }

  /** Whose drafts these are. What was written before that was known, or meanwhile, stays. */
  async own(ownerId: string): Promise<void> {
    if (this.#owner === ownerId) {
      return;
    }
    const { storage, store } = this.#ports;
    const before = this.#owner === "" ? [...store.state.drafts] : [];
    this.#owner = ownerId;
    store.dispatch({ type: "drafts.changed", drafts: new Map(before) });
    for (const [conversationId, text] of before) {
      this.#keep(conversationId, text);
    }
    const kept = await storage.drafts(ownerId);
    if (this.#owner === ownerId) {
      const stored = kept.map(({ conversation_id, text }) => [conversation_id, text] as const);
      store.dispatch({ type: "drafts.changed", drafts: new Map([...stored, ...store.state.drafts]) });
    }
  }

  set(conversationId: string, text: string): void {
    if ((this.#ports.store.state.drafts.get(conversationId) ?? "") !== text) {
      this.hear(conversationId, text);
      this.#keep(conversationId, text);
      this.#ports.tell({ type: "draft", conversationId, text });
    }
  }

  /** Written in another tab, which also keeps it. */
  hear(conversationId: string, text: string): void {
    const drafts = new Map(this.#ports.store.state.drafts).set(conversationId, text);
    this.#ports.store.dispatch({ type: "drafts.changed", drafts });
  }

  /** All of them, on this device and in all tabs. */
  forget(): Promise<void> {
    for (const conversationId of this.#ports.store.state.drafts.keys()) {
      this.set(conversationId, "");
    }
    return this.#written;
  }

  #keep(conversation_id: string, text: string): void {
    if (this.#owner) {
      const draft = { owner_id: this.#owner, conversation_id, text };
      this.#written = this.#written.then(() => this.#ports.storage.putDraft(draft));
    }
  }
}
