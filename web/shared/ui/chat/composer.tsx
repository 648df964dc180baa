import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Message } from "../../chat/chat";
import { useTexts } from "../../i18n/context";
import type { ChatKey } from "../../i18n/ru/chat";
import { IconButton } from "../button";
import { attach, close, send } from "../icons";
import type { Drafts } from "./drafts";
import { EmojiButton } from "./emoji_button";
import { Quote } from "./message";
import type { Parts } from "./parts";

export interface ComposerProps {
  parts: Parts;
  drafts: Drafts;
  replyTo: Message | null;
  onReplyDone: () => void;
  /** More controls beside the field. */
  extra?: ComponentChildren;
  placeholder?: string | undefined;
  autoFocus?: boolean;
}

const HIGHEST_PX = 200;

/** Where a message is written: Enter sends, Shift+Enter (and Enter on a touch keyboard) begins a new line. */
export function Composer({ parts, drafts, replyTo, onReplyDone, extra, placeholder, autoFocus }: ComposerProps) {
  const { chat, conversation } = parts;
  const { t } = useTexts<ChatKey>();
  const [text, setText] = useState(() => drafts.read(conversation.id));
  const field = useRef<HTMLTextAreaElement>(null);
  const excess = text.trim().length - (chat.store.state.limits?.max_text_length ?? Number.POSITIVE_INFINITY);
  const ready = text.trim() !== "" && excess <= 0;

  useGrowing(field, text);
  useEffect(() => {
    if (autoFocus || replyTo) field.current?.focus({ preventScroll: true });
  }, [replyTo]);

  const change = (next: string) => {
    setText(next);
    drafts.write(conversation.id, next);
    chat.setTyping(conversation.id, next.trim() ? "typing" : "idle");
  };
  const submit = () => {
    if (!ready) return;
    chat.send(conversation.id, { text: text.trim(), replyToSeq: replyTo?.seq ?? null });
    change("");
    onReplyDone();
    field.current?.focus();
  };
  const insert = (emoji: string) => {
    const { selectionStart = text.length, selectionEnd = text.length } = field.current ?? {};
    change(text.slice(0, selectionStart) + emoji + text.slice(selectionEnd));
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(selectionStart + emoji.length, selectionStart + emoji.length);
    });
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.key === "Escape" && replyTo) {
      event.preventDefault();
      onReplyDone();
    }
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || isTouchKeyboard()) return;
    event.preventDefault();
    submit();
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {replyTo && (
        <div class="composer__reply">
          <Quote parts={parts} seq={replyTo.seq} />
          <IconButton icon={close} label={t("chat.reply_cancel")} onClick={onReplyDone} />
        </div>
      )}
      {excess > 0 && (
        <p class="composer__excess" role="alert">
          {t("chat.too_long", { count: excess })}
        </p>
      )}
      <div class="composer__line">
        <AttachButton parts={parts} />
        <textarea
          ref={field}
          class="composer__field"
          rows={1}
          aria-label={t("chat.message")}
          placeholder={placeholder ?? t("chat.placeholder")}
          enterkeyhint={isTouchKeyboard() ? "enter" : "send"}
          value={text}
          onInput={(event) => change(event.currentTarget.value)}
          onKeyDown={pressed}
          onBlur={() => chat.setTyping(conversation.id, "idle")}
          onPaste={(event) => {
            const files = [...(event.clipboardData?.files ?? [])];
            if (files.length === 0) return;
            event.preventDefault();
            attachAll(parts, files);
          }}
        />
        <EmojiButton onPick={insert} />
        {extra}
        <IconButton type="submit" icon={send} label={t("chat.send")} filled disabled={!ready} />
      </div>
    </form>
  );
}

/** What is refused is shown with its reason where the upload would be. */
export function attachAll({ chat, conversation }: Parts, files: readonly File[]): void {
  for (const file of files) void chat.attach(conversation.id, file);
}

function AttachButton({ parts }: { parts: Parts }) {
  const { t } = useTexts<ChatKey>();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        class="visually-hidden"
        type="file"
        multiple
        hidden
        accept={parts.chat.store.state.limits?.attachment_types.join(",")}
        onChange={(event) => {
          attachAll(parts, [...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
      <IconButton icon={attach} label={t("chat.attach")} onClick={() => input.current?.click()} />
    </>
  );
}

function isTouchKeyboard(): boolean {
  return matchMedia("(hover: none) and (pointer: coarse)").matches;
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
