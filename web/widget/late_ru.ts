import { chatParts } from "../shared/i18n/ru/chat_parts";
import { help } from "../shared/i18n/ru/help";
import { stars } from "../shared/i18n/ru/stars";

export default { ...chatParts, ...help, ...stars };
