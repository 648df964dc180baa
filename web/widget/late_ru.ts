export { chatParts as default } from "../shared/i18n/ru/chat_parts";
