import type { ErrorKey, Language, PluralForms } from "../shared/i18n/i18n";
import type { ChatKey } from "../shared/i18n/ru/chat";
import type { ChatPartsKey } from "../shared/i18n/ru/chat_parts";
import type { GuestKey } from "../shared/i18n/ru/guest";
import type { KitKey } from "../shared/i18n/ru/kit";
import type { PhoneKey } from "../shared/i18n/ru/phone";
import type { WidgetKey } from "../shared/i18n/ru/widget";

type Texts<Key extends string> = Readonly<Record<Key, string | PluralForms>>;

/** Everything the chat says, in one language. */
export interface WidgetTexts {
  readonly first: Texts<ErrorKey | KitKey | Exclude<ChatKey, ChatPartsKey> | WidgetKey>;
  /** What the parts say that are loaded late. */
  late(): Promise<Texts<ChatPartsKey>>;
  /** What the form says. */
  guest(): Promise<Texts<GuestKey | PhoneKey>>;
}

/** What the page knows of its visitor. */
export interface Person {
  readonly name: string;
  readonly phone?: string;
}

/** What the launcher hands over when the chat is opened for the first time. */
export interface Host {
  readonly root: ShadowRoot;
  /** The service's origin: where the script came from. */
  readonly origin: string;
  readonly language: Language;
  /** What the page said last. */
  readonly person: Person | undefined;
  /** Shows the launcher again; the number is how many messages wait. */
  closed(): void;
  waiting(count: number, label: string): void;
  /** Support has written. */
  received(): void;
}

export interface Widget {
  open(): void;
  close(): void;
}
