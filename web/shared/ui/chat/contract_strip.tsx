import type { ComponentChildren } from "preact";
import { useTexts } from "../../i18n/context";
import type { ChatKey } from "../../i18n/ru/chat";
import { Tag } from "../mark";
import type { Top } from "./chat_view";

export interface ContractStripProps extends Pick<Top, "parts"> {
  /** More facts of it. */
  children?: ComponentChildren;
}

/** The contract on top of a consultation: what was bought, how it is given, until when. */
export function ContractStrip({ parts: { conversation }, children }: ContractStripProps) {
  const { t, date, language } = useTexts<ChatKey>();
  const { consultation, active_until: until } = conversation.details ?? {};
  if (!consultation) return null;
  return (
    <div class="strip">
      <span class="strip__title">{consultation.service_title[language]}</span>
      <Tag tone="plain">{t(consultation.format === "audio" ? "chat.format_audio" : "chat.format_written")}</Tag>
      {until && conversation.state === "active" && (
        <span class="strip__until">{t("chat.until", { date: date(until, "date") })}</span>
      )}
      {children}
    </div>
  );
}
