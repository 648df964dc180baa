import { type Chat, type ChatState, isOwn } from "../../chat/chat";
import { useTexts } from "../../i18n/context";
import type { ArrivingKey } from "../../i18n/ru/arriving";
import { Button, IconButton } from "../button";
import { useChat } from "../chat/use_chat";
import { soundOff, soundOn } from "../icons";
import { Tag } from "../mark";
import { Banner } from "../surface";
import type { Arriving } from "./arriving";
import type { Push } from "./push";

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

/** Whether this device is told while no page is open: in every state, with what can be done about it. */
export function PushSwitch({ push }: { push: Push }) {
  const { t } = useTexts<ArrivingKey>();
  const state = push.state.value;
  return (
    <div class="stack">
      <p class="soft">{t("arriving.push_text")}</p>
      {(state === "denied" || state === "install" || state === "unsupported") && (
        <Banner tone={state === "denied" ? "warning" : "info"}>{t(`arriving.push_${state}`)}</Banner>
      )}
      {state === "failed" && <Banner tone="danger">{t("arriving.push_failed")}</Banner>}
      {(state === "off" || state === "failed") && (
        <div>
          <Button tone="secondary" size="small" busy={push.busy.value} onClick={() => void push.turnOn()}>
            {t("arriving.allow")}
          </Button>
        </div>
      )}
      {state === "on" && (
        <div class="row row--apart">
          <Tag>{t("arriving.push_on")}</Tag>
          <Button tone="quiet" size="small" busy={push.busy.value} onClick={() => void push.turnOff()}>
            {t("arriving.push_turn_off")}
          </Button>
        </div>
      )}
    </div>
  );
}
