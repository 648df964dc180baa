import type { SameKeys } from "../i18n";
import type { help as ru } from "../ru/help";

export const help: SameKeys<typeof ru> = {
  "help.rate": "Your question is resolved. How did we do?",
  "help.words": "What could have been better",
  "help.send": "Send",
  "help.later": "Not now",
  "help.thanks": "Thank you!",
  "help.change": "Change",
  "help.failed": "It was not sent. Check the connection and try again.",
  "help.blocked": "This chat is closed",
  "help.blocked_text": "The support staff has closed this chat. If that is a mistake, write to us:",
};
