/** Everything the cabinet says, the checkout window included. */

import { account as enAccount } from "../shared/i18n/en/account";
import { arriving as enArriving } from "../shared/i18n/en/arriving";
import { birth as enBirth } from "../shared/i18n/en/birth";
import { cabinet as enCabinet } from "../shared/i18n/en/cabinet";
import { chat as enChat } from "../shared/i18n/en/chat";
import { chatParts as enChatParts } from "../shared/i18n/en/chat_parts";
import { checkout as enCheckout } from "../shared/i18n/en/checkout";
import { errors as enErrors } from "../shared/i18n/en/errors";
import { inbox as enInbox } from "../shared/i18n/en/inbox";
import { kit as enKit } from "../shared/i18n/en/kit";
import { lateAnswer as enLateAnswer } from "../shared/i18n/en/late_answer";
import { notifications as enNotifications } from "../shared/i18n/en/notifications";
import { phone as enPhone } from "../shared/i18n/en/phone";
import { privacy as enPrivacy } from "../shared/i18n/en/privacy";
import { review as enReview } from "../shared/i18n/en/review";
import { search as enSearch } from "../shared/i18n/en/search";
import { shell as enShell } from "../shared/i18n/en/shell";
import { createI18n, type Language } from "../shared/i18n/i18n";
import { account } from "../shared/i18n/ru/account";
import { arriving } from "../shared/i18n/ru/arriving";
import { birth } from "../shared/i18n/ru/birth";
import { cabinet } from "../shared/i18n/ru/cabinet";
import { chat } from "../shared/i18n/ru/chat";
import { chatParts } from "../shared/i18n/ru/chat_parts";
import { checkout } from "../shared/i18n/ru/checkout";
import { errors } from "../shared/i18n/ru/errors";
import { inbox } from "../shared/i18n/ru/inbox";
import { kit } from "../shared/i18n/ru/kit";
import { lateAnswer } from "../shared/i18n/ru/late_answer";
import { notifications } from "../shared/i18n/ru/notifications";
import { phone } from "../shared/i18n/ru/phone";
import { privacy } from "../shared/i18n/ru/privacy";
import { review } from "../shared/i18n/ru/review";
import { search } from "../shared/i18n/ru/search";
import { shell } from "../shared/i18n/ru/shell";

export function cabinetTexts(language: Language) {
  return createI18n(language, {
    ru: {
      ...account,
      ...cabinet,
      ...arriving,
      ...birth,
      ...chat,
      ...chatParts,
      ...checkout,
      ...errors,
      ...inbox,
      ...kit,
      ...notifications,
      ...lateAnswer,
      ...phone,
      ...privacy,
      ...review,
      ...search,
      ...shell,
    },
    en: {
      ...enAccount,
      ...enCabinet,
      ...enArriving,
      ...enBirth,
      ...enChat,
      ...enChatParts,
      ...enCheckout,
      ...enErrors,
      ...enInbox,
      ...enKit,
      ...enNotifications,
      ...enLateAnswer,
      ...enPhone,
      ...enPrivacy,
      ...enReview,
      ...enSearch,
      ...enShell,
    },
  });
}
