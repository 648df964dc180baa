/** Everything the console says. */

import { answer as enAnswer } from "../shared/i18n/en/answer";
import { arriving as enArriving } from "../shared/i18n/en/arriving";
import { birth as enBirth } from "../shared/i18n/en/birth";
import { card as enCard } from "../shared/i18n/en/card";
import { chat as enChat } from "../shared/i18n/en/chat";
import { chatParts as enChatParts } from "../shared/i18n/en/chat_parts";
import { console as enConsole } from "../shared/i18n/en/console";
import { errors as enErrors } from "../shared/i18n/en/errors";
import { inbox as enInbox } from "../shared/i18n/en/inbox";
import { keyboard as enKeyboard } from "../shared/i18n/en/keyboard";
import { kit as enKit } from "../shared/i18n/en/kit";
import { lateAnswer as enLateAnswer } from "../shared/i18n/en/late_answer";
import { own as enOwn } from "../shared/i18n/en/own";
import { replies as enReplies } from "../shared/i18n/en/replies";
import { review as enReview } from "../shared/i18n/en/review";
import { search as enSearch } from "../shared/i18n/en/search";
import { shell as enShell } from "../shared/i18n/en/shell";
import { createI18n, type Language } from "../shared/i18n/i18n";
import { answer } from "../shared/i18n/ru/answer";
import { arriving } from "../shared/i18n/ru/arriving";
import { birth } from "../shared/i18n/ru/birth";
import { card } from "../shared/i18n/ru/card";
import { chat } from "../shared/i18n/ru/chat";
import { chatParts } from "../shared/i18n/ru/chat_parts";
import { console } from "../shared/i18n/ru/console";
import { errors } from "../shared/i18n/ru/errors";
import { inbox } from "../shared/i18n/ru/inbox";
import { keyboard } from "../shared/i18n/ru/keyboard";
import { kit } from "../shared/i18n/ru/kit";
import { lateAnswer } from "../shared/i18n/ru/late_answer";
import { own } from "../shared/i18n/ru/own";
import { replies } from "../shared/i18n/ru/replies";
import { review } from "../shared/i18n/ru/review";
import { search } from "../shared/i18n/ru/search";
import { shell } from "../shared/i18n/ru/shell";

export function consoleTexts(language: Language) {
  return createI18n(language, {
    ru: {
      ...answer,
      ...arriving,
      ...birth,
      ...card,
      ...chat,
      ...chatParts,
      ...console,
      ...errors,
      ...inbox,
      ...keyboard,
      ...kit,
      ...own,
      ...replies,
      ...lateAnswer,
      ...review,
      ...search,
      ...shell,
    },
    en: {
      ...enAnswer,
      ...enArriving,
      ...enBirth,
      ...enCard,
      ...enChat,
      ...enChatParts,
      ...enConsole,
      ...enErrors,
      ...enInbox,
      ...enKeyboard,
      ...enKit,
      ...enOwn,
      ...enReplies,
      ...enLateAnswer,
      ...enReview,
      ...enSearch,
      ...enShell,
    },
  });
}
