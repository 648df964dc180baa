import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Chat, ChatState, Conversation } from "../chat/chat";
import { useTexts } from "../i18n/context";
import type { ReplyKey } from "../i18n/ru/replies";
import { IconButton } from "../ui/button";
import { useChat } from "../ui/chat/use_chat";
import { replies as icon } from "../ui/icons";
import { filled, holeIn, meant, valuesOf, wordsAfterSlash } from "./filling";
import type { Replies, Reply } from "./replies";
import { ReplyPicker } from "./reply_picker";

export interface ReplySlotProps {
  chat: Chat;
  conversation: Conversation;
  replies: Replies;
}

/** In the composer's slot: a button, and «/» at the beginning of the field, open the replies over it. */
export function ReplySlot({ chat, conversation, replies }: ReplySlotProps) {
  const { t } = useTexts<ReplyKey>();
  const root = useRef<HTMLSpanElement>(null);
  const field = () => root.current?.closest("form")?.querySelector("textarea") ?? null;
  const picking = usePicking(chat, conversation, field);
  const choose = useChoosing(chat, conversation, field);
  useLeaving(root, picking);
  // One choice an opening: a second press may come before the list has left the screen.
  const taken = useRef(false);
  useLayoutEffect(() => {
    if (picking.open) taken.current = false;
  }, [picking.open]);
  useEffect(() => {
    if (picking.open && replies.state.peek().name !== "ready") void replies.load();
  }, [picking.open]);
  const state = replies.state.value;
  const found = state.name === "ready" ? meant(state.data, picking.words) : [];
  const shut = () => {
    picking.shut();
    field()?.focus({ preventScroll: true });
  };
  return (
    <span ref={root} class="replies__slot">
      <IconButton
        icon={icon}
        label={t("replies.open")}
        aria-haspopup="listbox"
        aria-expanded={picking.open}
        onClick={() => (picking.open ? shut() : picking.search(""))}
      />
      {picking.open && (
        <ReplyPicker
          replies={replies}
          found={found}
          field={picking.words === picking.slash ? field : null}
          words={picking.words}
          onWords={picking.search}
          onChoose={(reply) => {
            if (taken.current) return;
            taken.current = true;
            picking.shut();
            choose(reply);
          }}
          onClose={shut}
        />
      )}
    </span>
  );
}

interface Picking {
  readonly open: boolean;
  /** What is looked for. */
  readonly words: string;
  /** The same, while it is written in the field itself. */
  readonly slash: string | null;
  search(words: string): void;
  shut(): void;
}

/** Opened by the button it has a search of its own; opened by a slash it follows the field, until it was closed once. */
function usePicking(chat: Chat, { id }: Conversation, field: () => HTMLTextAreaElement | null): Picking {
  const draft = useChat(
    chat,
    useCallback((state: ChatState) => state.drafts.get(id) ?? "", [id]),
  );
  const [searched, search] = useState<string | null>(null);
  const [shutAt, setShutAt] = useState<string | null>(null);
  useEffect(() => {
    if (draft === "") setShutAt(null);
  }, [draft]);
  // While a message is edited the field says something else than the draft; and nobody else's draft opens a window here.
  const isHere = field()?.value === draft && document.activeElement === field();
  const slash = shutAt === null && isHere ? wordsAfterSlash(draft) : null;
  return {
    open: searched !== null || slash !== null,
    words: searched ?? slash ?? "",
    slash: searched === null ? slash : null,
    search,
    shut() {
      search(null);
      if (draft !== "") setShutAt(draft);
    },
  };
}

/** Whoever looks elsewhere is not looking for a reply any more. */
function useLeaving(root: { readonly current: HTMLElement | null }, { open, shut }: Picking): void {
  useEffect(() => {
    if (!open) return;
    const elsewhere = (event: Event) => {
      const form = root.current?.closest("form");
      if (form && !event.composedPath().includes(form)) shut();
    };
    document.addEventListener("pointerdown", elsewhere);
    return () => document.removeEventListener("pointerdown", elsewhere);
  }, [open]);
}

/** Puts the reply into this conversation's draft: in the place of the slash, else where the caret is. Nothing is sent. */
function useChoosing(chat: Chat, conversation: Conversation, field: () => HTMLTextAreaElement | null) {
  const i18n = useTexts<never>();
  return (reply: Reply) => {
    const text = filled(reply.text, valuesOf(conversation, i18n));
    const draft = chat.store.state.drafts.get(conversation.id) ?? "";
    const isSlash = wordsAfterSlash(draft) !== null;
    const at = isSlash ? 0 : (field()?.selectionStart ?? draft.length);
    const rest = isSlash ? "" : draft.slice(field()?.selectionEnd ?? at);
    chat.setDraft(conversation.id, draft.slice(0, at) + text + rest);
    const [from, to] = holeIn(text) ?? [text.length, text.length];
    field()?.focus({ preventScroll: true });
    requestAnimationFrame(() => {
      const element = field();
      if (element && document.activeElement === element) element.setSelectionRange(at + from, at + to);
    });
  };
}
