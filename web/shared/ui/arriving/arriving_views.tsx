import { type Chat, type ChatState, isOwn } from "../../chat/chat";
import { useTexts } from "../../i18n/context";
import type { ArrivingKey } from "../../i18n/ru/arriving";
import { Button, IconButton } from "../button";
import { useChat } from "../chat/use_chat";
import { soundOff, soundOn } from "../icons";
import { Banner } from "../surface";
import type { Arriving } from "./arriving";

export function SoundButton({ arriving }: { arriving: Arriving }) {
  const { t } = useTexts<ArrivingKey>();
  const on = arriving.sound.value;
  return (
    <IconButton
      icon={on ? soundOn : soundOff}
      label={t(on ? "arriving.sound_off" : "arriving.sound_on")}
      onClick={arriving.toggleSound}
    />
  );
}

export interface OfferProps {
  arriving: Arriving;
  chat: Chat;
  conversationId: string;
}

/** Offers notices of the browser to whoever has written here and now waits for an answer. */
export function NotificationOffer({ arriving, chat, conversationId }: OfferProps) {
  const { t } = useTexts<ArrivingKey>();
  const wrote = useChat(chat, (state) => hasWritten(state, conversationId));
  if (!wrote || !arriving.offered.value) return null;
  return (
    <Banner>
      <div class="asking">
        <span>{t("arriving.offer")}</span>
        <span class="asking__answers">
          <Button size="small" tone="secondary" onClick={() => void arriving.allow()}>
            {t("arriving.allow")}
          </Button>
          <Button size="small" tone="quiet" onClick={arriving.later}>
            {t("arriving.later")}
          </Button>
        </span>
      </div>
    </Banner>
  );
}

function hasWritten(state: ChatState, conversationId: string): boolean {
  const messages = state.conversations.get(conversationId)?.messages ?? [];
  return messages.some((message) => isOwn(message, state.me));
}
