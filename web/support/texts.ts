/** Everything the support desk says. */

import { arriving as enArriving } from "../shared/i18n/en/arriving";
import { chat as enChat } from "../shared/i18n/en/chat";
import { chatParts as enChatParts } from "../shared/i18n/en/chat_parts";
import { desk as enDesk } from "../shared/i18n/en/desk";
import { errors as enErrors } from "../shared/i18n/en/errors";
import { inbox as enInbox } from "../shared/i18n/en/inbox";
import { kit as enKit } from "../shared/i18n/en/kit";
import { search as enSearch } from "../shared/i18n/en/search";
import { shell as enShell } from "../shared/i18n/en/shell";
import { createI18n, type Language } from "../shared/i18n/i18n";
import { arriving } from "../shared/i18n/ru/arriving";
import { chat } from "../shared/i18n/ru/chat";
import { chatParts } from "../shared/i18n/ru/chat_parts";
import { desk } from "../shared/i18n/ru/desk";
import { errors } from "../shared/i18n/ru/errors";
import { inbox } from "../shared/i18n/ru/inbox";
import { kit } from "../shared/i18n/ru/kit";
import { search } from "../shared/i18n/ru/search";
import { shell } from "../shared/i18n/ru/shell";

export function deskTexts(language: Language) {
  return createI18n(language, {
    ru: { ...arriving, ...chat, ...chatParts, ...desk, ...errors, ...inbox, ...kit, ...search, ...shell },
    en: {
      ...enArriving,
      ...enChat,
      ...enChatParts,
      ...enDesk,
      ...enErrors,
      ...enInbox,
      ...enKit,
      ...enSearch,
      ...enShell,
    },
  });
}
