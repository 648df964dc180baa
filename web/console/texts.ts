/** Everything the console says. */

import { arriving as enArriving } from "../shared/i18n/en/arriving";
import { birth as enBirth } from "../shared/i18n/en/birth";
import { chat as enChat } from "../shared/i18n/en/chat";
import { chatParts as enChatParts } from "../shared/i18n/en/chat_parts";
import { console as enConsole } from "../shared/i18n/en/console";
import { errors as enErrors } from "../shared/i18n/en/errors";
import { inbox as enInbox } from "../shared/i18n/en/inbox";
import { kit as enKit } from "../shared/i18n/en/kit";
import { review as enReview } from "../shared/i18n/en/review";
import { search as enSearch } from "../shared/i18n/en/search";
import { shell as enShell } from "../shared/i18n/en/shell";
import { createI18n, type Language } from "../shared/i18n/i18n";
import { arriving } from "../shared/i18n/ru/arriving";
import { birth } from "../shared/i18n/ru/birth";
import { chat } from "../shared/i18n/ru/chat";
import { chatParts } from "../shared/i18n/ru/chat_parts";
import { console } from "../shared/i18n/ru/console";
import { errors } from "../shared/i18n/ru/errors";
import { inbox } from "../shared/i18n/ru/inbox";
import { kit } from "../shared/i18n/ru/kit";
import { review } from "../shared/i18n/ru/review";
import { search } from "../shared/i18n/ru/search";
import { shell } from "../shared/i18n/ru/shell";

export function consoleTexts(language: Language) {
  return createI18n(language, {
    ru: {
      ...arriving,
      ...birth,
      ...chat,
      ...chatParts,
      ...console,
      ...errors,
      ...inbox,
      ...kit,
      ...review,
      ...search,
      ...shell,
    },
    en: {
      ...enArriving,
      ...enBirth,
      ...enChat,
      ...enChatParts,
      ...enConsole,
      ...enErrors,
      ...enInbox,
      ...enKit,
      ...enReview,
      ...enSearch,
      ...enShell,
    },
  });
}
