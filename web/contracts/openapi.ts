// Generated from the pydantic contracts by `astars contracts`. Do not edit.

/** Call → what it takes and answers. */
export interface Endpoints {
  "POST /api/auth/phone/request": { body: RequestCode; query: null; answer: CodeRequested };
  "POST /api/auth/phone/verify": { body: VerifyCode; query: null; answer: SignedIn };
  "POST /api/auth/email/login": { body: EmailSignIn; query: null; answer: SignedIn };
  "POST /api/auth/password/forgot": { body: ForgotPassword; query: null; answer: null };
  "POST /api/auth/password/reset": { body: ResetPassword; query: null; answer: null };
  "POST /api/auth/logout": { body: null; query: SignOut; answer: null };
  "GET /api/me": { body: null; query: null; answer: Profile };
  "PATCH /api/me": { body: ChangeProfile; query: null; answer: Profile };
  "PUT /api/me/password": { body: ChangePassword; query: null; answer: null };
  "GET /api/me/sessions": { body: null; query: null; answer: SessionList };
  "DELETE /api/me/sessions": { body: null; query: null; answer: null };
  "DELETE /api/me/sessions/{id}": { body: null; query: null; answer: null };
  "GET /api/countries": { body: null; query: null; answer: CountriesOut };
  "GET /api/me/consents": { body: null; query: ConsentsQuery; answer: ConsentPage };
  "GET /api/me/export": { body: null; query: null; answer: DataExport };
  "DELETE /api/me": { body: DeleteAccount; query: null; answer: null };
  "GET /api/services": { body: null; query: ServicesQuery; answer: ServicePage };
  "GET /api/services/{slug}": { body: null; query: null; answer: ServiceOut };
  "GET /api/astrologers": { body: null; query: server__catalog__contracts__PageQuery; answer: AstrologerPage };
  "GET /api/astrologers/{slug}": { body: null; query: null; answer: AstrologerOut };
  "GET /api/articles": { body: null; query: server__catalog__contracts__PageQuery; answer: ArticlePage };
  "GET /api/articles/{slug}": { body: null; query: null; answer: ArticleOut };
  "GET /api/faq": { body: null; query: server__catalog__contracts__PageQuery; answer: QuestionPage };
  "GET /api/site": { body: null; query: null; answer: SiteOut };
  "GET /api/legal/{slug}": { body: null; query: null; answer: LegalTextOut };
  "GET /api/recommendations": { body: null; query: null; answer: RecommendationPage };
  "POST /api/orders": { body: PlaceOrder; query: null; answer: PlacedOrder };
  "GET /api/orders": { body: null; query: server__orders__contracts__PageQuery; answer: OrderPage };
  "GET /api/orders/{id}": { body: null; query: null; answer: OrderOut };
  "POST /api/orders/{id}/pay": { body: null; query: null; answer: PlacedOrder };
  "POST /api/orders/{id}/refund": { body: null; query: null; answer: OrderOut };
  "POST /api/promo-codes/check": { body: CheckPromoCode; query: null; answer: PromoCodeAnswer };
  "POST /api/certificates/redeem": { body: RedeemCertificate; query: null; answer: EntitlementAnswer };
  "GET /api/entitlements": { body: null; query: EntitlementsQuery; answer: EntitlementPage };
  "POST /api/payments/webhooks/{provider}": { body: null; query: null; answer: null };
  "GET /api/conversations": { body: null; query: InboxQuery; answer: ConversationPage };
  "GET /api/conversations/{id}": { body: null; query: null; answer: ConversationOut };
  "GET /api/conversations/{id}/messages": { body: null; query: MessagesQuery; answer: HistoryAnswer };
  "GET /api/search": { body: null; query: Search; answer: SearchPage };
  "POST /api/conversations/{id}/complete": { body: NoBody; query: null; answer: ConversationAnswer };
  "POST /api/support/guests": { body: StartGuest; query: null; answer: GuestStarted };
  "POST /api/support/conversations": { body: NoBody; query: null; answer: ConversationAnswer };
  "GET /api/support/queue": { body: null; query: QueueQuery; answer: ConversationPage };
  "GET /api/conversations/{id}/birth": { body: null; query: null; answer: BirthAnswer };
  "PUT /api/conversations/{id}/birth": { body: GiveBirth; query: null; answer: BirthAnswer };
  "GET /api/conversations/{id}/birth/chart.svg": { body: null; query: BirthChartQuery; answer: null };
  "GET /api/conversations/{id}/birth/chart.pdf": { body: null; query: BirthChartQuery; answer: null };
  "POST /api/conversations/{id}/review": { body: GiveReview; query: null; answer: ReviewAnswer };
  "GET /api/conversations/{id}/review": { body: null; query: null; answer: ReviewAnswer };
  "GET /api/astrologers/{slug}/reviews": { body: null; query: server__catalog__contracts__PageQuery; answer: ReviewPage };
  "POST /api/attachments": { body: AnnounceAttachment; query: null; answer: AnnouncedAttachment };
  "POST /api/attachments/{id}/complete": { body: null; query: null; answer: CompletedAttachment };
  "GET /api/attachments/{id}": { body: null; query: AttachmentQuery; answer: AttachmentLink };
  "PUT /api/me/avatar": { body: null; query: null; answer: AvatarOut };
  "DELETE /api/me/avatar": { body: null; query: null; answer: null };
  "GET /api/avatars/{name}": { body: null; query: null; answer: null };
  "GET /api/places": { body: null; query: PlacesQuery; answer: PlacesOut };
  "GET /api/charts/natal": { body: null; query: ChartQuery; answer: NatalChartOut };
  "GET /api/charts/natal.svg": { body: null; query: ChartQuery; answer: null };
  "GET /api/charts/natal.pdf": { body: null; query: ChartQuery; answer: null };
  "GET /api/charts/natal/outline": { body: null; query: ChartQuery; answer: OutlineProgress };
  "GET /api/charts/natal/letters": { body: null; query: null; answer: ChartLetterList };
  "POST /api/charts/natal/send": { body: SendChart; query: null; answer: null };
  "GET /api/push": { body: null; query: null; answer: PushKeyAnswer };
  "PUT /api/me/push": { body: KeepPush; query: null; answer: null };
  "DELETE /api/me/push": { body: ForgetPush; query: null; answer: null };
}

/**
 * What a person wants to attach: the name and type it claims, and its exact size in bytes.
 *
 * Of `kind` "voice" is what was recorded to be listened to: it is made playable on every device and gets a waveform.
 */
export interface AnnounceAttachment {
  readonly conversation_id: string;
  readonly name: string;
  readonly size: number;
  readonly content_type: string;
  readonly kind?: AttachmentKind;
}

/** A file that may be uploaded now. */
export interface AnnouncedAttachment {
  readonly attachment: AttachmentOut;
  readonly upload: UploadOut;
}

/** An article in a list. `astrologer` is the slug of its author's page, if there is one. */
export interface ArticleCard {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly author: string;
  readonly astrologer: string | null;
  readonly cover: string;
  readonly published_at: string;
  readonly reading_minutes: number;
}

/** An article. `html` is safe to show, `plain` has no markup. */
export interface ArticleOut {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly author: string;
  readonly astrologer: string | null;
  readonly cover: string;
  readonly published_at: string;
  readonly reading_minutes: number;
  readonly html: string;
  readonly plain: string;
}

/** Articles, newest first. */
export interface ArticlePage {
  readonly items: readonly ArticleCard[];
  readonly next_cursor: string | null;
}

/** The major aspects. */
export type AspectKind = "conjunction" | "sextile" | "square" | "trine" | "opposition";

/** An astrologer in a list. `presence` tells of an open connection, `availability` is the astrologer's own word. */
export interface AstrologerCard {
  readonly slug: string;
  readonly name: string;
  readonly bio: string;
  readonly directions: readonly string[];
  readonly languages: readonly string[];
  readonly portrait: string;
  readonly presence: "online" | "offline";
  readonly availability: AvailabilityOut;
  readonly rating: RatingOut;
}

/** An astrologer's page. `about` is markdown, `about_html` the same as safe HTML. */
export interface AstrologerOut {
  readonly slug: string;
  readonly name: string;
  readonly bio: string;
  readonly directions: readonly string[];
  readonly languages: readonly string[];
  readonly portrait: string;
  readonly presence: "online" | "offline";
  readonly availability: AvailabilityOut;
  readonly rating: RatingOut;
  readonly about: string;
  readonly about_html: string;
  readonly education: readonly string[];
  readonly services: readonly ServiceCard[];
}

/** Astrologers in the order of the catalogue. */
export interface AstrologerPage {
  readonly items: readonly AstrologerCard[];
  readonly next_cursor: string | null;
}

/** What the uploader wants of it: to be kept as it is, or to be played by everybody. */
export type AttachmentKind = "file" | "voice";

/** Where the bytes are until `expires_at`. */
export interface AttachmentLink {
  readonly url: string;
  readonly expires_at: string;
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

/** Which form of a file, and whether to be sent there or to be told where it is. */
export interface AttachmentQuery {
  readonly variant?: "thumbnail" | "playback" | null;
  readonly as?: "link" | null;
}

/** What an astrologer or a support person says of themselves; `until` is when they will be back. */
export interface AvailabilityOut {
  readonly state: "available" | "busy" | "away";
  readonly until: string | null;
}

/** The path of a person's new picture. */
export interface AvatarOut {
  readonly avatar_url: string;
}

/**
 * The consultation's birth. `asked_of`: whose is asked for; null when the service needs none.
 *
 * `is_fixed`: the astrologer has begun, nobody changes it any more. `may_give`: the caller may give or change it now.
 * `has_chart`: the caller may have the chart made of it.
 */
export interface BirthAnswer {
  readonly conversation_id: string;
  readonly asked_of: BirthOf | null;
  readonly given: GivenBirthOut | null;
  readonly is_fixed: boolean;
  readonly may_give: boolean;
  readonly has_chart: boolean;
}

/** In which language; without it as `Accept-Language` says. */
export interface BirthChartQuery {
  readonly language?: "ru" | "en" | null;
}

/**
 * When and where somebody was born; without `time` the time is not known. `time` is the place's local time.
 *
 * When clocks were put back it came twice: `fold` 0 is the first, 1 the second, null not said.
 */
export interface BirthDataInput {
  readonly date: string;
  readonly time?: string | null;
  readonly fold?: number | null;
  readonly place?: BirthPlaceInput | null;
}

/**
 * When and where somebody was born; without `time` the time is not known. `time` is the place's local time.
 *
 * When clocks were put back it came twice: `fold` 0 is the first, 1 the second, null not said.
 */
export interface BirthDataOutput {
  readonly date: string;
  readonly time: string | null;
  readonly fold: number | null;
  readonly place: BirthPlaceOutput | null;
}

/** Whose birth a consultation is usually about: the client's own, or another person's (a child's). */
export type BirthOf = "client" | "other";

/** A place, as `/api/places` found it. */
export interface BirthPlaceInput {
  readonly id: string;
  readonly name: string;
  readonly lat: number;
  readonly lon: number;
  readonly timezone: string;
}

/** A place, as `/api/places` found it. */
export interface BirthPlaceOutput {
  readonly id: string;
  readonly name: string;
  readonly lat: number;
  readonly lon: number;
  readonly timezone: string;
}

/** What moves through a chart, in the order it is told. */
export type Body = "sun" | "moon" | "mercury" | "venus" | "mars" | "jupiter" | "saturn" | "uranus" | "neptune" | "pluto" | "mean_node";

/** Set a password; `current` is required when there is one already. */
export interface ChangePassword {
  readonly password: string;
  readonly current?: string | null;
}

/** What is absent stays as it is; null clears what may be empty. */
export interface ChangeProfile {
  readonly first_name?: string | null;
  readonly last_name?: string | null;
  readonly email?: string | null;
  readonly birth?: BirthDataInput | null;
  readonly language?: "ru" | "en" | null;
}

/** Two bodies at a major angle; `orb` is how far from exact. */
export interface ChartAspect {
  readonly first: Body;
  readonly second: Body;
  readonly aspect: AspectKind;
  readonly orb: number;
  readonly is_applying: boolean;
  readonly text: string;
}

/** The birth that a chart is of; `at` is the instant, local noon when the time is not known. */
export interface ChartBirth {
  readonly date: string;
  readonly time: string | null;
  readonly place: string;
  readonly timezone: string;
  readonly utc_offset_seconds: number;
  readonly at: string;
  readonly text: string;
}

/** One body: where it stands, and that in words. `degree` counts within the sign; `house` is null without houses. */
export interface ChartBody {
  readonly body: Body;
  readonly longitude: number;
  readonly sign: Sign;
  readonly degree: number;
  readonly is_retrograde: boolean;
  readonly house: number | null;
  readonly text: string;
}

/** The angles and the twelve cusps from the first house on; `texts` says them in words. */
export interface ChartHouses {
  readonly system: HouseSystem;
  readonly ascendant: number;
  readonly midheaven: number;
  readonly cusps: readonly number[];
  readonly texts: readonly string[];
}

/** The letters of the last day, the last first. */
export interface ChartLetterList {
  readonly items: readonly ChartLetterOut[];
}

/** One letter that was asked for. `email` is forgotten once it is over; `try_again_at`: the last try failed. */
export interface ChartLetterOut {
  readonly id: string;
  readonly email: string;
  readonly stage: LetterStage;
  readonly created_at: string;
  readonly try_again_at: string | null;
}

/** In which language; without it as `Accept-Language` says. */
export interface ChartQuery {
  readonly language?: "ru" | "en" | null;
}

/** Asks what a code would take off a service's price. */
export interface CheckPromoCode {
  readonly code: string;
  readonly service: string;
}

/** A code is on its way. */
export interface CodeRequested {
  readonly resend_after_seconds: number;
  readonly expires_in_seconds: number;
}

/** A checked file: it may be sent in a message. */
export interface CompletedAttachment {
  readonly attachment: AttachmentOut;
}

/** One consent to the processing of personal data, given with an order. Older ones may not name their texts. */
export interface ConsentOut {
  readonly order_id: string;
  readonly service_title: TextOut;
  readonly given_at: string;
  readonly texts: readonly ConsentedTextOut[];
}

/** Consents, newest first. */
export interface ConsentPage {
  readonly items: readonly ConsentOut[];
  readonly next_cursor: string | null;
}

/** A legal text that was agreed to. `digest` (SHA-256) names its very words; `is_current`: it says the same now. */
export interface ConsentedTextOut {
  readonly slug: string;
  readonly title: TextOut;
  readonly url: string;
  readonly effective_at: string;
  readonly digest: string;
  readonly is_current: boolean;
}

/** A part of the list: `cursor` is the `next_cursor` of the part before. */
export interface ConsentsQuery {
  readonly cursor?: string | null;
  readonly limit?: number;
}

/** How the answer is given. */
export type ConsultationFormat = "audio" | "written";

/** The contract strip of a consultation: what was bought and what of it is left. */
export interface ConsultationOut {
  readonly entitlement_id: string | null;
  readonly service_slug: string;
  readonly service_title: TextOut;
  readonly format: "audio" | "written";
}

/** Phones are E.164. */
export interface ContactsOut {
  readonly email: string;
  readonly phone: string;
  readonly support_email: string;
  readonly support_phone: string;
}

/** Answer with one conversation. */
export interface ConversationAnswer {
  readonly conversation: ConversationOut;
}

/** A consultation that was bought, or a chat with support. */
export type ConversationKind = "consultation" | "support";

/** A conversation as one participant sees it: `read_seq` and `unread` are their own. */
export interface ConversationOut {
  readonly id: string;
  readonly kind: ConversationKind;
  readonly state: ConversationState;
  readonly active_until: string | null;
  readonly completed_at: string | null;
  readonly participants: readonly ParticipantOut[];
  readonly consultation: ConsultationOut | null;
  readonly queue: QueueOut | null;
  readonly last_message: MessageOut | null;
  readonly last_message_at: string | null;
  readonly last_seq: number;
  readonly rev: number;
  readonly read_seq: number;
  readonly unread: number;
  readonly created_at: string;
}

/** A page of the inbox, newest activity first. */
export interface ConversationPage {
  readonly items: readonly ConversationOut[];
  readonly next_cursor: string | null;
}

/** Computed: a consultation is active while its package lives; a support chat always is. */
export type ConversationState = "active" | "inactive";

/** The countries in the language's alphabetical order. */
export interface CountriesOut {
  readonly items: readonly CountryOut[];
}

/** A country that codes are sent to; `mask` has a 9 for every digit to type. */
export interface CountryOut {
  readonly code: string;
  readonly name: string;
  readonly dial_code: string;
  readonly mask: string;
}

/** Everything that is kept about a person. `is_complete` comes last: a file that was cut off has none. */
export interface DataExport {
  readonly format: "astars-export-1";
  readonly exported_at: string;
  readonly person: ExportedProfile;
  readonly sessions: readonly SessionOut[];
  readonly consents: readonly ConsentOut[];
  readonly orders: readonly ExportedOrder[];
  readonly entitlements: readonly EntitlementOut[];
  readonly births: readonly ExportedBirth[];
  readonly files: readonly ExportedFile[];
  readonly reviews: readonly ExportedReview[];
  readonly conversations: readonly ExportedConversation[];
  readonly is_complete: true;
}

/** Delete the account for good, with a fresh proof: the password, or a code that was sent to the account's phone. */
export interface DeleteAccount {
  readonly password?: string | null;
  readonly code?: string | null;
}

/** Sign in with a password. */
export interface EmailSignIn {
  readonly email: string;
  readonly password: string;
  readonly session?: "cookie" | "token";
}

/** Answer with one entitlement. */
export interface EntitlementAnswer {
  readonly entitlement: EntitlementOut;
}

/**
 * What a paid order or a certificate grants, until `active_until`; a natal chart (`grants_chart`) stays.
 *
 * `needs_birth`: the astrologer waits for birth data (`PUT /api/conversations/{id}/birth`).
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
}

/** Entitlements, newest first. */
export interface EntitlementPage {
  readonly items: readonly EntitlementOut[];
  readonly next_cursor: string | null;
}

/** Computed: past once it has ended, has expired, or its consultation is completed. */
export type EntitlementState = "active" | "past";

/** Which entitlements; all without `state`. */
export interface EntitlementsQuery {
  readonly cursor?: string | null;
  readonly limit?: number;
  readonly state?: EntitlementState | null;
}

/** A piece of an excerpt; `is_match` is what was searched for. */
export interface ExcerptPart {
  readonly text: string;
  readonly is_match: boolean;
}

/** Whose birth a consultation is about, as the person gave it. */
export interface ExportedBirth {
  readonly entitlement_id: string;
  readonly birth: GivenBirthOut;
}

/** A conversation with everything that was said in it; `messages` are the last, being written as they are read. */
export interface ExportedConversation {
  readonly id: string;
  readonly kind: ConversationKind;
  readonly state: string;
  readonly service_title: TextOut | null;
  readonly participants: readonly ExportedParticipant[];
  readonly created_at: string;
  readonly active_until: string | null;
  readonly completed_at: string | null;
  readonly messages: readonly ExportedMessage[];
}

/** A file that the person has uploaded. `url` answers whoever is signed in as them. */
export interface ExportedFile {
  readonly id: string;
  readonly conversation_id: string;
  readonly name: string;
  readonly content_type: string;
  readonly size: number;
  readonly created_at: string;
  readonly sent_at: string | null;
  readonly url: string;
}

/** A message that the person may read, and where its files are for whoever is signed in as them. */
export interface ExportedMessage {
  readonly message: MessageOut;
  readonly file_urls: readonly string[];
}

/** An order with what was typed into its form. */
export interface ExportedOrder {
  readonly order: OrderOut;
  readonly first_name: string;
  readonly last_name: string;
  readonly phone: string;
  readonly price: Money;
  readonly promo_code: string | null;
  readonly consent_at: string;
  readonly cancelled_at: string | null;
  readonly refund_requested_at: string | null;
  readonly refunded_at: string | null;
}

/** Somebody in a conversation. */
export interface ExportedParticipant {
  readonly user_id: string;
  readonly role: Role;
  readonly name: string;
}

/** The profile, and what it does not show. */
export interface ExportedProfile {
  readonly profile: Profile;
  readonly contact_phone: string | null;
  readonly created_at: string;
  readonly last_seen_at: string | null;
}

/** What the person said of a consultation. `is_published`: everybody may read it, under the first name. */
export interface ExportedReview {
  readonly conversation_id: string;
  readonly stars: number;
  readonly text: string;
  readonly is_published: boolean;
  readonly created_at: string;
  readonly changed_at: string | null;
}

/** This browser is told nothing more. */
export interface ForgetPush {
  readonly endpoint: string;
}

/** Send a one-time link to this address, if it is somebody's. */
export interface ForgotPassword {
  readonly email: string;
}

/** A format in which a service can be ordered. */
export interface FormatOut {
  readonly format: "audio" | "written";
  readonly title: string;
  readonly description: string;
}

/** A message that was found, where, and a cut of its text around the first match, in parts. */
export interface FoundMessage {
  readonly message: MessageOut;
  readonly conversation: ConversationOut;
  readonly excerpt: readonly ExcerptPart[];
}

/** Whose birth the consultation is about: the client's own, kept in the profile too, or another person's by name. */
export interface GiveBirth {
  readonly is_self?: boolean;
  readonly name?: string | null;
  readonly birth: BirthDataInput;
}

/** What the client says of the consultation. A second one changes the first, while that may be changed. */
export interface GiveReview {
  readonly stars: number;
  readonly text?: string;
}

/** A birth as it was given for one consultation. */
export interface GivenBirthOut {
  readonly name: string;
  readonly is_self: boolean;
  readonly birth: BirthDataOutput;
  readonly given_at: string;
}

/** `token` opens the socket and the API for this guest alone; it is shown once. */
export interface GuestStarted {
  readonly token: string;
  readonly conversation: ConversationOut;
}

/** `complete` means: there is nothing further in that direction. */
export interface HistoryAnswer {
  readonly messages: readonly MessageOut[];
  readonly complete: boolean;
}

/** How the houses were found: Placidus, or one sign each where Placidus does not exist. */
export type HouseSystem = "placidus" | "whole_sign";

/** `cursor` is the `next_cursor` of the page before. */
export interface InboxQuery {
  readonly state?: ConversationState | null;
  readonly kind?: ConversationKind | null;
  readonly cursor?: string | null;
  readonly limit?: number;
}

/** This browser may be told of messages, in the language of the request; it ends with the session. */
export interface KeepPush {
  readonly endpoint: string;
  readonly keys: PushKeys;
}

/** A legal text by name; `group` tells whether it belongs to the list of the partner programmes. */
export interface LegalLink {
  readonly slug: string;
  readonly title: string;
  readonly url: string;
  readonly group: "important" | "partners";
}

/** A legal text with the organisation's details filled in. */
export interface LegalTextOut {
  readonly slug: string;
  readonly title: string;
  readonly url: string;
  readonly group: "important" | "partners";
  readonly html: string;
  readonly plain: string;
  readonly effective_at: string;
}

/** How far a letter is. `waiting`: nobody is at it, or the last try failed and there will be another. */
export type LetterStage = "waiting" | "positions" | "drawing" | "printing" | "sending" | "sent" | "failed";

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

/** The newest page when no place is given; the answer is always ascending. */
export interface MessagesQuery {
  readonly before_seq?: number | null;
  readonly after_seq?: number | null;
  readonly from_at?: string | null;
  readonly limit?: number;
}

/** `amount` is in the currency's minor unit: kopecks. */
export interface Money {
  readonly amount: number;
  readonly currency: "RUB";
}

/** From where to where the moon went on a day whose birth time is not known. */
export interface MoonRange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The own natal chart. Without a birth time `houses` is null and `moon_range` tells how uncertain the moon is. */
export interface NatalChartOut {
  readonly birth: ChartBirth;
  readonly bodies: readonly ChartBody[];
  readonly houses: ChartHouses | null;
  readonly houses_text: string;
  readonly aspects: readonly ChartAspect[];
  readonly moon_range: MoonRange | null;
}

/** An empty object. */
export type NoBody = Readonly<Record<string, never>>;

/**
 * An order, to the person who placed it.
 *
 * While it awaits payment: until when (`pay_until`), and whether the last try came to nothing (`is_declined`).
 * `is_expired`: cancelled because nobody paid in time.
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
}

/** Orders, newest first. */
export interface OrderPage {
  readonly items: readonly OrderOut[];
  readonly next_cursor: string | null;
}

/** Who sells. */
export interface OrganisationOut {
  readonly name: string;
  readonly legal_name: string;
  readonly taxpayer_number: string;
  readonly registration_number: string;
  readonly address: string;
}

/** How far the outline is; `ready`: it can be downloaded at once. */
export interface OutlineProgress {
  readonly stage: OutlineStage;
}

/** What is being done for somebody's outline. */
export type OutlineStage = "positions" | "drawing" | "printing" | "ready" | "failed";

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

/** Where the client goes on: the acquirer's page, or «Мои услуги» when nothing is left to pay. */
export interface PaymentLink {
  readonly url: string;
}

/**
 * What the client chose. The server computes the price; without `consent` nothing is stored.
 *
 * `expected_total` is what the client was shown. When it is another now, the order is refused with `price_changed`:
 * nobody pays a price they have not seen.
 */
export interface PlaceOrder {
  readonly service: string;
  readonly astrologer?: string | null;
  readonly format: ConsultationFormat;
  readonly first_name: string;
  readonly last_name?: string | null;
  readonly phone: string;
  readonly promo_code?: string | null;
  readonly expected_total?: SeenTotal | null;
  readonly consent: true;
}

/** A place in the reader's language; `region` is empty where it is not known. `timezone` is of the IANA database. */
export interface PlaceOut {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly country: string;
  readonly lat: number;
  readonly lon: number;
  readonly timezone: string;
}

/** A stored order and the way to pay for it. */
export interface PlacedOrder {
  readonly order: OrderOut;
  readonly payment: PaymentLink;
}

/** The places found, the likeliest first. */
export interface PlacesOut {
  readonly items: readonly PlaceOut[];
}

/** The beginning of a place's name, in Russian or English, in a former name too. */
export interface PlacesQuery {
  readonly q: string;
}

/** A person, as they see themselves. */
export interface Profile {
  readonly id: string;
  readonly role: Role;
  readonly name: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly birth: BirthDataOutput | null;
  readonly avatar_url: string | null;
  readonly language: string;
  readonly has_password: boolean;
}

/** What the code takes off, and what is left to pay. */
export interface PromoCodeAnswer {
  readonly discount: Money;
  readonly total: Money;
}

/** A review to everybody; plain text. `name` is the client's first name, null where there is none any more. */
export interface PublicReviewOut {
  readonly stars: number;
  readonly text: string;
  readonly name: string | null;
  readonly created_at: string;
}

/** What a browser subscribes with (`applicationServerKey`): base64url without padding. */
export interface PushKeyAnswer {
  readonly public_key: string;
}

/** The keys of a subscription, as `PushSubscription.toJSON()` has them. */
export interface PushKeys {
  readonly p256dh: string;
  readonly auth: string;
}

/** A question with its answer as markdown and as safe HTML. */
export interface QuestionOut {
  readonly slug: string;
  readonly question: string;
  readonly answer: string;
  readonly answer_html: string;
}

/** Questions in their order. */
export interface QuestionPage {
  readonly items: readonly QuestionOut[];
  readonly next_cursor: string | null;
}

/** A support conversation's place in the queue. */
export interface QueueOut {
  readonly state: QueueState;
  readonly assignee_id: string | null;
  readonly waiting_since: string | null;
}

/** `state` leaves out: everything that is not resolved. */
export interface QueueQuery {
  readonly state?: QueueState | "open";
  readonly cursor?: string | null;
  readonly limit?: number;
}

/** Where a support conversation stands. */
export type QueueState = "waiting" | "claimed" | "resolved";

/** `average` of 1 to 5 stars; null before the first review. */
export interface RatingOut {
  readonly average: number | null;
  readonly count: number;
}

/** One emoji and everybody who put it. */
export interface ReactionOut {
  readonly emoji: string;
  readonly user_ids: readonly string[];
}

/** Services for this person, the most fitting first. */
export interface RecommendationPage {
  readonly items: readonly RecommendedService[];
  readonly next_cursor: null;
}

/** A service for the caller; `reason` says in one line why (null: it is simply shown first). */
export interface RecommendedService {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly price: Money;
  readonly validity: ValidityOut;
  readonly formats: readonly FormatOut[];
  readonly illustration: string;
  readonly reason: string | null;
}

/** A certificate's code as typed. */
export interface RedeemCertificate {
  readonly code: string;
}

/** Send a sign-in code to this phone, in whatever spelling. */
export interface RequestCode {
  readonly phone: string;
}

/** Choose a new password with the token of a one-time link. */
export interface ResetPassword {
  readonly token: string;
  readonly password: string;
}

/** The consultation's review, if there is one. `may_review`: the caller may give it, or change it, now. */
export interface ReviewAnswer {
  readonly review: ReviewOut | null;
  readonly may_review: boolean;
}

/** A review to its client and its astrologer; plain text. From `changeable_until` on it stays as it is. */
export interface ReviewOut {
  readonly stars: number;
  readonly text: string;
  readonly created_at: string;
  readonly changed_at: string | null;
  readonly changeable_until: string;
}

/** An astrologer's reviews, newest first. */
export interface ReviewPage {
  readonly items: readonly PublicReviewOut[];
  readonly next_cursor: string | null;
}

/** What a person is in the product. A guest is a visitor of the help chat who has not signed in. */
export type Role = "client" | "astrologer" | "support" | "admin" | "guest";

/** Words in any form and order, all of them; text in quotes as it is written. `cursor`: the page before's. */
export interface Search {
  readonly q: string;
  readonly conversation_id?: string | null;
  readonly cursor?: string | null;
  readonly limit?: number;
}

/** Newest first. While `next_cursor` is set there may be more, even where a page is short or empty. */
export interface SearchPage {
  readonly items: readonly FoundMessage[];
  readonly next_cursor: string | null;
}

/** A total as the client was shown it. */
export interface SeenTotal {
  readonly amount: number;
  readonly currency?: "RUB";
}

/** Send the own chart as a PDF to this address. */
export interface SendChart {
  readonly email: string;
}

/** Who wrote a message, as the other side may see them. A system message has no `id`. */
export interface Sender {
  readonly id: string | null;
  readonly role: Role | "system";
  readonly name: string;
}

/** A service in a list. `illustration` is the path of an SVG image. */
export interface ServiceCard {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly price: Money;
  readonly validity: ValidityOut;
  readonly formats: readonly FormatOut[];
  readonly illustration: string;
}

/** A service's page. `description` is markdown, `description_html` the same as safe HTML. */
export interface ServiceOut {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly price: Money;
  readonly validity: ValidityOut;
  readonly formats: readonly FormatOut[];
  readonly illustration: string;
  readonly description: string;
  readonly description_html: string;
  readonly learn: readonly string[];
  readonly related: readonly ServiceCard[];
  readonly astrologers: readonly AstrologerCard[];
}

/** A part of the catalogue, in its order. */
export interface ServicePage {
  readonly items: readonly ServiceCard[];
  readonly next_cursor: string | null;
}

/** Services on sale, optionally those of one astrologer. */
export interface ServicesQuery {
  readonly cursor?: string | null;
  readonly limit?: number;
  readonly astrologer?: string | null;
}

/** Every device that is signed in (the newest hundred), the one that asks first. */
export interface SessionList {
  readonly items: readonly SessionOut[];
}

/**
 * A device that is signed in. `browser` and `platform` are what it says of itself, null when that is not known.
 *
 * `last_seen_at` may be a quarter of an hour old; `current` is the session that asks.
 */
export interface SessionOut {
  readonly id: string;
  readonly browser: string | null;
  readonly platform: string | null;
  readonly created_at: string;
  readonly last_seen_at: string;
  readonly current: boolean;
}

/** The signs of the tropical zodiac, 30° each from the equinox on. */
export type Sign = "aries" | "taurus" | "gemini" | "cancer" | "leo" | "virgo" | "libra" | "scorpio" | "sagittarius" | "capricorn" | "aquarius" | "pisces";

/** `?everywhere=true` ends every session of the person. */
export interface SignOut {
  readonly everywhere?: boolean;
}

/** Who is signed in now; `token` is there when a token was asked for, and then no cookie is set. */
export interface SignedIn {
  readonly user: Profile;
  readonly token: string | null;
}

/** What every page says about the organisation. */
export interface SiteOut {
  readonly organisation: OrganisationOut;
  readonly contacts: ContactsOut;
  readonly support: SupportOut;
  readonly social: SocialOut;
  readonly accepted_cards: readonly string[];
  readonly refund_days: number;
  readonly legal: readonly LegalLink[];
}

/** The organisation's pages elsewhere. */
export interface SocialOut {
  readonly telegram: string;
  readonly vkontakte: string;
}

/** A visitor introduces themselves in the help chat. */
export interface StartGuest {
  readonly name: string;
  readonly phone: string;
}

/**
 * When support answers. `weekdays` are ISO (1 is Monday), `opens` and `closes` wall-clock times in `timezone`.
 *
 * `open_now` and `opens_at` (null while open) are computed for the moment of the answer.
 */
export interface SupportOut {
  readonly weekdays: readonly number[];
  readonly opens: string;
  readonly closes: string;
  readonly timezone: string;
  readonly open_now: boolean;
  readonly opens_at: string | null;
}

/** What a system message says; the client translates `code` with `params`. */
export interface SystemNote {
  readonly code: string;
  readonly params: Readonly<Record<string, string>>;
}

/** A text of the catalogue in every language; the client shows the one of its page. */
export interface TextOut {
  readonly ru: string;
  readonly en: string;
}

/** The request that uploads the bytes: this method to this address, with exactly these headers. */
export interface UploadOut {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** How long a bought service lives, in numbers and in words («6 месяцев»). */
export interface ValidityOut {
  readonly months: number;
  readonly days: number;
  readonly text: string;
}

/** Sign in with the code that the phone was sent. */
export interface VerifyCode {
  readonly phone: string;
  readonly code: string;
  readonly session?: "cookie" | "token";
}

/** Which part of a list: `cursor` is the `next_cursor` of the part before. */
export interface server__catalog__contracts__PageQuery {
  readonly cursor?: string | null;
  readonly limit?: number;
}

/** A part of a list: `cursor` is the `next_cursor` of the part before. */
export interface server__orders__contracts__PageQuery {
  readonly cursor?: string | null;
  readonly limit?: number;
}
