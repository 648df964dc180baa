import { chatParts } from "../shared/i18n/en/chat_parts";
import { help } from "../shared/i18n/en/help";
import { stars } from "../shared/i18n/en/stars";

export default { ...chatParts, ...help, ...stars };
