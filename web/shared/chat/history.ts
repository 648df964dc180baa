/** What is older than the events: pages of messages, pages of the inbox. */

import type { ConversationPage } from "../../contracts/openapi";
import type { ConversationOut, HistoryAnswer } from "../../contracts/socket";
import { type Answer, success } from "./answer";
import type { Connection, Payload } from "./connection";
import type { Http } from "./http";
import type { Store } from "./store";

export interface InboxQuery {
  readonly state?: "active" | "inactive";
  readonly kind?: "consultation" | "support";
  readonly cursor?: string;
}

export interface QueueQuery {
  readonly state?: "open" | "waiting" | "claimed" | "resolved";
  readonly cursor?: string;
}

export interface InboxPage {
  readonly ids: readonly string[];
  readonly nextCursor: string | null;
}

export interface HistoryPorts {
  readonly store: Store;
  readonly connection: Connection;
  readonly http: Http;
  now(): number;
}

const PAGE = 50;

export class History {
  readonly #ports: HistoryPorts;
  readonly #underWay = new Map<string, Promise<Answer<void>>>();

  constructor(ports: HistoryPorts) {
    this.#ports = ports;
  }

  /** The newest page, unless it is there already; the conversation itself too, when it was not known. */
  async first(conversationId: string): Promise<Answer<void>> {
    const known = this.#ports.store.state.conversations.get(conversationId);
    if (!known || (!known.details && this.#ports.connection.status.name !== "online")) {
      const found = await this.#ports.http.request("GET /api/conversations/{id}", { path: { id: conversationId } });
      if (!found.ok) {
        return found;
      }
      this.#listed([found.data]);
    }
    return known?.opened ? success(undefined) : this.#page(conversationId, null);
  }

  /** The page before the oldest loaded message; asked for once, however often it is called meanwhile. */
  async older(conversationId: string): Promise<Answer<void>> {
    const known = this.#ports.store.state.conversations.get(conversationId);
    const first = known?.messages[0]?.seq;
    return known?.hasOlder ? this.#page(conversationId, first ?? null) : success(undefined);
  }

  async inbox({ state, kind, cursor }: InboxQuery): Promise<Answer<InboxPage>> {
    return this.#taken(await this.#ports.http.request("GET /api/conversations", { query: { state, kind, cursor } }));
  }

  async queue({ state, cursor }: QueueQuery): Promise<Answer<InboxPage>> {
    return this.#taken(await this.#ports.http.request("GET /api/support/queue", { query: { state, cursor } }));
  }

  #taken(page: Answer<ConversationPage>): Answer<InboxPage> {
    if (!page.ok) {
      return page;
    }
    this.#listed(page.data.items);
    return success({ ids: page.data.items.map((item) => item.id), nextCursor: page.data.next_cursor });
  }

  #page(conversationId: string, beforeSeq: number | null): Promise<Answer<void>> {
    const underWay = this.#underWay.get(conversationId);
    if (underWay) {
      return underWay;
    }
    const page = this.#load(conversationId, beforeSeq).finally(() => this.#underWay.delete(conversationId));
    this.#underWay.set(conversationId, page);
    return page;
  }

  async #load(conversationId: string, beforeSeq: number | null): Promise<Answer<void>> {
    const { store } = this.#ports;
    store.dispatch({ type: "history.requested", conversationId });
    const answer = await this.#ask(conversationId, beforeSeq);
    if (!answer.ok) {
      store.dispatch({ type: "history.refused", conversationId });
      return answer;
    }
    store.dispatch({ type: "history.loaded", conversationId, ...answer.data });
    return success(undefined);
  }

  /** By the socket while it is there, else by HTTP: an open conversation is readable although the socket is not up yet. */
  #ask(conversationId: string, beforeSeq: number | null): Promise<Answer<HistoryAnswer>> {
    if (this.#ports.connection.status.name === "online") {
      const payload: Payload<"conversation.history"> = { conversation_id: conversationId, limit: PAGE };
      const before = beforeSeq === null ? payload : { ...payload, before_seq: beforeSeq };
      return this.#ports.connection.command("conversation.history", before);
    }
    return this.#ports.http.request("GET /api/conversations/{id}/messages", {
      path: { id: conversationId },
      query: { limit: PAGE, before_seq: beforeSeq },
    });
  }

  #listed(items: readonly ConversationOut[]): void {
    this.#ports.store.dispatch({ type: "conversations.listed", items, now: this.#ports.now() });
  }
}
