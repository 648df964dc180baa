/** Everything the support desk says. */

import { arriving as enArriving } from "../shared/i18n/en/arriving";
import { calling as enCalling } from "../shared/i18n/en/calling";
import { chat as enChat } from "../shared/i18n/en/chat";
import { chatParts as enChatParts } from "../shared/i18n/en/chat_parts";
import { desk as enDesk } from "../shared/i18n/en/desk";
import { deskKeys as enDeskKeys } from "../shared/i18n/en/desk_keys";
import { errors as enErrors } from "../shared/i18n/en/errors";
import { figures as enFigures } from "../shared/i18n/en/figures";
import { inbox as enInbox } from "../shared/i18n/en/inbox";
import { keyboard as enKeyboard } from "../shared/i18n/en/keyboard";
import { kit as enKit } from "../shared/i18n/en/kit";
import { overdue as enOverdue } from "../shared/i18n/en/overdue";
import { replies as enReplies } from "../shared/i18n/en/replies";
import { search as enSearch } from "../shared/i18n/en/search";
import { shell as enShell } from "../shared/i18n/en/shell";
import { staffRefund as enStaffRefund } from "../shared/i18n/en/staff_refund";
import { triage as enTriage } from "../shared/i18n/en/triage";
import { visitor as enVisitor } from "../shared/i18n/en/visitor";
import { createI18n, type Language } from "../shared/i18n/i18n";
import { arriving } from "../shared/i18n/ru/arriving";
import { calling } from "../shared/i18n/ru/calling";
import { chat } from "../shared/i18n/ru/chat";
import { chatParts } from "../shared/i18n/ru/chat_parts";
import { desk } from "../shared/i18n/ru/desk";
import { deskKeys } from "../shared/i18n/ru/desk_keys";
import { errors } from "../shared/i18n/ru/errors";
import { figures } from "../shared/i18n/ru/figures";
import { inbox } from "../shared/i18n/ru/inbox";
import { keyboard } from "../shared/i18n/ru/keyboard";
import { kit } from "../shared/i18n/ru/kit";
import { overdue } from "../shared/i18n/ru/overdue";
import { replies } from "../shared/i18n/ru/replies";
import { search } from "../shared/i18n/ru/search";
import { shell } from "../shared/i18n/ru/shell";
import { staffRefund } from "../shared/i18n/ru/staff_refund";
import { triage } from "../shared/i18n/ru/triage";
import { visitor } from "../shared/i18n/ru/visitor";

export function deskTexts(language: Language) {
  return createI18n(language, {
    ru: {
      ...arriving,
      ...calling,
      ...chat,
      ...chatParts,
      ...desk,
      ...deskKeys,
      ...errors,
      ...figures,
      ...inbox,
      ...keyboard,
      ...kit,
      ...overdue,
      ...replies,
      ...search,
      ...shell,
      ...staffRefund,
      ...triage,
      ...visitor,
    },
    en: {
      ...enArriving,
      ...enCalling,
      ...enChat,
      ...enChatParts,
      ...enDesk,
      ...enDeskKeys,
      ...enErrors,
      ...enFigures,
      ...enInbox,
      ...enKeyboard,
      ...enKit,
      ...enOverdue,
      ...enReplies,
      ...enSearch,
      ...enShell,
      ...enStaffRefund,
      ...enTriage,
      ...enVisitor,
    },
  });
}
