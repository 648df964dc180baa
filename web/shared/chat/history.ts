/** What is older than the events: pages of messages and jumps between them, pages of the inbox. */

import type { ConversationPage, SearchPage } from "../../contracts/openapi";
import type { ConversationOut, HistoryAnswer } from "../../contracts/socket";
import { type Answer, success } from "./answer";
import type { Connection } from "./connection";
import type { Http } from "./http";
import type { Pauses } from "./pauses";
import { at } from "./run";
import type { Conversation } from "./state";
import type { Store } from "./store";
import { find, type PagePlace } from "./timeline";

export interface InboxQuery {
  readonly state?: "active" | "inactive";
  readonly kind?: "consultation" | "support";
  readonly cursor?: string;
}

export interface QueueQuery {
  readonly state?: "open" | "mine" | "snoozed" | "waiting" | "claimed" | "resolved";
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
  readonly pauses: Pauses;
  now(): number;
}

/** At most one of the three. `from_at`: from the first message of that moment or later. */
interface Cut {
  readonly before_seq?: number;
  readonly after_seq?: number;
  readonly from_at?: string;
}

const PAGE = 50;
/** So many messages stand above the one that was jumped to. */
const ABOVE = 25;

export class History {
  readonly #ports: HistoryPorts;
  readonly #underWay = new Map<string, Promise<Answer<void>>>();
  /** The newest jump of each conversation: an overtaken one moves nothing. */
  readonly #jumps = new Map<string, number>();
  /** Pages in a row that did not come. */
  #failures = 0;

  constructor(ports: HistoryPorts) {
    this.#ports = ports;
  }

  /** The newest page, unless something is shown already; the conversation itself too, when it was not known. */
  async first(conversationId: string): Promise<Answer<void>> {
    const found = await this.#found(conversationId);
    return !found.ok || this.#known(conversationId)?.opened ? found : this.#newest(conversationId);
  }

  /** The page before the oldest shown message; asked for once, however often it is called meanwhile. */
  async older(conversationId: string): Promise<Answer<void>> {
    const known = this.#known(conversationId);
    const first = known?.messages[0]?.seq;
    if (!known?.hasOlder) {
      return success(undefined);
    }
    return first ? this.#page(conversationId, "older", { before_seq: first }) : this.#newest(conversationId);
  }

  /** The page after the newest shown message, the same way. */
  async newer(conversationId: string): Promise<Answer<void>> {
    const known = this.#known(conversationId);
    const after_seq = known?.messages.at(-1)?.seq;
    return !known || known.atNewest || !after_seq
      ? success(undefined)
      : this.#page(conversationId, "newer", { after_seq });
  }

  /** Shows the message and what stands around it; the answer is the `seq` of the nearest one that exists. */
  async jump(conversationId: string, seq: number): Promise<Answer<number>> {
    const turn = this.#turn(conversationId);
    const found = await this.#found(conversationId);
    if (!found.ok || this.#shows(conversationId, seq)) {
      return found.ok ? success(seq) : found;
    }
    // Long messages can make a page short: then it has to begin with the one that is wanted.
    for (const after_seq of [Math.max(0, seq - ABOVE - 1), Math.max(0, seq - 1)]) {
      const page = await this.#asked(conversationId, "around", { after_seq });
      if (!page.ok) {
        return page;
      }
      const wanted = at(page.data.messages, seq) ?? (page.data.complete ? page.data.messages.at(-1) : undefined);
      if (wanted) {
        if (turn === this.#jumps.get(conversationId)) {
          this.#ports.store.dispatch({ type: "history.loaded", conversationId, place: "around", ...page.data });
        }
        return success(wanted.seq);
      }
    }
    return this.toNewest(conversationId);
  }

  /** Shows the first message of that moment or later; the newest when there is none. */
  async jumpToMoment(conversationId: string, from_at: string): Promise<Answer<number>> {
    const turn = this.#turn(conversationId);
    const page = await this.#asked(conversationId, "around", { from_at }, 1);
    if (!page.ok) {
      return page;
    }
    const seq = page.data.messages[0]?.seq;
    if (turn !== this.#jumps.get(conversationId)) {
      return success(seq ?? 0);
    }
    return seq ? this.jump(conversationId, seq) : this.toNewest(conversationId);
  }

  /** At once when the end is known, else after its page has come. */
  async toNewest(conversationId: string): Promise<Answer<number>> {
    const turn = this.#turn(conversationId);
    const known = this.#known(conversationId);
    const hasEnd = known && (known.atNewest ? known.opened : known.live.length > 0 || known.tail === 0);
    const answer = hasEnd ? success(undefined) : await this.#newest(conversationId);
    if (answer.ok && turn === this.#jumps.get(conversationId)) {
      this.#ports.store.dispatch({ type: "newest.shown", conversationId });
    }
    return answer.ok ? success(this.#known(conversationId)?.lastSeq ?? 0) : answer;
  }

  async inbox({ state, kind, cursor }: InboxQuery): Promise<Answer<InboxPage>> {
    return this.#taken(await this.#ports.http.request("GET /api/conversations", { query: { state, kind, cursor } }));
  }

  /** Messages that say this, everywhere or in one conversation; the conversations of what was found are known then. */
  async search(q: string, conversation_id?: string, cursor?: string): Promise<Answer<SearchPage>> {
    const found = await this.#ports.http.request("GET /api/search", { query: { q, conversation_id, cursor } });
    if (found.ok) {
      this.#listed(found.data.items.map((hit) => hit.conversation));
    }
    return found;
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

  #known(conversationId: string): Conversation | undefined {
    return this.#ports.store.state.conversations.get(conversationId);
  }

  #turn(conversationId: string): number {
    const turn = (this.#jumps.get(conversationId) ?? 0) + 1;
    this.#jumps.set(conversationId, turn);
    return turn;
  }

  /** Whether the message can be shown without asking; then it is. */
  #shows(conversationId: string, seq: number): boolean {
    const known = this.#known(conversationId);
    if (known && at(known.live, seq) && !find(known, seq)) {
      this.#ports.store.dispatch({ type: "newest.shown", conversationId });
      return true;
    }
    return known !== undefined && find(known, seq) !== undefined;
  }

  async #found(conversationId: string): Promise<Answer<void>> {
    const known = this.#known(conversationId);
    if (known && (known.details || this.#ports.connection.status.name === "online")) {
      return success(undefined);
    }
    const found = await this.#ports.http.request("GET /api/conversations/{id}", { path: { id: conversationId } });
    if (found.ok) {
      this.#listed([found.data]);
    }
    return found.ok ? success(undefined) : found;
  }

  #newest(conversationId: string): Promise<Answer<void>> {
    return this.#page(conversationId, "newest", {});
  }

  #page(conversationId: string, place: PagePlace, cut: Cut): Promise<Answer<void>> {
    const key = `${place} ${conversationId}`;
    const underWay = this.#underWay.get(key);
    if (underWay) {
      return underWay;
    }
    const page = this.#load(conversationId, place, cut).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, page);
    return page;
  }

  async #load(conversationId: string, place: PagePlace, cut: Cut): Promise<Answer<void>> {
    const answer = await this.#asked(conversationId, place, cut);
    if (answer.ok) {
      this.#ports.store.dispatch({ type: "history.loaded", conversationId, place, ...answer.data });
    }
    return answer.ok ? success(undefined) : answer;
  }

  async #asked(conversationId: string, place: PagePlace, cut: Cut, limit = PAGE): Promise<Answer<HistoryAnswer>> {
    const { store, pauses } = this.#ports;
    store.dispatch({ type: "history.requested", conversationId, place });
    const answer = await this.#ask(conversationId, { ...cut, limit });
    if (answer.ok) {
      this.#failures = 0;
    } else if (place === "older" || place === "newer") {
      // A view asks again as soon as this has ended.
      await pauses.beforeRetry(this.#failures++, answer.error);
    }
    store.dispatch({ type: "history.ended", conversationId, place });
    return answer;
  }

  /** By the socket while it is there, else by HTTP: an open conversation is readable although the socket is not up yet. */
  #ask(conversationId: string, cut: Cut & { readonly limit: number }): Promise<Answer<HistoryAnswer>> {
    if (this.#ports.connection.status.name === "online") {
      const payload = { conversation_id: conversationId, ...cut };
      return this.#ports.connection.command("conversation.history", payload);
    }
    const path = { id: conversationId };
    return this.#ports.http.request("GET /api/conversations/{id}/messages", { path, query: cut });
  }

  #listed(items: readonly ConversationOut[]): void {
    this.#ports.store.dispatch({ type: "conversations.listed", items, now: this.#ports.now() });
  }
}
