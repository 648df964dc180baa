import type { ErrorKey, Language, PluralForms } from "../shared/i18n/i18n";
import type { ChatKey } from "../shared/i18n/ru/chat";
import type { KitKey } from "../shared/i18n/ru/kit";
import type { WidgetKey } from "../shared/i18n/ru/widget";

/** Everything the chat says, in one language. */
export type WidgetTexts = Readonly<Record<ErrorKey | KitKey | ChatKey | WidgetKey, string | PluralForms>>;

/** What the launcher hands over when the chat is opened for the first time. */
export interface Host {
  readonly root: ShadowRoot;
  /** The service's origin: where the script came from. */
  readonly origin: string;
  readonly language: Language;
  /** Shows the launcher again; the number is how many messages wait. */
  closed(): void;
  waiting(count: number, label: string): void;
}

export interface Widget {
  open(): void;
}
