import type { Events, MessageOut, Role, SendMessage, Sync, SyncedConversation } from "../../../contracts/socket";
import { type Answer, success } from "../answer";
import type { Clock } from "../clock";
import type { CommandName, Data, EventName, Payload } from "../connection";
import { FakeLink } from "./link";
import { ANNA, CONVERSATION, details, message, participant, SOFIA } from "./messages";

export interface Person {
  readonly id: string;
  readonly role: Role;
  readonly name: string;
  readonly language: "ru" | "en";
}

interface Stored {
  readonly id: string;
  readonly messages: MessageOut[];
  readonly receipts: Map<string, { delivered_seq: number; read_seq: number }>;
  rev: number;
  activeUntil: string | null;
}

const SYNC_PAGE = 100;

const NOW = "2026-11-22T09:00:00.000Z";

/** The server's side of the contract, in memory: gapless seq, the same id is the same message, sync, receipts. */
export class FakeServer {
  readonly conversations = new Map<string, Stored>();
  readonly #links = new Set<FakeLink>();

  constructor(
    readonly clock: Clock,
    ids: readonly string[] = [CONVERSATION],
  ) {
    for (const id of ids) {
      this.conversations.set(id, { id, messages: [], receipts: new Map(), rev: 0, activeUntil: null });
    }
  }

  link(person: Person = ANNA): FakeLink {
    return this.join(new FakeLink(this, person));
  }

  join<Link extends FakeLink>(link: Link): Link {
    this.#links.add(link);
    return link;
  }

  stored(id: string = CONVERSATION): Stored {
    const stored = this.conversations.get(id);
    if (!stored) {
      throw new Error(`no conversation ${id}`);
    }
    return stored;
  }

  /** Somebody writes; everybody is told. */
  write(by: Person, command: Partial<SendMessage> & { client_message_id: string }): MessageOut {
    const stored = this.stored(command.conversation_id);
    const known = stored.messages.find(
      (one) => one.client_message_id === command.client_message_id && one.sender.id === by.id,
    );
    if (known) {
      return known;
    }
    const written = message(stored.messages.length + 1, {
      by,
      conversation_id: stored.id,
      client_message_id: command.client_message_id,
      text: command.text ?? "",
      kind: command.kind ?? "text",
      reply_to_seq: command.reply_to_seq ?? null,
      created_at: new Date(this.clock.now()).toISOString(),
    });
    stored.messages.push(written);
    this.emit("message.created", { message: written });
    return written;
  }

  change(seq: number, changes: Partial<MessageOut>, id: string = CONVERSATION): void {
    const stored = this.stored(id);
    stored.rev += 1;
    const changed = { ...(stored.messages[seq - 1] as MessageOut), ...changes, rev: stored.rev };
    stored.messages[seq - 1] = changed;
    this.emit("message.changed", { message: changed });
  }

  emit<Name extends EventName>(name: Name, payload: Events[Name]): void {
    for (const link of this.#links) {
      link.receive(name, payload);
    }
  }

  ready(person: Person): Events["session.ready"] {
    return {
      user: person,
      server_time: new Date(this.clock.now()).toISOString(),
      limits: {
        max_text_length: 10_000,
        max_attachments: 10,
        max_attachment_bytes: 1_000_000,
        attachment_types: ["image/png", "audio/webm"],
      },
      conversations: [...this.conversations.values()].map(({ id, messages, rev, receipts }) => ({
        id,
        kind: "consultation",
        state: "active",
        last_seq: messages.length,
        rev,
        unread: messages.length - (receipts.get(person.id)?.read_seq ?? 0),
      })),
    };
  }

  answer(person: Person, name: CommandName, payload: unknown): Answer<unknown> {
    switch (name) {
      case "message.send":
        return success({ message: this.write(person, payload as SendMessage) });
      case "conversation.sync":
        return success({ conversations: (payload as Sync).conversations.map((point) => this.#synced(person, point)) });
      case "conversation.history":
        return success(this.#page(payload as Payload<"conversation.history">));
      case "receipt.read":
      case "receipt.delivered":
        return this.#receipt(person, name, payload as Payload<"receipt.read">);
      case "message.edit":
      case "message.delete":
      case "message.react":
        return success({ message: this.#changed(person, name, payload as Payload<typeof name>) });
      default:
        return success({});
    }
  }

  #changed(person: Person, name: CommandName, payload: Payload<"message.delete">): MessageOut {
    const { conversation_id, seq } = payload;
    if (name === "message.edit") {
      this.change(seq, { text: (payload as Payload<"message.edit">).text, edited_at: NOW }, conversation_id);
    } else if (name === "message.delete") {
      this.change(seq, { text: "", deleted_at: NOW }, conversation_id);
    } else {
      const { emoji, on } = payload as Payload<"message.react">;
      this.change(seq, { reactions: on ? [{ emoji, user_ids: [person.id] }] : [] }, conversation_id);
    }
    return this.stored(conversation_id).messages[seq - 1] as MessageOut;
  }

  details(person: Person, id: string): SyncedConversation["conversation"] {
    const { messages, rev, receipts, activeUntil } = this.stored(id);
    return details({
      id,
      rev,
      active_until: activeUntil,
      participants: [ANNA, SOFIA].map((one) => participant(one, receipts.get(one.id))),
      last_seq: messages.length,
      last_message: messages.at(-1) ?? null,
      read_seq: receipts.get(person.id)?.read_seq ?? 0,
    });
  }

  #synced(person: Person, point: Sync["conversations"][number]): SyncedConversation {
    const stored = this.stored(point.id);
    const messages = stored.messages.slice(point.last_seq, point.last_seq + SYNC_PAGE);
    return {
      id: point.id,
      messages,
      changes: stored.messages.slice(0, point.last_seq).filter((one) => one.rev > point.rev),
      receipts: [...stored.receipts].map(([user_id, receipt]) => ({ conversation_id: point.id, user_id, ...receipt })),
      conversation: this.details(person, point.id),
      last_seq: point.last_seq + messages.length,
      rev: stored.rev,
      complete: messages.length < SYNC_PAGE,
    };
  }

  #page(asked: Payload<"conversation.history">): Data<"conversation.history"> {
    const { conversation_id, before_seq, after_seq, from_at, limit = 50 } = asked;
    const all = this.stored(conversation_id).messages;
    const begin = from_at ? all.findIndex((one) => one.created_at >= from_at) : (after_seq ?? null);
    if (begin !== null) {
      const messages = begin < 0 ? [] : all.slice(begin, begin + limit);
      return { messages, complete: messages.length < limit };
    }
    const end = (before_seq ?? all.length + 1) - 1;
    const messages = all.slice(Math.max(0, end - limit), end);
    return { messages, complete: end - limit <= 0 };
  }

  #receipt(person: Person, name: string, { conversation_id, seq }: Payload<"receipt.read">): Answer<unknown> {
    const stored = this.stored(conversation_id);
    const known = stored.receipts.get(person.id) ?? { delivered_seq: 0, read_seq: 0 };
    const read_seq = name === "receipt.read" ? Math.max(known.read_seq, seq) : known.read_seq;
    const receipt = { delivered_seq: Math.max(known.delivered_seq, seq), read_seq };
    stored.receipts.set(person.id, receipt);
    stored.rev += 1;
    this.emit("receipt.updated", { conversation_id, user_id: person.id, ...receipt });
    return success({});
  }
}
