/** Everything the back office says. */

import { chat as enChat } from "../shared/i18n/en/chat";
import { chatParts as enChatParts } from "../shared/i18n/en/chat_parts";
import { errors as enErrors } from "../shared/i18n/en/errors";
import { kit as enKit } from "../shared/i18n/en/kit";
import { lateAnswer as enLateAnswer } from "../shared/i18n/en/late_answer";
import { office as enOffice } from "../shared/i18n/en/office";
import { shell as enShell } from "../shared/i18n/en/shell";
import { staffRefund as enStaffRefund } from "../shared/i18n/en/staff_refund";
import { createI18n, type Language } from "../shared/i18n/i18n";
import { chat } from "../shared/i18n/ru/chat";
import { chatParts } from "../shared/i18n/ru/chat_parts";
import { errors } from "../shared/i18n/ru/errors";
import { kit } from "../shared/i18n/ru/kit";
import { lateAnswer } from "../shared/i18n/ru/late_answer";
import { office } from "../shared/i18n/ru/office";
import { shell } from "../shared/i18n/ru/shell";
import { staffRefund } from "../shared/i18n/ru/staff_refund";

export function officeTexts(language: Language) {
  return createI18n(language, {
    ru: { ...chat, ...chatParts, ...errors, ...kit, ...lateAnswer, ...office, ...shell, ...staffRefund },
    en: {
      ...enChat,
      ...enChatParts,
      ...enErrors,
      ...enKit,
      ...enLateAnswer,
      ...enOffice,
      ...enShell,
      ...enStaffRefund,
    },
  });
}
