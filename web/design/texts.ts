/** Everything the page of the design language says: its own words, and those of the parts it shows. */

import { chat as enChat } from "../shared/i18n/en/chat";
import { chatParts as enChatParts } from "../shared/i18n/en/chat_parts";
import { design as enDesign } from "../shared/i18n/en/design";
import { errors as enErrors } from "../shared/i18n/en/errors";
import { inbox as enInbox } from "../shared/i18n/en/inbox";
import { kit as enKit } from "../shared/i18n/en/kit";
import { phone as enPhone } from "../shared/i18n/en/phone";
import { review as enReview } from "../shared/i18n/en/review";
import { createI18n, type Language } from "../shared/i18n/i18n";
import { chat } from "../shared/i18n/ru/chat";
import { chatParts } from "../shared/i18n/ru/chat_parts";
import { design } from "../shared/i18n/ru/design";
import { errors } from "../shared/i18n/ru/errors";
import { inbox } from "../shared/i18n/ru/inbox";
import { kit } from "../shared/i18n/ru/kit";
import { phone } from "../shared/i18n/ru/phone";
import { review } from "../shared/i18n/ru/review";

export function designTexts(language: Language) {
  return createI18n(language, {
    ru: { ...chat, ...chatParts, ...design, ...errors, ...inbox, ...kit, ...phone, ...review },
    en: { ...enChat, ...enChatParts, ...enDesign, ...enErrors, ...enInbox, ...enKit, ...enPhone, ...enReview },
  });
}
