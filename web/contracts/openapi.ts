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
  "GET /api/me/consents": { body: null; query: server__privacy__contracts__ConsentsQuery; answer: ConsentPage };
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
  "GET /api/legal/{slug}/{number}": { body: null; query: null; answer: LegalTextOut };
  "GET /api/recommendations": { body: null; query: null; answer: RecommendationPage };
  "POST /api/orders": { body: PlaceOrder; query: null; answer: PlacedOrder };
  "GET /api/orders": { body: null; query: server__orders__contracts__PageQuery; answer: OrderPage };
  "GET /api/orders/{id}": { body: null; query: null; answer: OrderOut };
  "POST /api/orders/{id}/pay": { body: null; query: null; answer: PlacedOrder };
  "POST /api/orders/{id}/refund": { body: null; query: null; answer: OrderOut };
  "GET /api/refunds": { body: null; query: server__orders__contracts__PageQuery; answer: RefundPage };
  "GET /api/desk/orders/{id}": { body: null; query: null; answer: StaffOrderAnswer };
  "POST /api/desk/orders/{id}/refund": { body: RefundOrder; query: null; answer: StaffOrderAnswer };
  "POST /api/promo-codes/check": { body: CheckPromoCode; query: null; answer: PromoCodeAnswer };
  "POST /api/certificates/redeem": { body: RedeemCertificate; query: null; answer: EntitlementAnswer };
  "GET /api/entitlements": { body: null; query: EntitlementsQuery; answer: EntitlementPage };
  "POST /api/entitlements/{id}/extend": { body: ExtendEntitlement; query: null; answer: PlacedOrder };
  "POST /api/payments/webhooks/{provider}": { body: null; query: null; answer: null };
  "GET /api/conversations": { body: null; query: InboxQuery; answer: ConversationPage };
  "GET /api/conversations/{id}": { body: null; query: null; answer: ConversationOut };
  "GET /api/conversations/{id}/messages": { body: null; query: MessagesQuery; answer: HistoryAnswer };
  "GET /api/search": { body: null; query: Search; answer: SearchPage };
  "POST /api/conversations/{id}/complete": { body: EndConsultation; query: null; answer: ConversationAnswer };
  "POST /api/support/guests": { body: StartGuest; query: null; answer: GuestStarted };
  "POST /api/support/conversations": { body: NoBody; query: null; answer: ConversationAnswer };
  "GET /api/support/queue": { body: null; query: QueueQuery; answer: ConversationPage };
  "GET /api/desk/overdue": { body: null; query: server__orders__contracts__PageQuery; answer: OverduePage };
  "POST /api/desk/consultations/{id}/reassign": { body: ReassignConsultation; query: null; answer: OverdueAnswer };
  "POST /api/desk/consultations/{id}/extend": { body: ExtendConsultation; query: null; answer: OverdueAnswer };
  "POST /api/desk/consultations/{id}/offer": { body: OfferChoice; query: null; answer: OverdueAnswer };
  "POST /api/conversations/{id}/offer": { body: ChooseOffer; query: null; answer: ConversationAnswer };
  "GET /api/desk/conversations/{id}/notes": { body: null; query: NotesQuery; answer: NotePage };
  "GET /api/desk/colleagues": { body: null; query: null; answer: ColleaguePage };
  "GET /api/desk/figures": { body: null; query: null; answer: DeskFigures };
  "GET /api/desk/visitors/{id}": { body: null; query: null; answer: VisitorOut };
  "POST /api/desk/clients/find": { body: FindClient; query: null; answer: FoundClients };
  "POST /api/desk/conversations/{id}/merge": { body: MergeGuest; query: null; answer: ConversationAnswer };
  "POST /api/conversations/{id}/page": { body: ShowPage; query: null; answer: null };
  "POST /api/conversations/{id}/support-rating": { body: RateSupport; query: null; answer: ConversationAnswer };
  "GET /api/conversations/{id}/birth": { body: null; query: null; answer: BirthAnswer };
  "PUT /api/conversations/{id}/birth": { body: GiveBirth; query: null; answer: BirthAnswer };
  "GET /api/conversations/{id}/birth/chart.svg": { body: null; query: BirthChartQuery; answer: null };
  "GET /api/conversations/{id}/birth/chart.pdf": { body: null; query: BirthChartQuery; answer: null };
  "POST /api/conversations/{id}/review": { body: GiveReview; query: null; answer: ReviewAnswer };
  "GET /api/conversations/{id}/review": { body: null; query: null; answer: ReviewAnswer };
  "GET /api/astrologers/{slug}/reviews": { body: null; query: server__catalog__contracts__PageQuery; answer: ReviewPage };
  "GET /api/replies": { body: null; query: null; answer: ReplyPage };
  "POST /api/replies": { body: CreateReply; query: null; answer: ReplyAnswer };
  "PATCH /api/replies/{id}": { body: ChangeReply; query: null; answer: ReplyAnswer };
  "DELETE /api/replies/{id}": { body: null; query: null; answer: null };
  "GET /api/console/me": { body: null; query: null; answer: OwnSettings };
  "PATCH /api/console/me": { body: ChangeOwnSettings; query: null; answer: OwnSettings };
  "GET /api/console/figures": { body: null; query: null; answer: OwnFigures };
  "GET /api/console/drafts/{id}": { body: null; query: null; answer: DraftAnswer };
  "PUT /api/console/drafts/{id}": { body: SaveDraft; query: null; answer: DraftAnswer };
  "GET /api/console/clients/{id}": { body: null; query: null; answer: ClientCard };
  "GET /api/console/clients/{id}/chart": { body: null; query: null; answer: NatalChartOut };
  "GET /api/console/clients/{id}/transits": { body: null; query: null; answer: TransitList };
  "PUT /api/console/clients/{id}/notes": { body: SaveNotes; query: null; answer: NotesAnswer };
  "POST /api/attachments": { body: AnnounceAttachment; query: null; answer: AnnouncedAttachment };
  "POST /api/attachments/{id}/complete": { body: null; query: null; answer: CompletedAttachment };
  "GET /api/attachments/{id}": { body: null; query: AttachmentQuery; answer: AttachmentLink };
  "POST /api/recordings": { body: AnnounceRecording; query: null; answer: AnnouncedRecording };
  "POST /api/recordings/{id}/parts": { body: AnnouncePart; query: null; answer: AnnouncedPart };
  "POST /api/recordings/{id}/complete": { body: CompleteRecording; query: null; answer: CompletedAttachment };
  "DELETE /api/recordings/{id}": { body: null; query: null; answer: null };
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
  "GET /api/me/notifications": { body: null; query: null; answer: Notifications };
  "PATCH /api/me/notifications": { body: NotificationChoice; query: null; answer: Notifications };
  "POST /api/me/telegram": { body: null; query: null; answer: TelegramLink };
  "DELETE /api/me/telegram": { body: null; query: null; answer: null };
  "POST /api/telegram/webhook": { body: null; query: null; answer: null };
  "GET /api/notifications/leave/{token}": { body: null; query: null; answer: null };
  "POST /api/notifications/leave/{token}": { body: null; query: null; answer: null };
  "GET /api/admin/audit": { body: null; query: AuditQuery; answer: AuditRecords };
  "GET /api/admin/audit.csv": { body: null; query: AuditQuery; answer: null };
  "GET /api/admin/orders.csv": { body: null; query: OrdersQuery; answer: null };
  "GET /api/admin/promo-codes.csv": { body: null; query: PromoQuery; answer: null };
  "GET /api/admin/deliveries": { body: null; query: DeliveriesQuery; answer: DeliveryPage };
  "POST /api/admin/deliveries/find": { body: FindDeliveries; query: null; answer: DeliveryPage };
  "POST /api/admin/deliveries/{id}/resend": { body: null; query: null; answer: DeliveryOut };
  "GET /api/admin/jobs": { body: null; query: null; answer: JobRecords };
  "POST /api/admin/jobs/{name}/run": { body: null; query: null; answer: null };
  "GET /api/admin/services": { body: null; query: RecordQuery; answer: ServiceRecords };
  "POST /api/admin/services": { body: NewService; query: null; answer: ServiceRecord };
  "GET /api/admin/services/{slug}": { body: null; query: null; answer: ServiceRecord };
  "PUT /api/admin/services/{slug}": { body: ChangeService; query: null; answer: ServiceRecord };
  "GET /api/admin/astrologers": { body: null; query: RecordQuery; answer: AstrologerRecords };
  "POST /api/admin/astrologers": { body: NewAstrologer; query: null; answer: AstrologerRecord };
  "GET /api/admin/astrologers/{slug}": { body: null; query: null; answer: AstrologerRecord };
  "PUT /api/admin/astrologers/{slug}": { body: ChangeAstrologer; query: null; answer: AstrologerRecord };
  "PUT /api/admin/astrologers/{slug}/portrait": { body: null; query: null; answer: AstrologerRecord };
  "PUT /api/admin/order/{name}": { body: NewOrder; query: null; answer: null };
  "POST /api/admin/preview": { body: Draft; query: null; answer: Preview };
  "GET /api/admin/questions": { body: null; query: RecordQuery; answer: QuestionRecords };
  "POST /api/admin/questions": { body: NewQuestion; query: null; answer: QuestionRecord };
  "GET /api/admin/questions/{slug}": { body: null; query: null; answer: QuestionRecord };
  "PUT /api/admin/questions/{slug}": { body: ChangeQuestion; query: null; answer: QuestionRecord };
  "DELETE /api/admin/questions/{slug}": { body: null; query: SeenVersion; answer: null };
  "GET /api/admin/articles": { body: null; query: RecordQuery; answer: ArticleRecords };
  "POST /api/admin/articles": { body: NewArticle; query: null; answer: ArticleRecord };
  "GET /api/admin/articles/{slug}": { body: null; query: null; answer: ArticleRecord };
  "PUT /api/admin/articles/{slug}": { body: ChangeArticle; query: null; answer: ArticleRecord };
  "DELETE /api/admin/articles/{slug}": { body: null; query: SeenVersion; answer: null };
  "PUT /api/admin/articles/{slug}/cover": { body: null; query: null; answer: ArticleRecord };
  "GET /api/pictures/{slug}/{name}": { body: null; query: null; answer: null };
  "GET /api/admin/legal": { body: null; query: null; answer: LegalRecords };
  "POST /api/admin/legal": { body: NewLegal; query: null; answer: LegalRecord };
  "GET /api/admin/legal/{slug}": { body: null; query: null; answer: LegalRecord };
  "PUT /api/admin/legal/{slug}": { body: ChangeLegal; query: null; answer: LegalRecord };
  "DELETE /api/admin/legal/{slug}/planned": { body: null; query: SeenVersion; answer: null };
  "GET /api/admin/legal/{slug}/versions": { body: null; query: null; answer: LegalVersions };
  "GET /api/admin/legal/{slug}/versions/{number}/changes": { body: null; query: ChangesQuery; answer: LegalChanges };
  "GET /api/admin/legal/{slug}/versions/{number}/consents": { body: null; query: server__admin__legal__contracts__ConsentsQuery; answer: ConsentRecords };
  "GET /api/admin/promo-codes": { body: null; query: PromoQuery; answer: PromoRecords };
  "POST /api/admin/promo-codes": { body: NewPromo; query: null; answer: PromoRecords };
  "GET /api/admin/promo-codes/{code}": { body: null; query: null; answer: PromoRecord };
  "PUT /api/admin/promo-codes/{code}": { body: ChangePromo; query: null; answer: PromoRecord };
  "POST /api/admin/promo-codes/{code}/end": { body: EndPromo; query: null; answer: PromoRecord };
  "GET /api/admin/certificate-batches": { body: null; query: BatchQuery; answer: BatchRecords };
  "POST /api/admin/certificate-batches": { body: NewBatch; query: null; answer: BatchRecord };
  "GET /api/admin/certificate-batches/{serial}": { body: null; query: null; answer: BatchRecord };
  "POST /api/admin/certificate-batches/{serial}/sheet": { body: null; query: null; answer: null };
  "GET /api/admin/certificate-batches/{serial}/certificates": { body: null; query: BatchQuery; answer: CertificateRecords };
  "POST /api/admin/certificate-batches/{serial}/void": { body: VoidCertificates; query: null; answer: BatchRecord };
  "POST /api/admin/certificates/find": { body: TypedCode; query: null; answer: FoundCertificate };
  "GET /api/admin/organisation": { body: null; query: null; answer: OrganisationRecord };
  "PUT /api/admin/organisation": { body: ChangeOrganisation; query: null; answer: OrganisationRecord };
  "GET /api/admin/orders": { body: null; query: OrdersQuery; answer: OrderRecords };
  "POST /api/admin/orders/find": { body: FindOrders; query: null; answer: OrderRecords };
  "GET /api/admin/orders/{id}": { body: null; query: null; answer: OrderStory };
  "GET /api/admin/conversations": { body: null; query: ConversationsQuery; answer: ConversationRecords };
  "GET /api/admin/conversations/{id}": { body: null; query: null; answer: ConversationRecord };
  "POST /api/admin/conversations/{id}/open": { body: OpenConversation; query: null; answer: OpenedConversation };
  "GET /api/admin/conversations/{id}/messages": { body: null; query: MessagesQuery; answer: HistoryAnswer };
  "GET /api/admin/conversations/{id}/attachments/{attachment_id}": { body: null; query: AttachmentQuery; answer: AttachmentLink };
  "GET /api/admin/people": { body: null; query: PeopleQuery; answer: PeopleRecords };
  "POST /api/admin/people/find": { body: FindPeople; query: null; answer: PeopleRecords };
  "POST /api/admin/people/invite": { body: Invite; query: null; answer: PersonStory };
  "GET /api/admin/people/{id}": { body: null; query: null; answer: PersonStory };
  "POST /api/admin/people/{id}/role": { body: GiveRole; query: null; answer: PersonStory };
  "POST /api/admin/people/{id}/block": { body: Decide; query: null; answer: PersonStory };
  "POST /api/admin/people/{id}/unblock": { body: Decide; query: null; answer: PersonStory };
  "POST /api/admin/people/{id}/sign-out": { body: Decide; query: null; answer: PersonStory };
  "GET /api/admin/reviews": { body: null; query: ReviewsQuery; answer: ReviewRecords };
  "POST /api/admin/reviews/{id}/moderate": { body: ModerateReview; query: null; answer: ReviewRecord };
  "GET /api/admin/support": { body: null; query: null; answer: SupportRecord };
  "PUT /api/admin/support": { body: ChangeSupport; query: null; answer: SupportRecord };
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

/** The next seconds of it: parts are counted from 0, and `size` is this one's, exactly, in bytes. */
export interface AnnouncePart {
  readonly number: number;
  readonly size: number;
}

/** A voice that begins now; how long it will be nobody knows yet. */
export interface AnnounceRecording {
  readonly conversation_id: string;
  readonly content_type: string;
}

/** A file that may be uploaded now. */
export interface AnnouncedAttachment {
  readonly attachment: AttachmentOut;
  readonly upload: UploadOut;
}

/** A part that may be uploaded now; `upload` is null when its bytes are there already. */
export interface AnnouncedPart {
  readonly upload: UploadOut | null;
}

/** A voice that may be uploaded in parts while it is being recorded. */
export interface AnnouncedRecording {
  readonly attachment: AttachmentOut;
}

/**
 * An article in a list. `astrologer` is the slug of its author's page, if there is one.
 *
 * `cover` is one address of its picture, `picture` all of them where there are several widths.
 */
export interface ArticleCard {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly author: string;
  readonly astrologer: string | null;
  readonly cover: string;
  readonly picture: PictureOut | null;
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
  readonly picture: PictureOut | null;
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

/** An article. `cover` is the address of its picture; `covered`: one was uploaded. */
export interface ArticleRecord {
  readonly slug: string;
  readonly version: number;
  readonly title: Words;
  readonly summary: Words;
  readonly body: Words;
  readonly author: Words;
  readonly astrologer: string | null;
  readonly cover: string;
  readonly covered: boolean;
  readonly published_at: string;
}

/** Articles, newest first, those still to come too. */
export interface ArticleRecords {
  readonly items: readonly ArticleRecord[];
  readonly next_cursor: string | null;
}

/** The major aspects. */
export type AspectKind = "conjunction" | "sextile" | "square" | "trine" | "opposition";

/**
 * Whether chats find somebody by themselves; nobody is given more than `chats_per_person` at once.
 *
 * Whoever has gone or is away for `release_after_minutes` while a visitor waits loses the chat in any case.
 */
export interface AssignmentInput {
  readonly is_on: boolean;
  readonly chats_per_person: number;
  readonly release_after_minutes: number;
}

/**
 * Whether chats find somebody by themselves; nobody is given more than `chats_per_person` at once.
 *
 * Whoever has gone or is away for `release_after_minutes` while a visitor waits loses the chat in any case.
 */
export interface AssignmentOutput {
  readonly is_on: boolean;
  readonly chats_per_person: number;
  readonly release_after_minutes: number;
}

/**
 * An astrologer in a list. `presence` tells of an open connection, `availability` is the astrologer's own word.
 *
 * `takes_new`: they have room for another consultation.
 */
export interface AstrologerCard {
  readonly slug: string;
  readonly name: string;
  readonly bio: string;
  readonly directions: readonly string[];
  readonly languages: readonly string[];
  readonly portrait: string;
  readonly presence: "online" | "offline";
  readonly availability: AvailabilityOut;
  readonly takes_new: boolean;
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
  readonly takes_new: boolean;
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

/** An astrologer's page and the account behind it. `portrait` is an address. */
export interface AstrologerRecord {
  readonly slug: string;
  readonly version: number;
  readonly user_id: string;
  readonly account_email: string | null;
  readonly name: Words;
  readonly bio: Words;
  readonly about: Words;
  readonly education: readonly Words[];
  readonly directions: readonly Words[];
  readonly services: readonly string[];
  readonly languages: readonly string[];
  readonly portrait: string;
  readonly hidden: boolean;
}

/** Astrologers, hidden ones too, in the order of the catalogue. */
export interface AstrologerRecords {
  readonly items: readonly AstrologerRecord[];
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

/** One try. `code` is what came of it. */
export interface AttemptOut {
  readonly channel: Channel;
  readonly at: string;
  readonly code: string;
}

/** Somebody in the log; the name is empty once the account was deleted. */
export interface AuditPerson {
  readonly id: string;
  readonly name: string;
}

/**
 * Which entries: those that fit all that is given.
 *
 * `actor` did it, `person` is whose data it was; `subject` is what it was done to (`<kind>:<id>`). `since` is
 * included, `until` is not.
 */
export interface AuditQuery {
  readonly actor?: string | null;
  readonly action?: AuditedAction | null;
  readonly person?: string | null;
  readonly subject?: string | null;
  readonly since?: string | null;
  readonly until?: string | null;
  readonly cursor?: string | null;
  readonly limit?: number;
}

/**
 * One thing that somebody of the team did; without `actor` an operator, by a command on the server.
 *
 * `details` tell what cannot be looked up later.
 */
export interface AuditRecord {
  readonly id: string;
  readonly at: string;
  readonly actor: AuditPerson | null;
  readonly actor_role: Role | null;
  readonly action: AuditedAction;
  readonly subject: string;
  readonly person: AuditPerson | null;
  readonly details: Readonly<Record<string, string>>;
}

/** Entries, the newest first. */
export interface AuditRecords {
  readonly items: readonly AuditRecord[];
  readonly next_cursor: string | null;
}

/** What was done: `<kind>.<past tense>`. */
export type AuditedAction = "client.read" | "consultation.extended" | "consultation.offered" | "consultation.reassigned" | "article.changed" | "article.created" | "article.removed" | "astrologer.changed" | "astrologer.created" | "catalogue.ordered" | "conversation.handed_back" | "conversation.handed_over" | "conversation.read" | "conversations.listed" | "consents.read" | "certificates.made" | "certificates.printed" | "certificates.voided" | "deliveries.found" | "delivery.resent" | "job.asked" | "legal_text.changed" | "legal_text.created" | "legal_text.withdrawn" | "organisation.changed" | "promo_code.changed" | "promo_code.created" | "promo_codes.made" | "order.read" | "order.refunded" | "orders.found" | "orders.read" | "people.found" | "person.blocked" | "person.invited" | "person.read" | "person.signed_out" | "person.unblocked" | "clients.searched" | "support_rules.changed" | "visitor.blocked" | "visitor.merged" | "visitor.read" | "visitor.unblocked" | "records.exported" | "reply.changed" | "question.changed" | "question.created" | "question.removed" | "review.hidden" | "review.published" | "role.given" | "service.changed" | "service.created";

/**
 * What the product says by itself; without words of one's own `greeting` and `busy` are not said.
 *
 * `greeting`: to the first word of a question. `away`: outside of the hours. `busy`: when nobody took the chat within
 * `busy_after_minutes`.
 */
export interface AutomaticRepliesInput {
  readonly greeting: PassageInput | null;
  readonly away: PassageInput | null;
  readonly busy: PassageInput | null;
  readonly busy_after_minutes: number;
}

/**
 * What the product says by itself; without words of one's own `greeting` and `busy` are not said.
 *
 * `greeting`: to the first word of a question. `away`: outside of the hours. `busy`: when nobody took the chat within
 * `busy_after_minutes`.
 */
export interface AutomaticRepliesOutput {
  readonly greeting: PassageOutput | null;
  readonly away: PassageOutput | null;
  readonly busy: PassageOutput | null;
  readonly busy_after_minutes: number;
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

/** Which part of a list: `cursor` is the `next_cursor` of the part before. */
export interface BatchQuery {
  readonly cursor?: string | null;
  readonly limit?: number;
}

/**
 * Certificates that were made together.
 *
 * `state`: they are being made (`made` of `count`) · their sheet waits until `sheet_until` · it was handed over at
 * `printed_at` · nobody asked for it in time, so that nobody knows the codes.
 */
export interface BatchRecord {
  readonly serial: string;
  readonly service: string;
  readonly format: "audio" | "written";
  readonly language: "ru" | "en";
  readonly count: number;
  readonly expires_at: string | null;
  readonly note: string;
  readonly created_at: string;
  readonly state: "making" | "ready" | "printed" | "lost";
  readonly made: number;
  readonly sheet_until: string | null;
  readonly printed_at: string | null;
  readonly used: number;
  readonly void: number;
}

/** Batches, the newest first. */
export interface BatchRecords {
  readonly items: readonly BatchRecord[];
  readonly next_cursor: string | null;
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

/** A paragraph, or in `skipped` how many paragraphs are the same in both versions and left out here. */
export interface Block {
  readonly kind: "same" | "added" | "removed" | "changed" | "skipped";
  readonly pieces: readonly Piece[];
  readonly skipped: number;
}

/** What moves through a chart, in the order it is told. */
export type Body = "sun" | "moon" | "mercury" | "venus" | "mars" | "jupiter" | "saturn" | "uranus" | "neptune" | "pluto" | "mean_node";

/** One consultation of the two; the newest activity comes first. */
export interface CardConsultation {
  readonly conversation_id: string;
  readonly service_title: TextOut;
  readonly format: ConsultationFormat;
  readonly state: ConversationState;
  readonly opened_at: string;
  readonly active_until: string | null;
  readonly completed_at: string | null;
}

/** One certificate, known by what is printed on it beside its code. */
export interface CertificateRecord {
  readonly serial: string;
  readonly number: number;
  readonly state: "unused" | "used" | "void" | "expired";
  readonly used_at: string | null;
  readonly voided_at: string | null;
}

/** The certificates of a batch in their order. */
export interface CertificateRecords {
  readonly items: readonly CertificateRecord[];
  readonly next_cursor: string | null;
}

/** The whole form of somebody who saw `version`. */
export interface ChangeArticle {
  readonly title: Line;
  readonly summary: PassageInput;
  readonly body: Prose;
  readonly author: Line;
  readonly astrologer: string | null;
  readonly published_at: string;
  readonly version: number;
}

/** The whole form of somebody who saw `version`. */
export interface ChangeAstrologer {
  readonly name: Line;
  readonly bio: PassageInput;
  readonly about: Prose;
  readonly education: readonly PassageInput[];
  readonly directions: readonly Line[];
  readonly services: readonly string[];
  readonly languages: readonly ("ru" | "en")[];
  readonly hidden: boolean;
  readonly version: number;
}

/** The whole form of somebody who saw `version`: a new version, or other words for one that is still planned. */
export interface ChangeLegal {
  readonly group: "important" | "partners";
  readonly title: Line;
  readonly body: Prose;
  readonly effective_at: string | null;
  readonly version: number;
}

/** The whole form of somebody who saw `version`. Numbers are those of the state register (ИНН, ОГРН). */
export interface ChangeOrganisation {
  readonly version: number;
  readonly name: Line;
  readonly legal_name: Line;
  readonly taxpayer_number: string;
  readonly registration_number: string;
  readonly address: Line;
  readonly email: string;
  readonly phone: string;
  readonly support_email: string;
  readonly support_phone: string;
  readonly telegram: string;
  readonly vkontakte: string;
  readonly accepted_cards: readonly ("mir" | "visa" | "mastercard" | "jcb" | "unionpay")[];
  readonly refund_days: number;
}

/** What is left out stays. `version` is the one they were changed from. */
export interface ChangeOwnSettings {
  readonly version: number;
  readonly working?: WorkingHoursFormInput | null;
  readonly most_open?: number | null;
}

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

/** The whole form of somebody who saw `version`. */
export interface ChangePromo {
  readonly percent: number | null;
  readonly amount: Price | null;
  readonly services: readonly string[];
  readonly starts_at: string | null;
  readonly ends_at: string | null;
  readonly uses_limit: number | null;
  readonly uses_each: number | null;
  readonly version: number;
}

/** The whole form of somebody who saw `version`. */
export interface ChangeQuestion {
  readonly question: Line;
  readonly answer: Prose;
  readonly version: number;
}

/** What is given is changed. */
export interface ChangeReply {
  readonly folder?: string | null;
  readonly title?: string | null;
  readonly text?: string | null;
}

/** The whole form of somebody who saw `version`. */
export interface ChangeService {
  readonly title: Line;
  readonly summary: PassageInput;
  readonly description: Prose;
  readonly learn: readonly PassageInput[];
  readonly price: Price;
  readonly validity: Lasting;
  readonly formats: readonly FormatForm[];
  readonly related: readonly string[];
  readonly illustration: string;
  readonly featured: boolean;
  readonly grants_chart: boolean;
  readonly birth_of: "client" | "other" | null;
  readonly hidden: boolean;
  readonly version: number;
}

/** Replace the rules; `version` is the one that was seen. */
export interface ChangeSupport {
  readonly hours: HoursInput;
  readonly assignment: AssignmentInput;
  readonly replies: AutomaticRepliesInput;
  readonly reopen_days: number;
  readonly version: number;
}

/** In which language to compare, and with which version; without `since` with the one before. */
export interface ChangesQuery {
  readonly language?: "ru" | "en";
  readonly since?: number | null;
}

/** A way to somebody who is not in the chat. */
export type Channel = "push" | "email" | "telegram" | "sms";

/** One way to the person. */
export interface ChannelOut {
  readonly channel: Channel;
  readonly state: ChannelState;
  readonly is_chosen: boolean;
}

/** Whether a channel leads anywhere: `missing` has no address yet, `lost` was shut by the person in Telegram. */
export type ChannelState = "ready" | "missing" | "lost";

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

/** The client's choice. */
export interface ChooseOffer {
  readonly choice: OfferOption;
}

/** What an astrologer knows of a client: never a phone, never an e-mail address. */
export interface ClientCard {
  readonly client_id: string;
  readonly name: string;
  readonly birth: GivenBirthOut | null;
  readonly has_chart: boolean;
  readonly consultations: readonly CardConsultation[];
  readonly notes: NotesOut;
}

/** A code is on its way. */
export interface CodeRequested {
  readonly resend_after_seconds: number;
  readonly expires_in_seconds: number;
}

/** Somebody who answers help chats; `load`: how many they hold now. */
export interface ColleagueOut {
  readonly id: string;
  readonly name: string;
  readonly avatar_url: string | null;
  readonly presence: "online" | "offline";
  readonly availability: "available" | "busy" | "away";
  readonly load: number;
}

/** Whoever is here first, of these whoever has least to do. */
export interface ColleaguePage {
  readonly items: readonly ColleagueOut[];
  readonly next_cursor: string | null;
}

/** It has ended: it is these many parts, all of them uploaded. */
export interface CompleteRecording {
  readonly parts: number;
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

/** Somebody's consent. The name is empty when the account was deleted since. */
export interface ConsentRecord {
  readonly order_id: string;
  readonly name: string;
  readonly given_at: string;
  readonly service_title: Words;
}

/** Consents, newest first. */
export interface ConsentRecords {
  readonly items: readonly ConsentRecord[];
  readonly next_cursor: string | null;
}

/** A legal text that the buyer agreed to; `number` is its version. */
export interface ConsentedRecord {
  readonly slug: string;
  readonly number: number | null;
  readonly title: TextOut;
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

/** How the answer is given. */
export type ConsultationFormat = "audio" | "written";

/** The contract strip of a consultation: what was bought and what of it is left. */
export interface ConsultationOut {
  readonly entitlement_id: string | null;
  readonly service_slug: string;
  readonly service_title: TextOut;
  readonly format: "audio" | "written";
  readonly answer_within_hours: number | null;
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

/** A page of the inbox, newest activity first. */
export interface ConversationPage {
  readonly items: readonly ConversationOut[];
  readonly next_cursor: string | null;
}

/** Somebody who takes part; the name is empty once the account was deleted. */
export interface ConversationPerson {
  readonly id: string;
  readonly role: Role;
  readonly name: string;
}

/** A conversation without a word of it. `messages` is how many there are. */
export interface ConversationRecord {
  readonly id: string;
  readonly kind: ConversationKind;
  readonly state: ConversationState;
  readonly people: readonly ConversationPerson[];
  readonly service_title: TextOut | null;
  readonly messages: number;
  readonly created_at: string;
  readonly last_message_at: string;
  readonly active_until: string | null;
  readonly completed_at: string | null;
}

/** Conversations, those begun last first. */
export interface ConversationRecords {
  readonly items: readonly ConversationRecord[];
  readonly next_cursor: string | null;
}

/** Computed: a consultation is active while its package lives; a support chat always is. */
export type ConversationState = "active" | "inactive";

/**
 * Which conversations: those that fit all that is given. `since` and `until` (not included) are when they began.
 *
 * `person` is the id of whoever takes part.
 */
export interface ConversationsQuery {
  readonly kind?: ConversationKind | null;
  readonly astrologer?: string | null;
  readonly person?: string | null;
  readonly since?: string | null;
  readonly until?: string | null;
  readonly cursor?: string | null;
  readonly limit?: number;
}

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

/**
 * A new reply. `team` says who answers with it; left out: the caller's own team. Administrators have none.
 *
 * In `text`, `{client_name}`, `{service}`, `{astrologer_name}` and `{until}` are filled in when it is used.
 */
export interface CreateReply {
  readonly scope?: ReplyScope;
  readonly team?: "astrologer" | "support" | null;
  readonly folder?: string;
  readonly title: string;
  readonly text: string;
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

/** What holds on one day in the place of the week's hours; without times nobody is there. */
export interface DayHoursFormInput {
  readonly day: string;
  readonly opens: string | null;
  readonly closes: string | null;
}

/** What holds on one day in the place of the week's hours; without times nobody is there. */
export interface DayHoursFormOutput {
  readonly day: string;
  readonly opens: string | null;
  readonly closes: string | null;
}

/** Why it is done. */
export interface Decide {
  readonly reason: string;
}

/** Delete the account for good, with a fresh proof: the password, or a code that was sent to the account's phone. */
export interface DeleteAccount {
  readonly password?: string | null;
  readonly code?: string | null;
}

/** Which deliveries, and from where on. */
export interface DeliveriesQuery {
  readonly kind?: NoticeKind | null;
  readonly outcome?: Outcome | null;
  readonly channel?: Channel | null;
  readonly user_id?: string | null;
  readonly cursor?: string | null;
  readonly limit?: number;
}

/**
 * What somebody was told, or is to be told, without its text.
 *
 * `address` is where it went or would go now, with all but its ends hidden; null where there is none to show.
 */
export interface DeliveryOut {
  readonly id: string;
  readonly user_id: string;
  readonly kind: NoticeKind;
  readonly created_at: string;
  readonly due_at: string;
  readonly tries: number;
  readonly attempts: readonly AttemptOut[];
  readonly settled_at: string | null;
  readonly outcome: Outcome | null;
  readonly channel: Channel | null;
  readonly address: string | null;
  readonly resent_at: string | null;
  readonly may_be_resent: boolean;
}

/** The newest first. */
export interface DeliveryPage {
  readonly items: readonly DeliveryOut[];
  readonly next_cursor: string | null;
}

/** How many chats stand in each tab of the desk now; `mine` are the caller's own. */
export interface DeskCounts {
  readonly new: number;
  readonly mine: number;
  readonly open: number;
  readonly snoozed: number;
}

/** The desk at this moment. Days are those of the support hours' time zone; `week` is today and six days before. */
export interface DeskFigures {
  readonly counts: DeskCounts;
  readonly waiting_now: number;
  readonly longest_waiting_since: string | null;
  readonly first_answer_today_seconds: number | null;
  readonly first_answer_week_seconds: number | null;
  readonly answered_today: number;
  readonly resolved_today: number;
  readonly rating_week: RatingFigure | null;
  readonly is_assigning: boolean;
  readonly chats_per_person: number;
  readonly people: readonly ColleagueOut[];
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

/** What a visitor's browser says it is; it may lie. */
export interface DeviceOut {
  readonly browser: string | null;
  readonly platform: string | null;
}

/** Markdown that nobody has saved yet; with `facts` the organisation's details in that language are filled in. */
export interface Draft {
  readonly markdown: string;
  readonly facts?: "ru" | "en" | null;
}

/** The caller's draft in one conversation. */
export interface DraftAnswer {
  readonly draft: DraftOut;
}

/** A long answer that is being written. Nothing is kept yet: `version` 0, `saved_at` null. */
export interface DraftOut {
  readonly conversation_id: string;
  readonly text: string;
  readonly version: number;
  readonly saved_at: string | null;
}

/** How a question was resolved, in the visitor's eyes; `words` of the newest alone are kept. */
export interface EarlierRating {
  readonly stars: number;
  readonly words: string;
  readonly given_at: string;
  readonly resolved_by: string | null;
}

/** Sign in with a password. */
export interface EmailSignIn {
  readonly email: string;
  readonly password: string;
  readonly session?: "cookie" | "token";
}

/** How a consultation ends: at once, or after so many days for questions. */
export interface EndConsultation {
  readonly follow_up_days?: number;
}

/** End it now, for somebody who saw `version`. */
export interface EndPromo {
  readonly version: number;
}

/** Answer with one entitlement. */
export interface EntitlementAnswer {
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

/**
 * A conversation with everything that was said in it; `messages` are the last, being written as they are read.
 *
 * `visit` and `support_rating` are of help chats alone.
 */
export interface ExportedConversation {
  readonly id: string;
  readonly kind: ConversationKind;
  readonly state: string;
  readonly service_title: TextOut | null;
  readonly participants: readonly ExportedParticipant[];
  readonly created_at: string;
  readonly active_until: string | null;
  readonly completed_at: string | null;
  readonly visit: ExportedVisit | null;
  readonly support_rating: SupportRatingOut | null;
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

/** An order with what was typed into its form, and where its receipt went. */
export interface ExportedOrder {
  readonly order: OrderOut;
  readonly first_name: string;
  readonly last_name: string;
  readonly phone: string;
  readonly receipt_email: string | null;
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

/** Where the person was while they talked to support: the last pages, newest first, and what their device said. */
export interface ExportedVisit {
  readonly pages: readonly VisitedPageOut[];
  readonly user_agent: string;
  readonly language: string | null;
  readonly timezone: string | null;
}

/** The consultation and the answer have so many days more. */
export interface ExtendConsultation {
  readonly days: number;
  readonly note: string;
}

/** More days of a consultation, at the price and for the days that `EntitlementOut.extension` tells. */
export interface ExtendEntitlement {
  readonly expected_total?: SeenTotal | null;
  readonly consent: true;
}

/** More days of a consultation, and what they cost. */
export interface ExtensionOut {
  readonly days: number;
  readonly price: Money;
}

/** A whole phone number or a whole e-mail address; parts find nobody. */
export interface FindClient {
  readonly q: string;
}

/** A whole phone or e-mail. It travels in the body: addresses end up in logs. */
export interface FindDeliveries {
  readonly q: string;
}

/** A whole order number, phone or e-mail. It travels in the body: addresses end up in logs. */
export interface FindOrders {
  readonly q: string;
}

/** A whole phone, e-mail or id. It travels in the body: addresses end up in logs. */
export interface FindPeople {
  readonly q: string;
}

/** This browser is told nothing more. */
export interface ForgetPush {
  readonly endpoint: string;
}

/** Send a one-time link to this address, if it is somebody's. */
export interface ForgotPassword {
  readonly email: string;
}

/** A format to offer a service in. */
export interface FormatForm {
  readonly format: "audio" | "written";
  readonly title: Line;
  readonly description: PassageInput;
}

/** A format in which a service can be ordered. */
export interface FormatOut {
  readonly format: "audio" | "written";
  readonly title: string;
  readonly description: string;
}

/** A format that a service is offered in. */
export interface FormatWords {
  readonly format: "audio" | "written";
  readonly title: Words;
  readonly description: Words;
}

/** What became of the certificate with that code; `serial` is null for one that was not made in a batch. */
export interface FoundCertificate {
  readonly serial: string | null;
  readonly service: string;
  readonly format: "audio" | "written";
  readonly expires_at: string | null;
  readonly state: "unused" | "used" | "void" | "expired";
  readonly used_at: string | null;
  readonly voided_at: string | null;
}

/** A client who was found. `conversation_id`: their help chat; whoever has one is not merged with a guest. */
export interface FoundClient {
  readonly id: string;
  readonly name: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly conversation_id: string | null;
  readonly created_at: string;
}

/** At most one for a phone, one for an address. */
export interface FoundClients {
  readonly items: readonly FoundClient[];
  readonly next_cursor: string | null;
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

/** What the person is from now on, and why. They sign in again as that. */
export interface GiveRole {
  readonly becomes: "client" | "astrologer" | "support" | "admin";
  readonly reason: string;
}

/** A birth as it was given for one consultation. */
export interface GivenBirthOut {
  readonly name: string;
  readonly is_self: boolean;
  readonly birth: BirthDataOutput;
  readonly given_at: string;
}

/** What the order granted, or prolonged. */
export interface GrantedRecord {
  readonly id: string;
  readonly astrologer: string;
  readonly created_at: string;
  readonly active_until: string;
  readonly ended_at: string | null;
  readonly conversation_id: string | null;
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

/** When people answer. `weekdays` are ISO: 1 is Monday. Times are of clocks in `timezone`; `24:00` ends a day. */
export interface HoursInput {
  readonly weekdays: readonly number[];
  readonly opens: string;
  readonly closes: string;
  readonly timezone: string;
  readonly exceptions: readonly HoursExceptionInput[];
}

/** When people answer. `weekdays` are ISO: 1 is Monday. Times are of clocks in `timezone`; `24:00` ends a day. */
export interface HoursOutput {
  readonly weekdays: readonly number[];
  readonly opens: string;
  readonly closes: string;
  readonly timezone: string;
  readonly exceptions: readonly HoursExceptionOutput[];
}

/** A day with hours of its own; with neither time support is closed all day. */
export interface HoursExceptionInput {
  readonly date: string;
  readonly opens?: string | null;
  readonly closes?: string | null;
}

/** A day with hours of its own; with neither time support is closed all day. */
export interface HoursExceptionOutput {
  readonly date: string;
  readonly opens: string | null;
  readonly closes: string | null;
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

/** Somebody who is to work here. A person who has this address already is given the role. */
export interface Invite {
  readonly email: string;
  readonly first_name?: string;
  readonly becomes: "astrologer" | "support" | "admin";
}

/** One job of the worker. `error` is the kind of the last failure, never its text, which may quote somebody. */
export interface JobRecord {
  readonly name: string;
  readonly state: JobState;
  readonly every_seconds: number;
  readonly started_at: string | null;
  readonly took_ms: number | null;
  readonly failures: number;
  readonly failed_at: string | null;
  readonly error: string | null;
}

/** All jobs, in the order of the worker's table. */
export interface JobRecords {
  readonly items: readonly JobRecord[];
}

/** How a job stands: `failing` is one whose last run did not succeed. */
export type JobState = "never_run" | "fine" | "running" | "failing";

/** This browser may be told of messages, in the language of the request; it ends with the session. */
export interface KeepPush {
  readonly endpoint: string;
  readonly keys: PushKeys;
}

/** How long a bought service lives, as stored. */
export interface Lasted {
  readonly months: number;
  readonly days: number;
}

/** How long a bought service lives: whole months, days, or both. */
export interface Lasting {
  readonly months: number;
  readonly days: number;
}

/** What the version `number` says otherwise than `since`; of a first version everything is new. */
export interface LegalChanges {
  readonly number: number;
  readonly since: number | null;
  readonly blocks: readonly Block[];
}

/** A legal text by name; `group` tells whether it belongs to the list of the partner programmes. */
export interface LegalLink {
  readonly slug: string;
  readonly title: string;
  readonly url: string;
  readonly group: "important" | "partners";
}

/**
 * The newest words of a legal text.
 *
 * `number` is theirs; `in_force_number` and `in_force_since` tell of the version that readers see. `effective_at` is
 * set while the newest version still has to take effect.
 */
export interface LegalRecord {
  readonly slug: string;
  readonly version: number;
  readonly group: "important" | "partners";
  readonly title: Words;
  readonly body: Words;
  readonly effective_at: string | null;
  readonly number: number;
  readonly in_force_number: number | null;
  readonly in_force_since: string | null;
}

/** Legal texts in the order of the footer. */
export interface LegalRecords {
  readonly items: readonly LegalRecord[];
  readonly next_cursor: null;
}

/**
 * A version of a legal text with the organisation's details filled in.
 *
 * `versions` are the one in force and all before it, the newest first.
 */
export interface LegalTextOut {
  readonly slug: string;
  readonly title: string;
  readonly url: string;
  readonly group: "important" | "partners";
  readonly html: string;
  readonly plain: string;
  readonly effective_at: string;
  readonly number: number;
  readonly is_in_force: boolean;
  readonly versions: readonly LegalVersionLink[];
}

/** One version of a legal text; `consents`: how many orders came with a consent to it. `made_by` is a name. */
export interface LegalVersion {
  readonly number: number;
  readonly state: "planned" | "in_force" | "earlier";
  readonly title: Words;
  readonly effective_at: string;
  readonly made_at: string | null;
  readonly made_by: string | null;
  readonly consents: number;
}

/** A version of a legal text, which is read at `url`. */
export interface LegalVersionLink {
  readonly number: number;
  readonly url: string;
  readonly effective_at: string;
}

/** Every version of a legal text, the newest first. */
export interface LegalVersions {
  readonly items: readonly LegalVersion[];
  readonly next_cursor: null;
}

/** How far a letter is. `waiting`: nobody is at it, or the last try failed and there will be another. */
export type LetterStage = "waiting" | "positions" | "drawing" | "printing" | "sending" | "sent" | "failed";

/** One line in both languages; neither may be empty. */
export interface Line {
  readonly ru: string;
  readonly en: string;
}

/** The client who the guest of this help chat is. */
export interface MergeGuest {
  readonly client_id: string;
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

/** The newest page when no place is given; the answer is always ascending. */
export interface MessagesQuery {
  readonly before_seq?: number | null;
  readonly after_seq?: number | null;
  readonly from_at?: string | null;
  readonly limit?: number;
}

/** Hide it from everybody but its two people, or show it again; and why. */
export interface ModerateReview {
  readonly status: ReviewStatus;
  readonly reason: string;
}

/** `amount` is in the currency's minor unit: kopecks. */
export interface Money {
  readonly amount: number;
  readonly currency: "RUB";
}

/** One month, `2026-11`, as the caller's clock counts it. */
export interface MonthFigures {
  readonly month: string;
  readonly answered: number;
  readonly median_first_answer_seconds: number | null;
  readonly on_time_share: number | null;
  readonly rating: number | null;
  readonly reviews: number;
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

/** An article under an address of its own, which stays. */
export interface NewArticle {
  readonly title: Line;
  readonly summary: PassageInput;
  readonly body: Prose;
  readonly author: Line;
  readonly astrologer: string | null;
  readonly published_at: string;
  readonly slug: string;
}

/** A page for the account with this address; there is a new account if nobody has it. */
export interface NewAstrologer {
  readonly name: Line;
  readonly bio: PassageInput;
  readonly about: Prose;
  readonly education: readonly PassageInput[];
  readonly directions: readonly Line[];
  readonly services: readonly string[];
  readonly languages: readonly ("ru" | "en")[];
  readonly hidden: boolean;
  readonly slug: string;
  readonly account_email: string;
}

/** So many certificates for a service in one of its formats; `note` is for the team alone. */
export interface NewBatch {
  readonly service: string;
  readonly format: "audio" | "written";
  readonly language?: "ru" | "en";
  readonly count: number;
  readonly expires_at?: string | null;
  readonly note?: string;
}

/** A legal text under an address of its own, which stays. */
export interface NewLegal {
  readonly group: "important" | "partners";
  readonly title: Line;
  readonly body: Prose;
  readonly effective_at: string | null;
  readonly slug: string;
}

/** Everything of a kind, in the order wanted. */
export interface NewOrder {
  readonly slugs: readonly string[];
}

/** A promo code; with a `count` above 1 so many of them, which begin with `code`. */
export interface NewPromo {
  readonly percent: number | null;
  readonly amount: Price | null;
  readonly services: readonly string[];
  readonly starts_at: string | null;
  readonly ends_at: string | null;
  readonly uses_limit: number | null;
  readonly uses_each: number | null;
  readonly code: string;
  readonly count?: number;
}

/** A question under a name of its own. */
export interface NewQuestion {
  readonly question: Line;
  readonly answer: Prose;
  readonly slug: string;
}

/** A service under an address of its own, which stays. */
export interface NewService {
  readonly title: Line;
  readonly summary: PassageInput;
  readonly description: Prose;
  readonly learn: readonly PassageInput[];
  readonly price: Price;
  readonly validity: Lasting;
  readonly formats: readonly FormatForm[];
  readonly related: readonly string[];
  readonly illustration: string;
  readonly featured: boolean;
  readonly grants_chart: boolean;
  readonly birth_of: "client" | "other" | null;
  readonly hidden: boolean;
  readonly slug: string;
}

/** An empty object. */
export type NoBody = Readonly<Record<string, never>>;

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

/** Internal notes, newest first. */
export interface NotePage {
  readonly items: readonly NoteOut[];
  readonly next_cursor: string | null;
}

/** The caller's notes of one client. */
export interface NotesAnswer {
  readonly notes: NotesOut;
}

/** What the caller keeps of a client; nobody else sees it. Nothing kept yet: `version` 0. */
export interface NotesOut {
  readonly text: string;
  readonly tags: readonly string[];
  readonly version: number;
  readonly changed_at: string | null;
}

/** A page of notes; `cursor` is the page before's. */
export interface NotesQuery {
  readonly cursor?: string | null;
  readonly limit?: number;
}

/** What somebody is told of. */
export type NoticeKind = "unread_message" | "answer_due" | "answer_overdue" | "chat_waiting";

/** What is to change. `quiet: null` ends the quiet hours. */
export interface NotificationChoice {
  readonly order?: readonly Channel[] | null;
  readonly quiet?: QuietHours | null;
  readonly after_minutes?: number | null;
}

/**
 * How the caller is reached: `order` is the chosen channels, the first that works is taken.
 *
 * `after_minutes`: how long a message stays unread before the caller is told of it by anything but a push.
 */
export interface Notifications {
  readonly channels: readonly ChannelOut[];
  readonly order: readonly Channel[];
  readonly quiet: Quiet | null;
  readonly after_minutes: number;
}

/** What the client may choose; `days` are those of `extend`. */
export interface OfferChoice {
  readonly options: readonly OfferOption[];
  readonly days?: number;
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

/** Why it is read, for the audit log. `comment` says what happened, without what is in the conversation. */
export interface OpenConversation {
  readonly reason: ReadingReason;
  readonly comment: string;
}

/** The conversation, which lies open to whoever asked until `until`. */
export interface OpenedConversation {
  readonly conversation: ConversationOut;
  readonly until: string;
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

/** Orders, newest first. */
export interface OrderPage {
  readonly items: readonly OrderOut[];
  readonly next_cursor: string | null;
}

/** An order in a list. `buyer` is the name it was placed with, empty once the account was deleted. */
export interface OrderRecord {
  readonly id: string;
  readonly state: "awaiting_payment" | "paid" | "cancelled" | "refunded";
  readonly service: string;
  readonly service_title: TextOut;
  readonly format: "audio" | "written";
  readonly client_id: string;
  readonly buyer: string;
  readonly astrologer: string | null;
  readonly total: Money;
  readonly created_at: string;
  readonly extends: string | null;
}

/** Orders, newest first. */
export interface OrderRecords {
  readonly items: readonly OrderRecord[];
  readonly next_cursor: string | null;
}

/** Computed from the facts; money that came wins over a cancellation, whichever was first. */
export type OrderState = "awaiting_payment" | "paid" | "cancelled" | "refunded";

/** One order with all that became of it. */
export interface OrderStory {
  readonly id: string;
  readonly state: "awaiting_payment" | "paid" | "cancelled" | "refunded";
  readonly service: string;
  readonly service_title: TextOut;
  readonly format: "audio" | "written";
  readonly client_id: string;
  readonly buyer: string;
  readonly astrologer: string | null;
  readonly total: Money;
  readonly created_at: string;
  readonly extends: string | null;
  readonly phone: string;
  readonly price: Money;
  readonly discount: Money | null;
  readonly promo_code: string | null;
  readonly consent_at: string;
  readonly consented_to: readonly ConsentedRecord[];
  readonly paid_at: string | null;
  readonly cancelled_at: string | null;
  readonly cancel_reason: string | null;
  readonly refund_requested_at: string | null;
  readonly refunded_at: string | null;
  readonly payment: PaymentRecord | null;
  readonly granted: GrantedRecord | null;
}

/** Which orders: those that fit all that is given. `since` and `until` (not included) are when they were placed. */
export interface OrdersQuery {
  readonly state?: OrderState | null;
  readonly service?: string | null;
  readonly astrologer?: string | null;
  readonly client?: string | null;
  readonly since?: string | null;
  readonly until?: string | null;
  readonly cursor?: string | null;
  readonly limit?: number;
}

/** Who sells. */
export interface OrganisationOut {
  readonly name: string;
  readonly legal_name: string;
  readonly taxpayer_number: string;
  readonly registration_number: string;
  readonly address: string;
}

/** Who sells, how to be reached, and on which conditions. `slug` is always «site». */
export interface OrganisationRecord {
  readonly slug: "site";
  readonly version: number;
  readonly name: Words;
  readonly legal_name: Words;
  readonly taxpayer_number: string;
  readonly registration_number: string;
  readonly address: Words;
  readonly email: string;
  readonly phone: string;
  readonly support_email: string;
  readonly support_phone: string;
  readonly telegram: string;
  readonly vkontakte: string;
  readonly accepted_cards: readonly string[];
  readonly refund_days: number;
}

/** How a delivery ended. */
export type Outcome = "sent" | "not_needed" | "unreachable" | "gave_up";

/** How far the outline is; `ready`: it can be downloaded at once. */
export interface OutlineProgress {
  readonly stage: OutlineStage;
}

/** What is being done for somebody's outline. */
export type OutlineStage = "positions" | "drawing" | "printing" | "ready" | "failed";

/** Answer with one consultation as the staff see it. */
export interface OverdueAnswer {
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

/** Overdue answers, the longest overdue first. */
export interface OverduePage {
  readonly items: readonly OverdueOut[];
  readonly next_cursor: string | null;
}

/**
 * How the caller's consultations went in the last twelve months, the present one last.
 *
 * `answered`: consultations that were answered for the first time. `on_time_share` of those for which a time was
 * promised, 0 to 1. `rating` and `reviews` of all time, as everybody sees them.
 */
export interface OwnFigures {
  readonly answered: number;
  readonly median_first_answer_seconds: number | null;
  readonly on_time_share: number | null;
  readonly rating: number | null;
  readonly reviews: number;
  readonly months: readonly MonthFigures[];
}

/**
 * How the caller works. `availability` is what everybody sees now; `by_hours`: their hours say so, not they.
 *
 * `working` null: at any time. `most_open` null: any number of consultations at once; `open_now` are open.
 */
export interface OwnSettings {
  readonly name: string;
  readonly availability: AvailabilityOut;
  readonly by_hours: boolean;
  readonly working: WorkingHoursFormOutput | null;
  readonly most_open: number | null;
  readonly open_now: number;
  readonly version: number;
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

/** A few sentences in both languages. */
export interface PassageInput {
  readonly ru: string;
  readonly en: string;
}

/** A few sentences in both languages. */
export interface PassageOutput {
  readonly ru: string;
  readonly en: string;
}

/** Where the client goes on: the acquirer's page, or «Мои услуги» when nothing is left to pay. */
export interface PaymentLink {
  readonly url: string;
}

/** How the money came, and went back. `provider_id` is what the acquirer calls the payment. */
export interface PaymentRecord {
  readonly provider: string;
  readonly provider_id: string | null;
  readonly refunds: readonly RefundRecord[];
  readonly amount: Money;
  readonly attempt: number;
  readonly created_at: string;
  readonly succeeded_at: string | null;
  readonly cancelled_at: string | null;
}

/** Which people: those who fit all that is given; without `who` those who work here. */
export interface PeopleQuery {
  readonly who?: "client" | "astrologer" | "support" | "admin" | null;
  readonly blocked?: boolean | null;
  readonly cursor?: string | null;
  readonly limit?: number;
}

/** People, newest first. */
export interface PeopleRecords {
  readonly items: readonly PersonRecord[];
  readonly next_cursor: string | null;
}

/** A person in a list; the name is empty where they gave none. */
export interface PersonRecord {
  readonly id: string;
  readonly role: Role;
  readonly name: string;
  readonly created_at: string;
  readonly last_seen_at: string | null;
  readonly blocked_at: string | null;
}

/**
 * One person.
 *
 * `devices`: on how many they are signed in now. `page`: an astrologer's. `is_me`: nobody decides of themselves.
 */
export interface PersonStory {
  readonly id: string;
  readonly role: Role;
  readonly name: string;
  readonly created_at: string;
  readonly last_seen_at: string | null;
  readonly blocked_at: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly devices: number;
  readonly page: string | null;
  readonly is_me: boolean;
}

/** A picture in several widths, the smallest files first; `width` and `height` are its shape. */
export interface PictureOut {
  readonly width: number;
  readonly height: number;
  readonly sources: readonly PictureSource[];
}

/** One format of a picture; `srcset` as in HTML. */
export interface PictureSource {
  readonly type: string;
  readonly srcset: string;
}

/** A few words: in both versions, in the later alone, or in the earlier alone. */
export interface Piece {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
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

/** What readers will see: safe HTML, made by what makes the pages. */
export interface Preview {
  readonly html: string;
}

/** What it costs, in kopecks. */
export interface Price {
  readonly amount: number;
  readonly currency: "RUB";
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

/** Which part of the list, and of which series: `cursor` is the `next_cursor` of the part before. */
export interface PromoQuery {
  readonly cursor?: string | null;
  readonly limit?: number;
  readonly series?: string | null;
}

/** A promo code. `uses`: how many orders it made cheaper, those included that may still be paid. */
export interface PromoRecord {
  readonly id: string;
  readonly code: string;
  readonly version: number;
  readonly percent: number | null;
  readonly amount: Money | null;
  readonly services: readonly string[];
  readonly starts_at: string | null;
  readonly ends_at: string | null;
  readonly uses_limit: number | null;
  readonly uses_each: number | null;
  readonly series: string | null;
  readonly uses: number;
}

/** Promo codes, the newest first; of one series in the order they were made. */
export interface PromoRecords {
  readonly items: readonly PromoRecord[];
  readonly next_cursor: string | null;
}

/** Markdown in both languages. */
export interface Prose {
  readonly ru: string;
  readonly en: string;
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

/** A question with its answer in markdown. */
export interface QuestionRecord {
  readonly slug: string;
  readonly version: number;
  readonly question: Words;
  readonly answer: Words;
}

/** Questions in their order. */
export interface QuestionRecords {
  readonly items: readonly QuestionRecord[];
  readonly next_cursor: string | null;
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

/** `open`: everything that is not resolved. `mine`: what the caller answers. `snoozed`: what sleeps now. */
export interface QueueQuery {
  readonly state?: QueueState | "open" | "mine" | "snoozed";
  readonly cursor?: string | null;
  readonly limit?: number;
}

/** Where a support conversation stands. */
export type QueueState = "waiting" | "claimed" | "resolved";

/** Hours in which nobody is disturbed, by the clock on the person's wall. `ends` before `begins`: over midnight. */
export interface Quiet {
  readonly begins: string;
  readonly ends: string;
  readonly timezone: string;
}

/** Nobody is disturbed from `begins` to `ends` (HH:MM, in `timezone`); `ends` before `begins` is over midnight. */
export interface QuietHours {
  readonly begins: string;
  readonly ends: string;
  readonly timezone: string;
}

/** What the visitor says of how the question was resolved. */
export interface RateSupport {
  readonly stars: number;
  readonly words?: string;
}

/** The mean of so many ratings, of 5. */
export interface RatingFigure {
  readonly stars: number;
  readonly count: number;
}

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

/** Why an administrator reads what two people told each other. */
export type ReadingReason = "complaint" | "refund" | "safety" | "law";

/** Another astrologer gives the consultation; without `astrologer` whoever suits best now. */
export interface ReassignConsultation {
  readonly astrologer?: string | null;
  readonly note: string;
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

/** Which part of a list: `cursor` is the `next_cursor` of the part before. */
export interface RecordQuery {
  readonly cursor?: string | null;
  readonly limit?: number;
}

/** A certificate's code as typed. */
export interface RedeemCertificate {
  readonly code: string;
}

/** A part of what was paid, a rouble at least. */
export interface RefundAmount {
  readonly amount: number;
  readonly currency?: "RUB";
}

/** A paid order, until when it may be taken back, and why it may not (None: it may). */
export interface RefundChoice {
  readonly order: OrderOut;
  readonly until: string;
  readonly refusal: RefusalOut | null;
}

/**
 * Money back for an order; without `amount` all that is left of it.
 *
 * `client_refund_id` makes it one refund however often it is sent. `reason` is kept in the audit log alone.
 */
export interface RefundOrder {
  readonly amount?: RefundAmount | null;
  readonly reason: string;
  readonly client_refund_id: string;
}

/** Money that went back. */
export interface RefundOut {
  readonly amount: Money;
  readonly done_at: string;
}

/** Paid orders, newest first; a page may hold fewer than were asked for and not be the last. */
export interface RefundPage {
  readonly items: readonly RefundChoice[];
  readonly next_cursor: string | null;
}

/** Money that went back, or is on its way while `done_at` is null. `provider_id` is the acquirer's name for it. */
export interface RefundRecord {
  readonly provider_id: string | null;
  readonly amount: Money;
  readonly asked_at: string;
  readonly done_at: string | null;
}

/** Why something cannot be had, for programs and for people. */
export interface RefusalOut {
  readonly code: string;
  readonly detail: string;
}

/** One reply. */
export interface ReplyAnswer {
  readonly reply: ReplyOut;
}

/** `may_change`: the caller may change and delete it. */
export interface ReplyOut {
  readonly id: string;
  readonly scope: ReplyScope;
  readonly team: "astrologer" | "support";
  readonly folder: string;
  readonly title: string;
  readonly text: string;
  readonly may_change: boolean;
  readonly changed_at: string;
}

/** All that the caller may use: their own first, then the team's, each by folder and title. One page holds them. */
export interface ReplyPage {
  readonly items: readonly ReplyOut[];
  readonly next_cursor: string | null;
}

/** Whose it is: one person's, or everybody's who answers in that role. */
export type ReplyScope = "own" | "team";

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

/** A review. `astrologer` is the page's slug; `client` is empty once the account was deleted. */
export interface ReviewRecord {
  readonly id: string;
  readonly conversation_id: string;
  readonly astrologer: string | null;
  readonly client: string;
  readonly stars: number;
  readonly text: string;
  readonly status: ReviewStatus;
  readonly created_at: string;
  readonly changed_at: string | null;
}

/** Reviews, newest first. */
export interface ReviewRecords {
  readonly items: readonly ReviewRecord[];
  readonly next_cursor: string | null;
}

/** Hidden by the staff: it counts in no rating and nobody but its two people sees it. */
export type ReviewStatus = "published" | "hidden";

/** Which reviews: those that fit all that is given. */
export interface ReviewsQuery {
  readonly status?: ReviewStatus | null;
  readonly astrologer?: string | null;
  readonly cursor?: string | null;
  readonly limit?: number;
}

/** What a person is in the product. A guest is a visitor of the help chat who has not signed in. */
export type Role = "client" | "astrologer" | "support" | "admin" | "guest";

/** The answer as it is written now. `version` is the one it was written from; 0 where nothing was kept. */
export interface SaveDraft {
  readonly text: string;
  readonly version: number;
}

/** The caller's private words and tags of a client. `version` is the one they were written from; 0 for the first. */
export interface SaveNotes {
  readonly text: string;
  readonly tags: readonly string[];
  readonly version: number;
}

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

/** The version that whoever removes something has seen. */
export interface SeenVersion {
  readonly version: number;
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

/** A service. `birth_of` tells whose birth the astrologer works with. */
export interface ServiceRecord {
  readonly slug: string;
  readonly version: number;
  readonly title: Words;
  readonly summary: Words;
  readonly description: Words;
  readonly learn: readonly Words[];
  readonly price: Money;
  readonly validity: Lasted;
  readonly formats: readonly FormatWords[];
  readonly related: readonly string[];
  readonly illustration: string;
  readonly featured: boolean;
  readonly grants_chart: boolean;
  readonly birth_of: "client" | "other" | null;
  readonly hidden: boolean;
}

/** Services, hidden ones too, in the order of the catalogue. */
export interface ServiceRecords {
  readonly items: readonly ServiceRecord[];
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

/**
 * Where a visitor is: the page's address and title, where they came from, and the language and zone of the device.
 *
 * Of addresses the query, the fragment and any credentials are dropped before anything is kept.
 */
export interface ShowPage {
  readonly url: string;
  readonly title?: string;
  readonly referrer?: string;
  readonly language?: string;
  readonly timezone?: string;
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

/** Answer with one order as the staff see it. */
export interface StaffOrderAnswer {
  readonly order: StaffOrderOut;
}

/**
 * An order, to the support staff.
 *
 * `used_percent` is the share of the bought time that has passed, `has_begun` whether anybody has written. `suggested`
 * is what an unused order or the unused time is worth, never more than `refundable`; `refunding` is on its way.
 * `refusal`: why nothing can go back now; `client_refusal`: why the client cannot take it back without support.
 */
export interface StaffOrderOut {
  readonly order: OrderOut;
  readonly client_id: string;
  readonly client_name: string;
  readonly paid: Money;
  readonly refunded: Money;
  readonly refunding: Money | null;
  readonly refundable: Money;
  readonly suggested: Money;
  readonly used_percent: number;
  readonly has_begun: boolean;
  readonly active_until: string | null;
  readonly completed_at: string | null;
  readonly refunds: readonly RefundOut[];
  readonly refusal: RefusalOut | null;
  readonly client_refusal: RefusalOut | null;
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

/** What the visitor says of how a question was resolved, until `until`; without `stars` nothing yet. */
export interface SupportRatingOut {
  readonly stars: number | null;
  readonly words: string;
  readonly resolved_at: string;
  readonly until: string;
}

/** The rules as they are. */
export interface SupportRecord {
  readonly hours: HoursOutput;
  readonly assignment: AssignmentOutput;
  readonly replies: AutomaticRepliesOutput;
  readonly reopen_days: number;
  readonly version: number;
}

/** What a system message says; the client translates `code` with `params`. */
export interface SystemNote {
  readonly code: string;
  readonly params: Readonly<Record<string, string>>;
}

/** Opened in Telegram before it expires, it makes that chat the caller's. */
export interface TelegramLink {
  readonly url: string;
  readonly expires_at: string;
}

/** A text of the catalogue in every language; the client shows the one of its page. */
export interface TextOut {
  readonly ru: string;
  readonly en: string;
}

/** The transits of the next month, in order of time; of the moon there are none. */
export interface TransitList {
  readonly since: string;
  readonly until: string;
  readonly items: readonly TransitOut[];
}

/** A moving planet is at an exact aspect to a natal point. */
export interface TransitOut {
  readonly moving: Body;
  readonly aspect: AspectKind;
  readonly point: Body;
  readonly at: string;
  readonly text: string;
}

/** A code as somebody read it aloud. */
export interface TypedCode {
  readonly code: string;
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

/** A page that a visitor was on. */
export interface VisitedPageOut {
  readonly url: string;
  readonly title: string;
  readonly referrer: string | null;
  readonly at: string;
}

/** An order of the visitor's, and its payment. */
export interface VisitorOrder {
  readonly order: OrderOut;
  readonly payment: VisitorPayment | null;
}

/**
 * What the desk knows of the visitor of a help chat. Reading it is written down.
 *
 * `pages` newest first, at most 20; `timezone` is a name like `Europe/Moscow`.
 */
export interface VisitorOut {
  readonly conversation_id: string;
  readonly person: VisitorPerson;
  readonly device: DeviceOut | null;
  readonly language: string | null;
  readonly timezone: string | null;
  readonly pages: readonly VisitedPageOut[];
  readonly orders: readonly VisitorOrder[];
  readonly entitlements: readonly EntitlementOut[];
  readonly ratings: readonly EarlierRating[];
}

/** The money of an order: `provider` took it at `paid_at`; `tries` counts declined ones, too. */
export interface VisitorPayment {
  readonly provider: string;
  readonly amount: Money;
  readonly tries: number;
  readonly paid_at: string | null;
  readonly refunded_at: string | null;
}

/** Whom support talks to. `is_recognised`: they proved who they are; what a guest typed nobody checked. */
export interface VisitorPerson {
  readonly id: string;
  readonly role: Role;
  readonly name: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly is_recognised: boolean;
  readonly presence: "online" | "offline";
  readonly last_seen_at: string | null;
  readonly created_at: string;
}

/** Make certificates void that nobody has used: one of the batch by its number, or all. */
export interface VoidCertificates {
  readonly number?: number | null;
  readonly reason: string;
}

/** From `opens` to `closes` on an ISO weekday (1 is Monday); `00:00` closes at midnight. */
export interface WeekdayHoursFormInput {
  readonly weekday: number;
  readonly opens: string;
  readonly closes: string;
}

/** From `opens` to `closes` on an ISO weekday (1 is Monday); `00:00` closes at midnight. */
export interface WeekdayHoursFormOutput {
  readonly weekday: number;
  readonly opens: string;
  readonly closes: string;
}

/** One text in both languages, as it is stored. */
export interface Words {
  readonly ru: string;
  readonly en: string;
}

/** A week of hours in a time zone (IANA), and days that are otherwise. An empty week: on named days alone. */
export interface WorkingHoursFormInput {
  readonly timezone: string;
  readonly week: readonly WeekdayHoursFormInput[];
  readonly exceptions: readonly DayHoursFormInput[];
}

/** A week of hours in a time zone (IANA), and days that are otherwise. An empty week: on named days alone. */
export interface WorkingHoursFormOutput {
  readonly timezone: string;
  readonly week: readonly WeekdayHoursFormOutput[];
  readonly exceptions: readonly DayHoursFormOutput[];
}

/** Which part of the list: `cursor` is the `next_cursor` of the part before. */
export interface server__admin__legal__contracts__ConsentsQuery {
  readonly cursor?: string | null;
  readonly limit?: number;
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

/** A part of the list: `cursor` is the `next_cursor` of the part before. */
export interface server__privacy__contracts__ConsentsQuery {
  readonly cursor?: string | null;
  readonly limit?: number;
}
