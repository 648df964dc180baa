import type { ComponentChildren } from "preact";
import { useCallback, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Chat, ChatState, Message } from "../../chat/chat";
import { useTexts } from "../../i18n/context";
import type { ChatKey } from "../../i18n/ru/chat";
import { IconButton } from "../button";
import { check, close, send } from "../icons";
import { useVoice, VoiceButton } from "../voice/voice_button";
import { AttachButton, attachAll, isTouchKeyboard } from "./attach_button";
import type { Changing } from "./changing";
import { EmojiButton } from "./emoji_button";
import { Quote } from "./message";
import type { Parts } from "./parts";
import { useChat } from "./use_chat";

export interface ComposerProps {
  parts: Parts;
  changing: Changing;
  /** More controls beside the field. */
  extra?: ComponentChildren;
  placeholder?: string | undefined;
  autoFocus?: boolean;
}

const HIGHEST_PX = 200;
/** The counter appears when this part of the longest message is left. */
const NEAR_END = 0.1;

/** Where a message is written: Enter sends, Shift+Enter (and Enter on a touch keyboard) begins a new line. */
export function Composer(props: ComposerProps) {
  const { parts, changing, extra } = props;
  const { replyTo, editing } = changing;
  const { t } = useTexts<ChatKey>();
  const writing = useWriting(props);
  const voice = useVoice(parts);
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        writing.submit();
      }}
    >
      {replyTo && (
        <div class="composer__reply">
          <Quote parts={parts} seq={replyTo.seq} />
          <IconButton icon={close} label={t("chat.reply_cancel")} onClick={changing.stop} />
        </div>
      )}
      {editing && (
        <div class="composer__reply">
          <p class="composer__editing">{t("chat.editing")}</p>
          <IconButton icon={close} label={t("chat.edit_cancel")} onClick={changing.stop} />
        </div>
      )}
      {voice.View ? (
        <voice.View
          parts={parts}
          replyToSeq={replyTo?.seq ?? null}
          onClose={(sent) => {
            voice.shut();
            if (sent) changing.stop();
            requestAnimationFrame(() => writing.field.current?.focus());
          }}
        />
      ) : (
        <>
          <Room left={writing.left} most={writing.most} />
          <div class="composer__line">
            {!editing && <AttachButton parts={parts} />}
            <TextField {...props} writing={writing} />
            <EmojiButton onPick={writing.insert} />
            {extra}
            {!editing && writing.text === "" && <VoiceButton voice={voice} />}
            <IconButton
              type="submit"
              icon={editing ? check : send}
              label={t(editing ? "chat.edit_save" : "chat.send")}
              filled
              disabled={!writing.ready}
            />
          </div>
        </>
      )}
    </form>
  );
}

/** How much may still be written, once it matters; nothing that is too long is cut or refused without a word. */
function Room({ left, most }: { left: number; most: number }) {
  const { t } = useTexts<ChatKey>();
  if (left < 0) {
    return (
      <p class="composer__room composer__room--over" role="alert">
        {t("chat.too_long", { count: -left })}
      </p>
    );
  }
  return Number.isFinite(most) && left <= most * NEAR_END ? (
    <p class="composer__room">{t("chat.room_left", { count: left })}</p>
  ) : null;
}

interface TextFieldProps extends ComposerProps {
  writing: Writing;
}

function TextField({ parts, changing, placeholder, writing }: TextFieldProps) {
  const { t } = useTexts<ChatKey>();
  useGrowing(writing.field, writing.text);
  const pressed = (event: KeyboardEvent) => {
    if (event.key === "Escape" && (changing.replyTo || changing.editing)) {
      event.preventDefault();
      event.stopPropagation();
      changing.stop();
    }
    if (event.key === "ArrowUp" && writing.text === "" && !changing.editing) {
      event.preventDefault();
      changing.editLast();
    }
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || isTouchKeyboard()) return;
    event.preventDefault();
    writing.submit();
  };
  return (
    <textarea
      ref={writing.field}
      class="composer__field"
      rows={1}
      aria-label={t("chat.message")}
      placeholder={placeholder ?? t("chat.placeholder")}
      enterkeyhint={isTouchKeyboard() ? "enter" : "send"}
      value={writing.text}
      onInput={(event) => writing.change(event.currentTarget.value)}
      onKeyDown={pressed}
      onBlur={() => parts.chat.setTyping(parts.conversation.id, "idle")}
      onPaste={(event) => {
        const files = [...(event.clipboardData?.files ?? [])];
        if (files.length === 0) return;
        event.preventDefault();
        attachAll(parts, files);
      }}
    />
  );
}

interface Writing {
  readonly field: { current: HTMLTextAreaElement | null };
  readonly text: string;
  /** How many characters a message may have, and how many may still be written: negative when there are too many. */
  readonly most: number;
  readonly left: number;
  readonly ready: boolean;
  change(text: string): void;
  /** Puts an emoji where the caret is. */
  insert(emoji: string): void;
  submit(): void;
}

function useWriting({ parts: { chat, conversation }, changing, autoFocus }: ComposerProps): Writing {
  const { replyTo, editing } = changing;
  const draft = useDraft(chat, conversation.id);
  const [edited, setEdited] = useEditedText(editing);
  const text = editing ? edited : draft;
  const [saving, setSaving] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const most = chat.store.state.limits?.max_text_length ?? Number.POSITIVE_INFINITY;
  const left = most - lengthOf(text);
  const says = text.trim() !== "" || (editing !== null && editing.kind !== "text");
  const ready = says && left >= 0 && !saving;
  // Before the next key is handled: what is typed on after a switch belongs here.
  useLayoutEffect(() => {
    if (autoFocus || replyTo || editing) field.current?.focus({ preventScroll: true });
  }, [replyTo, editing]);
  const change = (next: string) => {
    if (editing) return setEdited(next); // The draft waits until the edit is done, and nobody is told of typing.
    chat.setDraft(conversation.id, next);
    chat.setTyping(conversation.id, next.trim() ? "typing" : "idle");
  };
  return {
    field,
    text,
    most,
    left,
    ready,
    change,
    insert(emoji) {
      const { selectionStart = text.length, selectionEnd = text.length } = field.current ?? {};
      change(text.slice(0, selectionStart) + emoji + text.slice(selectionEnd));
      const after = selectionStart + emoji.length;
      requestAnimationFrame(() => {
        field.current?.focus();
        field.current?.setSelectionRange(after, after);
      });
    },
    submit() {
      if (!ready) return;
      if (editing) {
        if (text.trim() === editing.text) return changing.stop();
        setSaving(true);
        void changing.save(text.trim()).then((saved) => {
          setSaving(false);
          if (saved) changing.stop();
        });
        return;
      }
      chat.send(conversation.id, { text: text.trim(), replyToSeq: replyTo?.seq ?? null });
      change("");
      changing.stop();
      field.current?.focus();
    },
  };
}

/** As the server counts: by code points, so that an emoji is one and not two; without the white space around. */
function lengthOf(text: string): number {
  const trimmed = text.trim();
  return trimmed.length - (trimmed.match(/[\uD800-\uDBFF]/g)?.length ?? 0);
}

/** What is being written here, in whichever tab. */
function useDraft(chat: Chat, id: string): string {
  return useChat(
    chat,
    useCallback((state: ChatState) => state.drafts.get(id) ?? "", [id]),
  );
}

/** The words of the message that is edited, as they are now. */
function useEditedText(editing: Message | null): [string, (text: string) => void] {
  const [edited, setEdited] = useState("");
  const [of, setOf] = useState<Message | null>(null);
  if (editing !== of) {
    setOf(editing);
    setEdited(editing?.text ?? "");
    return [editing?.text ?? "", setEdited];
  }
  return [edited, setEdited];
}

function useGrowing(field: { current: HTMLTextAreaElement | null }, text: string): void {
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = "auto";
    const border = element.offsetHeight - element.clientHeight;
    element.style.height = `${Math.min(element.scrollHeight + border, HIGHEST_PX)}px`;
  }, [text]);
}
