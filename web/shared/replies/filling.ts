/** A reply's placeholders, filled in for one conversation; and which replies are meant by a few letters. Pure. */

import type { Conversation } from "../chat/chat";
import type { I18n } from "../i18n/i18n";
import { matches, personOf } from "../ui/inbox/facts";
import type { Reply } from "./replies";

export const PLACEHOLDERS = ["client_name", "service", "astrologer_name", "until"] as const;

export type Placeholder = (typeof PLACEHOLDERS)[number];
export type Values = Readonly<Partial<Record<Placeholder, string>>>;

/** What is known of the conversation; what is not stays a hole. */
export function valuesOf(
  conversation: Conversation,
  { language, date }: Pick<I18n<never>, "language" | "date">,
): Values {
  const { consultation, active_until } = conversation.details ?? {};
  const client = firstName(personOf(conversation, "client", "guest")?.name);
  const astrologer = firstName(personOf(conversation, "astrologer")?.name);
  return {
    ...(client ? { client_name: client } : {}),
    ...(astrologer ? { astrologer_name: astrologer } : {}),
    ...(consultation ? { service: consultation.service_title[language] } : {}),
    ...(active_until ? { until: date(active_until, "date") } : {}),
  };
}

/** How one is addressed. */
function firstName(name: string | null | undefined): string {
  return name?.trim().split(/\s+/)[0] ?? "";
}

export function filled(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => values[name as Placeholder] ?? hole);
}

/** Where the first hole is that nothing filled, for the person to write over; null: there is none. */
export function holeIn(text: string): readonly [from: number, to: number] | null {
  const found = text.match(new RegExp(`\\{(?:${PLACEHOLDERS.join("|")})\\}`));
  return found?.index === undefined ? null : [found.index, found.index + found[0].length];
}

/** What follows the slash that a draft begins with; null: it is no search for a reply. */
export function wordsAfterSlash(draft: string): string | null {
  return draft.match(/^\/([^\n/]*)$/)?.[1] ?? null;
}

/** Titles that say it come before texts that do. */
export function meant(replies: readonly Reply[], words: string): readonly Reply[] {
  const found = replies.filter(({ folder, title, text }) => matches(words, [folder, title, text]));
  const isNamed = ({ folder, title }: Reply) => matches(words, [folder, title]);
  return [...found.filter(isNamed), ...found.filter((one) => !isNamed(one))];
}
