import { useEffect, useMemo, useState } from "preact/hooks";
import type { BirthAnswer } from "../../contracts/openapi";
import type { Api } from "../api";
import type { Chat, ChatState, Conversation } from "../chat/chat";
import { useTexts } from "../i18n/context";
import type { BirthKey } from "../i18n/ru/birth";
import { Button } from "../ui/button";
import { useChat } from "../ui/chat/use_chat";
import { Icon } from "../ui/icon";
import { sun } from "../ui/icons";
import { type Birth, createBirth } from "./birth";
import "./birth.css";
import { BirthChart } from "./birth_chart";
import { birthWords } from "./words";

export interface BirthStripProps {
  api: Api;
  chat: Chat;
  conversation: Conversation;
  /** Opens the window where the client gives or changes it. */
  onGive?: (birth: Birth, answer: BirthAnswer) => void;
}

/** Whose birth the consultation is about; nothing where none is needed. */
export function BirthStrip({ api, chat, conversation, onGive }: BirthStripProps) {
  const birth = useMemo(() => createBirth(api, conversation.id), [conversation.id]);
  useLoading(chat, conversation, birth);
  const state = birth.state.value;
  if (state.name !== "ready" || !state.data.asked_of) return null;
  if (state.data.given) return <Given birth={birth} answer={state.data} onGive={onGive} />;
  if (conversation.state !== "active") return null;
  return <Missing birth={birth} answer={state.data} onGive={onGive} />;
}

const isOnline = (state: ChatState) => state.connection.name === "online";

/** Until the astrologer has begun every message may bring news; from then on there are none. */
function useLoading(chat: Chat, { lastSeq, state }: Conversation, birth: Birth): void {
  const online = useChat(chat, isOnline);
  const known = birth.state.value;
  const isFixed = known.name === "ready" && (known.data.is_fixed || !known.data.asked_of);
  useEffect(() => {
    if (!isFixed) void birth.load();
  }, [birth, lastSeq, state, online]);
}

interface PartProps {
  birth: Birth;
  answer: BirthAnswer;
  onGive: BirthStripProps["onGive"];
}

function Missing({ birth, answer, onGive }: PartProps) {
  const { t } = useTexts<BirthKey>();
  const isMine = answer.may_give && onGive;
  return (
    <div class={`birth${isMine ? " birth--asked" : ""}`}>
      <Icon of={sun} small />
      <p class="birth__words">{t(isMine ? "birth.ask" : onGive ? "birth.none" : "birth.waiting")}</p>
      {isMine && (
        <Button size="small" onClick={() => onGive(birth, answer)}>
          {t("birth.give")}
        </Button>
      )}
    </div>
  );
}

function Given({ birth, answer, onGive }: PartProps) {
  const i18n = useTexts<BirthKey>();
  const { t } = i18n;
  const [open, setOpen] = useState(false);
  const { given } = answer;
  if (!given) return null;
  const words = birthWords(given, i18n);
  const name = given.name || t("birth.client");
  return (
    <div class="birth">
      <Icon of={sun} small />
      <p class="birth__words">
        <span class="visually-hidden">{t("birth.title")}: </span>
        <strong>{name}</strong> <span class="birth__facts">{words}</span>
        {onGive && answer.is_fixed && <span class="birth__fixed faint small">{t("birth.fixed")}</span>}
      </p>
      {answer.may_give && onGive && (
        <Button tone="quiet" size="small" onClick={() => onGive(birth, answer)}>
          {t("birth.change")}
        </Button>
      )}
      {answer.has_chart && (
        <Button tone="secondary" size="small" onClick={() => setOpen(true)}>
          {t("birth.chart")}
        </Button>
      )}
      {open && (
        <BirthChart
          name={name}
          words={words}
          state={birth.wheel.value}
          outline={birth.outline()}
          onRetry={() => void birth.loadWheel()}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}
