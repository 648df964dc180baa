/** Everything the page of the design language says: its own words, and those of the parts it shows. */

import { chat as enChat } from "../shared/i18n/en/chat";
import { chatParts as enChatParts } from "../shared/i18n/en/chat_parts";
import { design as enDesign } from "../shared/i18n/en/design";
import { errors as enErrors } from "../shared/i18n/en/errors";
import { inbox as enInbox } from "../shared/i18n/en/inbox";
import { kit as enKit } from "../shared/i18n/en/kit";
import { lateAnswer as enLateAnswer } from "../shared/i18n/en/late_answer";
import { phone as enPhone } from "../shared/i18n/en/phone";
import { review as enReview } from "../shared/i18n/en/review";
import { staffRefund as enStaffRefund } from "../shared/i18n/en/staff_refund";
import { createI18n, type Language } from "../shared/i18n/i18n";
import { chat } from "../shared/i18n/ru/chat";
import { chatParts } from "../shared/i18n/ru/chat_parts";
import { design } from "../shared/i18n/ru/design";
import { errors } from "../shared/i18n/ru/errors";
import { inbox } from "../shared/i18n/ru/inbox";
import { kit } from "../shared/i18n/ru/kit";
import { lateAnswer } from "../shared/i18n/ru/late_answer";
import { phone } from "../shared/i18n/ru/phone";
import { review } from "../shared/i18n/ru/review";
import { staffRefund } from "../shared/i18n/ru/staff_refund";

export function designTexts(language: Language) {
  return createI18n(language, {
    ru: {
      ...chat,
      ...chatParts,
      ...design,
      ...errors,
      ...inbox,
      ...kit,
      ...lateAnswer,
      ...phone,
      ...review,
      ...staffRefund,
    },
    en: {
      ...enChat,
      ...enChatParts,
      ...enDesign,
      ...enErrors,
      ...enInbox,
      ...enKit,
      ...enLateAnswer,
      ...enPhone,
      ...enReview,
      ...enStaffRefund,
    },
  });
}
