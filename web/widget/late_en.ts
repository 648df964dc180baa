export { chatParts as default } from "../shared/i18n/en/chat_parts";
