/** What the chat knows: one immutable value, changed by `apply` in `store.ts` alone. Views read it and nothing else. */

import type {
  AttachmentOut,
  AvailabilityOut,
  ConversationOut,
  Events,
  Limits,
  MessageOut,
  ReceiptOut,
  UserOut,
} from "../../contracts/socket";
import type { ChatError } from "./answer";

export type Message = MessageOut;
export type Attachment = AttachmentOut;
export type Availability = AvailabilityOut;
export type Receipt = Pick<ReceiptOut, "delivered_seq" | "read_seq">;
export type MessageKind = "text" | "voice" | "file" | "image";
export type TypingState = Events["typing.changed"]["state"];

/**
 * `connecting`: the first attempt is under way · `behind`: connected, but something was missed and is being fetched ·
 * `online`: connected and up to date · `offline`: waiting until `retryAt` (local milliseconds) for the next attempt, because
 * the browser says there is no network or because nobody answers · `refused`: the server does not want this session;
 * nothing is tried again.
 */
export type ConnectionState =
  | { readonly name: "connecting" }
  | { readonly name: "behind" }
  | { readonly name: "online" }
  | { readonly name: "offline"; readonly retryAt: number; readonly cause?: "no_network" | "no_answer" }
  | { readonly name: "refused"; readonly code: string };

/** What a banner says. It comes only when it has not been all right for a second, and goes at once. */
export interface Notice {
  readonly name: Exclude<ConnectionState["name"], "online">;
  /** Since when it has been so (server's milliseconds). */
  readonly since: number;
}

/** A message of mine that is on its way. It survives a reload until the server has answered. */
export interface OutboxEntry {
  readonly client_message_id: string;
  readonly conversation_id: string;
  readonly kind: MessageKind;
  readonly text: string;
  readonly attachment_ids: readonly string[];
  readonly reply_to_seq: number | null;
  readonly created_at: string;
  readonly state: "sending" | "failed";
  readonly error?: ChatError;
  /** What the ids in `attachment_ids` stand for, so that the message can be shown before it is stored. */
  readonly attachments: readonly Attachment[];
  /** Whose message this is: nobody else's outbox on this device ever sends it. */
  readonly owner_id: string;
}

/** An outbox entry as shown; `sent`: acknowledged, and about to take its place among the messages. */
export type Pending = Omit<OutboxEntry, "state"> & {
  readonly state: "sending" | "failed" | "sent";
  /** Its place, once that is known; null before. */
  readonly seq: number | null;
};

/** What I want of a stored message. `asking`: shown as if it were so; `failed`: refused, an edit's words are kept. */
export type Change = {
  readonly id: string;
  readonly conversation_id: string;
  readonly seq: number;
  /** When I wanted it, by the server's clock. */
  readonly at: string;
  readonly state: "asking" | "failed";
  readonly error?: ChatError;
} & (
  | { readonly what: "edit"; readonly text: string }
  | { readonly what: "remove" }
  | { readonly what: "react"; readonly emoji: string; readonly on: boolean }
);

/** A voice that is not sent yet, as far as this device has it. */
export interface Recorded {
  readonly sound: Blob;
  readonly duration_ms: number;
  /** How loud it is from beginning to end, from 0 to 100. */
  readonly waveform: readonly number[];
}

/** A file on its way to the storage; lost with the page, unlike a message; who wants it kept keeps it. */
export interface Upload {
  readonly id: string;
  readonly conversation_id: string;
  readonly name: string;
  readonly size: number;
  readonly content_type: string;
  /** 0…1 */
  readonly progress: number;
  /** `kept`: recorded and held until the person says what to do with it. */
  readonly state: "kept" | "uploading" | "checking" | "failed";
  readonly kind?: "image" | "file" | "voice";
  readonly recorded?: Recorded | undefined;
  readonly error?: ChatError;
}

export interface Typing {
  readonly state: Exclude<TypingState, "idle">;
  /** Server time in milliseconds after which it no longer holds. */
  readonly until: number;
}

export interface Presence {
  readonly state: "online" | "offline";
  readonly last_seen_at: string | null;
}

export interface Conversation {
  readonly id: string;
  readonly kind: ConversationOut["kind"];
  /** As of the last event or tick; `isActive(conversation, now)` is exact at any moment. */
  readonly state: ConversationOut["state"];
  /** Participants, contract strip, queue…; null while only the summary of `session.ready` is known. */
  readonly details: ConversationOut | null;
  /** What is shown: ascending by `seq`, without gaps. Ends with the newest (`atNewest`), or is a window elsewhere after a jump. */
  readonly messages: readonly Message[];
  /** `messages` ends with the newest message there is; else newer ones come with `loadNewer`. */
  readonly atNewest: boolean;
  /** The end of the newest run while `messages` is a window elsewhere, else empty. */
  readonly live: readonly Message[];
  /** Messages of mine that are not in `messages` yet, in the order of writing. */
  readonly pending: readonly Pending[];
  readonly uploads: readonly Upload[];
  /** What I want of stored messages and the server has not answered, or has refused; in the order of wanting. */
  readonly changes: readonly Change[];
  /** The newest message, also when `messages` is not loaded. */
  readonly lastMessage: Message | null;
  readonly lastSeq: number;
  /** How far I have read; only grows. */
  readonly readSeq: number;
  /** `lastSeq − readSeq` */
  readonly unread: number;
  /** By user id, mine included; only grow. */
  readonly receipts: ReadonlyMap<string, Receipt>;
  /** By user id, never myself. */
  readonly typing: ReadonlyMap<string, Typing>;
  /** The first page is there. */
  readonly opened: boolean;
  /** The first page, an older one or a jump is under way. */
  readonly loading: boolean;
  readonly loadingNewer: boolean;
  /** There may be messages before `messages[0]`. */
  readonly hasOlder: boolean;
  /** Everything up to here has been applied; above it there may be held-back messages. */
  readonly tail: number;
  /** Messages that came before their predecessors, by `seq`; not shown until the gap is healed. */
  readonly held: ReadonlyMap<number, Message>;
  /** The point from which changes are asked for at the next sync. */
  readonly rev: number;
}

export interface ChatState {
  readonly connection: ConnectionState;
  /** Since when (server's milliseconds) it has been what it is, and since when it has not been `online`; null while it is. */
  readonly connectionSince: number;
  readonly unsettledSince: number | null;
  /** For the banner; null: there is nothing to say. */
  readonly notice: Notice | null;
  readonly me: UserOut | null;
  readonly limits: Limits | null;
  /** Server time minus local time, in milliseconds. */
  readonly clockSkewMs: number;
  readonly conversations: ReadonlyMap<string, Conversation>;
  readonly presence: ReadonlyMap<string, Presence>;
  readonly availability: ReadonlyMap<string, Availability>;
  /** What is being written, by conversation. */
  readonly drafts: ReadonlyMap<string, string>;
  /** The conversation in front of the person, or null. */
  readonly focused: string | null;
  /** Conversations that stand beside it. */
  readonly beside: readonly string[];
}

export const INITIAL_STATE: ChatState = {
  connection: { name: "connecting" },
  connectionSince: 0,
  unsettledSince: null,
  notice: null,
  me: null,
  limits: null,
  clockSkewMs: 0,
  conversations: new Map(),
  presence: new Map(),
  availability: new Map(),
  drafts: new Map(),
  focused: null,
  beside: [],
};
