import type { ChatKey } from "../../i18n/ru/chat";

/** By this name the server calls whoever has deleted their account; it is said in the reader's language. */
const ERASED = "Удалённый пользователь";

/** What to call somebody; `nameless` while they have given no name. */
export function shownName(name: string | undefined, t: (key: ChatKey) => string, nameless: string): string {
  return name === ERASED ? t("chat.erased") : name || nameless;
}
