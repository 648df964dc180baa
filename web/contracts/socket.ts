// Generated from the pydantic contracts by `astars contracts`. Do not edit.

/** Every `code` of an error, on both transports. */
export type ErrorCode =
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "validation_failed"
  | "conversation_inactive"
  | "rate_limited"
  | "conflict"
  | "too_large"
  | "unsupported_type"
  | "attachment_not_ready"
  | "invalid_credentials"
  | "code_invalid"
  | "code_expired"
  | "promo_invalid"
  | "certificate_invalid"
  | "payment_failed"
  | "unavailable"
  | "internal";

/** Command → what it carries and what its acknowledgement answers. */
export interface Commands {
  "message.send": { payload: SendMessage; data: MessageAnswer };
  "message.edit": { payload: EditMessage; data: MessageAnswer };
  "message.delete": { payload: DeleteMessage; data: MessageAnswer };
  "message.react": { payload: ReactToMessage; data: MessageAnswer };
  "conversation.history": { payload: History; data: HistoryAnswer };
  "conversation.sync": { payload: Sync; data: SyncAnswer };
  "conversation.complete": { payload: CompleteConversation; data: ConversationAnswer };
  "receipt.read": { payload: ReadReceipt; data: Done };
  "receipt.delivered": { payload: DeliveredReceipt; data: Done };
  "typing.set": { payload: SetTyping; data: Done };
  "availability.set": { payload: SetAvailability; data: Done };
  "queue.claim": { payload: ConversationCommand; data: ConversationAnswer };
  "queue.resolve": { payload: QueueCommand; data: ConversationAnswer };
  "queue.transfer": { payload: QueueCommand; data: ConversationAnswer };
  "queue.reopen": { payload: ConversationCommand; data: ConversationAnswer };
  "queue.view": { payload: ViewChat; data: Done };
  "queue.snooze": { payload: SnoozeChat; data: ConversationAnswer };
  "queue.tag": { payload: TagChat; data: ConversationAnswer };
  "queue.block": { payload: BlockVisitor; data: ConversationAnswer };
  "note.add": { payload: AddNote; data: NoteAnswer };
}

/** Event → what it carries. */
export interface Events {
  "session.ready": SessionReady;
  "session.ended": SessionEnded;
  "message.created": MessageEvent;
  "message.changed": MessageEvent;
  "receipt.updated": ReceiptOut;
  "typing.changed": TypingChanged;
  "presence.changed": PresenceChanged;
  "availability.changed": AvailabilityChanged;
  "conversation.created": ConversationEvent;
  "conversation.changed": ConversationEvent;
  "conversation.removed": ConversationRemoved;
  "queue.changed": QueueChanged;
  "queue.viewing": QueueViewing;
  "consultation.moved": ConsultationMoved;
  "overdue.changed": OverdueChanged;
  "note.created": NoteCreated;
  "order.changed": OrderChanged;
  "order.moved": OrderMoved;
  "order.refunded": OrderRefunded;
  "entitlement.changed": EntitlementChanged;
}

/** `note.add`: the same `client_note_id` again answers with the note that is already there. */
export interface AddNote {
  readonly conversation_id: string;
  readonly client_note_id: string;
  readonly text: string;
}

/**
 * A file of a message; its bytes are fetched through `/api/attachments/{id}`.
 *
 * A recorded voice has its length and its shape: how loud it is from beginning to end, from 0 to 100.
 */
export interface AttachmentOut {
  readonly id: string;
  readonly name: string;
  readonly content_type: string;
  readonly size: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly has_thumbnail: boolean;
  readonly duration_ms: number | null;
  readonly waveform: readonly number[] | null;
}

/** `availability.changed`: to everybody who shares a conversation with the person. */
export interface AvailabilityChanged {
  readonly user_id: string;
  readonly availability: AvailabilityOut;
}

/** What an astrologer or a support person says of themselves; `until` is when they will be back. */
export interface AvailabilityOut {
  readonly state: "available" | "busy" | "away";
  readonly until: string | null;
}

/** `queue.block`: the visitor may not write here any more, or may again. The chat leaves the queue. */
export interface BlockVisitor {
  readonly conversation_id: string;
  readonly blocked: boolean;
}

/** `conversation.complete`; with `follow_up_days` both write on for so many days, then it ends by itself. */
export interface CompleteConversation {
  readonly conversation_id: string;
  readonly follow_up_days?: number;
}

/** `consultation.moved`: to the support staff; where a consultation stands now, and no word of what was said. */
export interface ConsultationMoved {
  readonly conversation_id: string;
  readonly client_id: string | null;
  readonly astrologer_id: string | null;
  readonly state: ConsultationStage;
  readonly active_until: string | null;
  readonly answer_due_at: string | null;
}

/** The contract strip of a consultation: what was bought and what of it is left. */
export interface ConsultationOut {
  readonly entitlement_id: string | null;
  readonly service_slug: string;
  readonly service_title: TextOut;
  readonly format: "audio" | "written";
  readonly answer_within_hours: number | null;
}

/**
 * What is being waited for in a consultation.
 *
 * `offered`: support has let the client choose; `chosen`: what was chosen is still to be met. `follow_up`: it has been
 * given and is open for questions. What has ended by time may still be extended, what is completed may not.
 */
export type ConsultationStage = "active" | "waiting" | "overdue" | "offered" | "chosen" | "follow_up" | "expired" | "completed";

/** Answer with one conversation. */
export interface ConversationAnswer {
  readonly conversation: ConversationOut;
}

/** A command that names a conversation and nothing more: `queue.claim`, `queue.reopen`. */
export interface ConversationCommand {
  readonly conversation_id: string;
}

/** `conversation.created`, `conversation.changed`, as the receiver sees the conversation. */
export interface ConversationEvent {
  readonly conversation: ConversationOut;
}

/** A consultation that was bought, or a chat with support. */
export type ConversationKind = "consultation" | "support";

/**
 * A conversation as one participant sees it: `read_seq` and `unread` are their own.
 *
 * `follow_up_until`: it has been given, and may be written into until then. `waiting_since` is the client's oldest
 * word without an answer, `answer_due_at` when an answer to it was promised.
 */
export interface ConversationOut {
  readonly id: string;
  readonly kind: ConversationKind;
  readonly state: ConversationState;
  readonly active_until: string | null;
  readonly completed_at: string | null;
  readonly follow_up_until: string | null;
  readonly participants: readonly ParticipantOut[];
  readonly consultation: ConsultationOut | null;
  readonly queue: QueueOut | null;
  readonly waiting_since: string | null;
  readonly answer_due_at: string | null;
  readonly offer: OfferOut | null;
  readonly last_message: MessageOut | null;
  readonly last_message_at: string | null;
  readonly last_seq: number;
  readonly rev: number;
  readonly read_seq: number;
  readonly unread: number;
  readonly created_at: string;
}

/** `conversation.removed`: the receiver has no part in it any more. */
export interface ConversationRemoved {
  readonly conversation_id: string;
}

/** Computed: a consultation is active while its package lives; a support chat always is. */
export type ConversationState = "active" | "inactive";

/** `message.delete`: of one's own message only its place stays. */
export interface DeleteMessage {
  readonly conversation_id: string;
  readonly seq: number;
}

/** `receipt.delivered`: everything up to `seq` reached a device. */
export interface DeliveredReceipt {
  readonly conversation_id: string;
  readonly seq: number;
}

/**
 * What the staff alone see of a help chat's place in the queue.
 *
 * `queued_at`: since when it waits for somebody to take it; null while nobody needs to.
 */
export interface DeskOut {
  readonly queued_at: string | null;
  readonly snoozed_until: string | null;
  readonly tags: readonly string[];
  readonly blocked_at: string | null;
  readonly asked_at: string | null;
  readonly first_answered_at: string | null;
}

/** Nothing to tell. */
export type Done = Readonly<Record<string, never>>;

/** `message.edit`: one's own message says `text` from now on; what it said before is kept and shown to nobody. */
export interface EditMessage {
  readonly conversation_id: string;
  readonly seq: number;
  readonly text: string;
}

/** `entitlement.changed`. */
export interface EntitlementChanged {
  readonly entitlement: EntitlementOut;
}

/**
 * What a paid order or a certificate grants, until `active_until`; a natal chart (`grants_chart`) stays.
 *
 * `needs_birth`: the astrologer waits for birth data (`PUT /api/conversations/{id}/birth`). `extension`:
 * what more of it may be bought now (`POST /api/entitlements/{id}/extend`).
 */
export interface EntitlementOut {
  readonly id: string;
  readonly order_id: string | null;
  readonly service_slug: string;
  readonly service_title: TextOut;
  readonly format: "audio" | "written";
  readonly state: "active" | "past";
  readonly active_until: string;
  readonly remaining: number | null;
  readonly astrologer: string | null;
  readonly conversation_id: string | null;
  readonly grants_chart: boolean;
  readonly needs_birth: boolean;
  readonly extension: ExtensionOut | null;
}

/** The error of an acknowledgement. */
export interface ErrorOut {
  readonly code: string;
  readonly detail: string;
  readonly retryable: boolean;
  readonly retry_after_seconds?: number | null;
  readonly field?: string | null;
}

/** More days of a consultation, and what they cost. */
export interface ExtensionOut {
  readonly days: number;
  readonly price: Money;
}

/** `conversation.history`: a page before or after a `seq`, or from a moment on, ascending. */
export interface History {
  readonly before_seq?: number | null;
  readonly after_seq?: number | null;
  readonly from_at?: string | null;
  readonly limit?: number;
  readonly conversation_id: string;
}

/** `complete` means: there is nothing further in that direction. */
export interface HistoryAnswer {
  readonly messages: readonly MessageOut[];
  readonly complete: boolean;
}

/** What the server accepts, so that a client can say so before sending. */
export interface Limits {
  readonly max_text_length: number;
  readonly max_attachments: number;
  readonly max_attachment_bytes: number;
  readonly attachment_types: readonly string[];
}

/** Answer with one message. */
export interface MessageAnswer {
  readonly message: MessageOut;
}

/** `message.created`, `message.changed`. */
export interface MessageEvent {
  readonly message: MessageOut;
}

/** What a message is; `system` messages are written by the product itself. */
export type MessageKind = "text" | "voice" | "file" | "image" | "system";

/** A committed message. `seq` is 1, 2, 3… without gaps; `rev` grows when the message changes. */
export interface MessageOut {
  readonly id: string;
  readonly conversation_id: string;
  readonly seq: number;
  readonly rev: number;
  readonly sender: Sender;
  readonly client_message_id: string | null;
  readonly kind: MessageKind;
  readonly text: string;
  readonly attachments: readonly AttachmentOut[];
  readonly reply_to_seq: number | null;
  readonly reactions: readonly ReactionOut[];
  readonly system: SystemNote | null;
  readonly created_at: string;
  readonly edited_at: string | null;
  readonly deleted_at: string | null;
}

/** `amount` is in the currency's minor unit: kopecks. */
export interface Money {
  readonly amount: number;
  readonly currency: "RUB";
}

/** Answer with one internal note. */
export interface NoteAnswer {
  readonly note: NoteOut;
}

/** `note.created`: to the support staff. */
export interface NoteCreated {
  readonly note: NoteOut;
}

/** An internal note beside a help chat, for the staff alone. It stands behind the message `after_seq`. */
export interface NoteOut {
  readonly id: string;
  readonly conversation_id: string;
  readonly author_id: string;
  readonly author_name: string;
  readonly client_note_id: string;
  readonly text: string;
  readonly after_seq: number;
  readonly created_at: string;
}

/** What a client may choose when an answer does not come in time. */
export type OfferOption = "reassign" | "extend" | "refund";

/** What the client may choose because an answer is late; `choice` is theirs, and `days` those of `extend`. */
export interface OfferOut {
  readonly id: string;
  readonly options: readonly OfferOption[];
  readonly days: number;
  readonly choice: OfferOption | null;
  readonly made_at: string;
}

/** `order.changed`. */
export interface OrderChanged {
  readonly order: OrderOut;
}

/** `order.moved`: to the support staff; where an order stands now. `extends`: it buys more of that entitlement. */
export interface OrderMoved {
  readonly order_id: string;
  readonly client_id: string;
  readonly state: OrderStage;
  readonly conversation_id: string | null;
  readonly extends: string | null;
}

/**
 * An order, to the person who placed it.
 *
 * While it awaits payment: until when (`pay_until`), and whether the last try came to nothing (`is_declined`).
 * `is_expired`: cancelled because nobody paid in time. `extends`: it buys more days of what this entitlement granted.
 * `refunded`: how much of it has gone back, if anything.
 */
export interface OrderOut {
  readonly id: string;
  readonly state: "awaiting_payment" | "paid" | "cancelled" | "refunded";
  readonly service_slug: string;
  readonly service_title: TextOut;
  readonly format: "audio" | "written";
  readonly total: Money;
  readonly discount: Money | null;
  readonly created_at: string;
  readonly paid_at: string | null;
  readonly conversation_id: string | null;
  readonly payment_url: string | null;
  readonly pay_until: string | null;
  readonly is_declined: boolean;
  readonly is_expired: boolean;
  readonly extends: string | null;
  readonly refunded: Money | null;
}

/** `order.refunded`: to the support staff; `amount` has gone back, with what went before it is `refunded`. */
export interface OrderRefunded {
  readonly order_id: string;
  readonly client_id: string;
  readonly conversation_id: string | null;
  readonly amount: Money;
  readonly refunded: Money;
  readonly is_whole: boolean;
}

/** What is being done about the money of an order. */
export type OrderStage = "awaiting_payment" | "cancelled" | "paid" | "refunding" | "refunded";

/** `overdue.changed`: to the support staff; an answer has become overdue, or something was done about it. */
export interface OverdueChanged {
  readonly overdue: OverdueOut;
}

/** A consultation whose answer is overdue; without `answer_due_at` nobody waits any more. */
export interface OverdueOut {
  readonly conversation_id: string;
  readonly service_slug: string;
  readonly service_title: TextOut;
  readonly client_name: string;
  readonly astrologer_id: string | null;
  readonly astrologer_name: string;
  readonly waiting_since: string | null;
  readonly answer_due_at: string | null;
  readonly active_until: string | null;
  readonly offer: OfferOut | null;
}

/** A person in a conversation, with how far they have received and read it. */
export interface ParticipantOut {
  readonly user_id: string;
  readonly role: Role;
  readonly name: string;
  readonly avatar_url: string | null;
  readonly delivered_seq: number;
  readonly read_seq: number;
  readonly presence: "online" | "offline";
  readonly last_seen_at: string | null;
  readonly availability: AvailabilityOut | null;
}

/** `presence.changed`. */
export interface PresenceChanged {
  readonly user_id: string;
  readonly state: "online" | "offline";
  readonly last_seen_at: string | null;
}

/** `queue.changed`: to the support staff. */
export interface QueueChanged {
  readonly conversation: ConversationOut;
}

/**
 * `queue.resolve`, `queue.transfer`, with an optional note. `to`: a colleague; without, back into the queue.
 *
 * Asked again they answer how it is; `client_note_id` makes a note that is sent again one note.
 */
export interface QueueCommand {
  readonly conversation_id: string;
  readonly to?: string | null;
  readonly note?: string | null;
  readonly client_note_id?: string | null;
}

/**
 * A support conversation's place in the queue.
 *
 * `may_write`: whether the visitor may. `rating`: of the newest resolution, while it may be given, and once it was.
 * `desk`: for the staff alone, null to the visitor.
 */
export interface QueueOut {
  readonly state: QueueState;
  readonly assignee_id: string | null;
  readonly waiting_since: string | null;
  readonly may_write: boolean;
  readonly rating: SupportRatingOut | null;
  readonly desk: DeskOut | null;
}

/** Where a support conversation stands. */
export type QueueState = "waiting" | "claimed" | "resolved";

/** `queue.viewing`: to the staff; who is not heard of for 30 seconds has gone. */
export interface QueueViewing {
  readonly conversation_id: string;
  readonly user_id: string;
  readonly name: string;
  readonly doing: "viewing" | "typing" | "gone";
}

/** `message.react`: put (`on`) or take back one emoji. */
export interface ReactToMessage {
  readonly conversation_id: string;
  readonly seq: number;
  readonly emoji: string;
  readonly on: boolean;
}

/** One emoji and everybody who put it. */
export interface ReactionOut {
  readonly emoji: string;
  readonly user_ids: readonly string[];
}

/** `receipt.read`: everything up to `seq` was seen. */
export interface ReadReceipt {
  readonly conversation_id: string;
  readonly seq: number;
}

/** A conversation in `session.ready`. */
export interface ReadyConversation {
  readonly id: string;
  readonly kind: ConversationKind;
  readonly state: ConversationState;
  readonly last_seq: number;
  readonly rev: number;
  readonly unread: number;
}

/** How far one person is in a conversation; both only grow. */
export interface ReceiptOut {
  readonly conversation_id: string;
  readonly user_id: string;
  readonly delivered_seq: number;
  readonly read_seq: number;
}

/** What a person is in the product. A guest is a visitor of the help chat who has not signed in. */
export type Role = "client" | "astrologer" | "support" | "admin" | "guest";

/** `message.send`: the same `client_message_id` again answers with the message that is already there. */
export interface SendMessage {
  readonly conversation_id: string;
  readonly client_message_id: string;
  readonly kind?: "text" | "voice" | "file" | "image";
  readonly text?: string | null;
  readonly attachment_ids?: readonly string[];
  readonly reply_to_seq?: number | null;
}

/** Who wrote a message, as the other side may see them. A system message has no `id`. */
export interface Sender {
  readonly id: string | null;
  readonly role: Role | "system";
  readonly name: string;
}

/** `session.ended`: the socket is closed after it. */
export interface SessionEnded {
  readonly code: string;
}

/** `session.ready`: the first event after the handshake. */
export interface SessionReady {
  readonly user: UserOut;
  readonly server_time: string;
  readonly limits: Limits;
  readonly conversations: readonly ReadyConversation[];
}

/** `availability.set`. */
export interface SetAvailability {
  readonly state: "available" | "busy" | "away";
  readonly until?: string | null;
}

/** `typing.set`: never stored. */
export interface SetTyping {
  readonly conversation_id: string;
  readonly state: "typing" | "recording" | "idle";
}

/** `queue.snooze`: out of sight until then, or until the visitor writes; without `until` it is back at once. */
export interface SnoozeChat {
  readonly conversation_id: string;
  readonly until?: string | null;
}

/** What the visitor says of how a question was resolved, until `until`; without `stars` nothing yet. */
export interface SupportRatingOut {
  readonly stars: number | null;
  readonly words: string;
  readonly resolved_at: string;
  readonly until: string;
}

/** `conversation.sync`: what happened after the given points. */
export interface Sync {
  readonly conversations: readonly SyncPoint[];
}

/** Conversations the caller may not read are left out. */
export interface SyncAnswer {
  readonly conversations: readonly SyncedConversation[];
}

/** How far a client is: the last `seq` and `rev` it has applied. */
export interface SyncPoint {
  readonly id: string;
  readonly last_seq: number;
  readonly rev: number;
}

/** What a client missed: new `messages`, `changes` of older ones, receipts. Not `complete`: ask again. */
export interface SyncedConversation {
  readonly id: string;
  readonly messages: readonly MessageOut[];
  readonly changes: readonly MessageOut[];
  readonly receipts: readonly ReceiptOut[];
  readonly conversation: ConversationOut;
  readonly last_seq: number;
  readonly rev: number;
  readonly complete: boolean;
}

/** What a system message says; the client translates `code` with `params`. */
export interface SystemNote {
  readonly code: string;
  readonly params: Readonly<Record<string, string>>;
}

/** `queue.tag`: the chat has these tags from now on, and no others. */
export interface TagChat {
  readonly conversation_id: string;
  readonly tags: readonly string[];
}

/** A text of the catalogue in every language; the client shows the one of its page. */
export interface TextOut {
  readonly ru: string;
  readonly en: string;
}

/** `typing.changed`. */
export interface TypingChanged {
  readonly conversation_id: string;
  readonly user_id: string;
  readonly state: "typing" | "recording" | "idle";
}

/** A signed-in person, to themselves. */
export interface UserOut {
  readonly id: string;
  readonly role: Role;
  readonly name: string;
  readonly language: "ru" | "en";
}

/** `queue.view`: what the caller does with a chat; never stored. Said again within 20 seconds while it goes on. */
export interface ViewChat {
  readonly conversation_id: string;
  readonly doing: "viewing" | "typing" | "gone";
}
