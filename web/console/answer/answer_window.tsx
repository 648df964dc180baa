import { useEffect, useMemo, useState } from "preact/hooks";
import type { Conversation } from "../../shared/chat/chat";
import { useTexts } from "../../shared/i18n/context";
import type { AnswerKey } from "../../shared/i18n/ru/answer";
import type { KitKey } from "../../shared/i18n/ru/kit";
import { Button } from "../../shared/ui/button";
import { piecesOf } from "../../shared/ui/chat/text";
import { Dialog } from "../../shared/ui/dialog";
import { send } from "../../shared/ui/icons";
import { Banner } from "../../shared/ui/surface";
import type { Desktop } from "../desktop";
import "./answer.css";
import { messagesOf } from "./splitting";
import { createWriting, type Writing } from "./writing";

/** A message of a consultation has at most so many characters where nothing else was said. */
const MOST = 10_000;
const LONGEST_DRAFT = 60_000;

export interface AnswerWindowProps {
  desktop: Desktop;
  conversation: Conversation;
  /** The client's. */
  name: string;
  onClose: () => void;
}

/** Where a long answer is written: room, the messages it becomes, and nothing that gets lost. */
export function AnswerWindow({ desktop: { session }, conversation, name, onClose }: AnswerWindowProps) {
  const { t } = useTexts<AnswerKey | KitKey>();
  const { api, chat } = session;
  const writing = useMemo(() => createWriting(api, chat, conversation.id), [conversation.id]);
  const [isSending, setSending] = useState(false);
  useEffect(() => {
    void writing.load();
    return () => writing.close();
  }, [writing]);
  const text = writing.text.value;
  const messages = messagesOf(text, chat.store.state.limits?.max_text_length ?? MOST);
  const state = writing.saving.value.name;
  const isReady = messages.length > 0 && state !== "loading" && state !== "conflict";
  const submit = async () => {
    setSending(true);
    for (const message of messages) chat.send(conversation.id, { text: message });
    await writing.sent();
    onClose();
  };
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t("answer.title", { name })}
      closeLabel={t("kit.close")}
      footer={
        <>
          <State writing={writing} />
          <Button tone="secondary" onClick={onClose}>
            {t("answer.later")}
          </Button>
          <Button icon={send} disabled={!isReady} busy={isSending} onClick={() => void submit()}>
            {t("answer.send", { count: Math.max(1, messages.length) })}
          </Button>
        </>
      }
    >
      <div class="answer">
        <Disagreement writing={writing} />
        <textarea
          autofocus
          class="field__control answer__field"
          aria-label={t("answer.field", { name })}
          placeholder={t("answer.placeholder")}
          readOnly={state === "loading"}
          maxLength={LONGEST_DRAFT}
          value={text}
          onInput={(event) => writing.type(event.currentTarget.value)}
        />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard */}
        <section class="answer__preview" aria-label={t("answer.preview")} tabIndex={0}>
          {messages.length === 0 && <p class="answer__none">{t("answer.preview_none")}</p>}
          {messages.map((message, index) => (
            <Preview key={index} text={message} />
          ))}
        </section>
      </div>
    </Dialog>
  );
}

/** As the client will see it. */
function Preview({ text }: { text: string }) {
  return (
    <p class="answer__message">
      {piecesOf(text).map((piece, index) =>
        "href" in piece ? (
          <span key={index} class="answer__link">
            {piece.text}
          </span>
        ) : (
          piece.text
        ),
      )}
    </p>
  );
}

/** Whether it is safe to leave. */
function State({ writing }: { writing: Writing }) {
  const i18n = useTexts<AnswerKey | KitKey>();
  const { t } = i18n;
  const state = writing.saving.value;
  const count = Array.from(writing.text.value.trim()).length;
  return (
    <p class="answer__state" role="status">
      {state.name === "failed" ? (
        <>
          {t("answer.failed")} {i18n.error(state.error)}{" "}
          <Button tone="quiet" size="small" onClick={() => void writing.load()}>
            {t("kit.retry")}
          </Button>
        </>
      ) : (
        <>
          {state.name === "saved" && count > 0 && `${t("answer.saved")} `}
          {(state.name === "saving" || state.name === "writing") && `${t("answer.saving")} `}
          {count > 0 && t("answer.length", { count })}
        </>
      )}
    </p>
  );
}

function Disagreement({ writing }: { writing: Writing }) {
  const { t } = useTexts<AnswerKey>();
  const state = writing.saving.value;
  if (state.name !== "conflict") return null;
  return (
    <div class="answer__conflict">
      <Banner tone="warning" title={t("answer.conflict")}>
        <p>{t("answer.conflict_text")}</p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard */}
        <blockquote class="answer__theirs" tabIndex={0}>
          {state.theirs.text || t("answer.conflict_sent")}
        </blockquote>
        <div class="row">
          <Button size="small" onClick={() => void writing.settle("both")}>
            {t("answer.both")}
          </Button>
          <Button size="small" tone="secondary" onClick={() => void writing.settle("theirs")}>
            {t("answer.theirs")}
          </Button>
          <Button size="small" tone="secondary" onClick={() => void writing.settle("mine")}>
            {t("answer.mine")}
          </Button>
        </div>
      </Banner>
    </div>
  );
}
