import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useTexts } from "../i18n/context";
import type { KitKey } from "../i18n/ru/kit";
import type { ReplyKey } from "../i18n/ru/replies";
import { Button } from "../ui/button";
import { Spinner, Tag } from "../ui/mark";
import type { Replies, Reply } from "./replies";

export interface ReplyPickerProps {
  replies: Replies;
  found: readonly Reply[];
  /** The field that is written in and searched with; null: the picker has a search of its own. */
  field: (() => HTMLTextAreaElement | null) | null;
  words: string;
  onWords: (words: string) => void;
  onChoose: (reply: Reply) => void;
  onClose: () => void;
}

/** The replies that are meant, over the composer: arrows choose, Enter takes, Escape closes. */
export function ReplyPicker({ replies, found, field, words, onWords, onChoose, onClose }: ReplyPickerProps) {
  const { t } = useTexts<ReplyKey>();
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const own = useRef<HTMLInputElement>(null);
  const id = useId();
  const chosen = Math.min(at, found.length - 1);
  const optionId = found[chosen] ? `${id}-${found[chosen].id}` : undefined;
  const pressed = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const reply = found[chosen];
    if (step !== 0 && found.length > 0) setAt((chosen + step + found.length) % found.length);
    else if ((event.key === "Enter" || event.key === "Tab") && reply && !event.shiftKey) onChoose(reply);
    else if (event.key === "Escape") onClose();
    else if (event.key !== "Enter" || field !== null) return;
    event.preventDefault();
    event.stopPropagation();
  };
  useFieldKeys(field, id, optionId, pressed);
  useEffect(() => {
    own.current?.focus();
  }, []);
  useEffect(() => setAt(0), [words]);
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  return (
    <div class="replies__picker">
      {field === null && (
        <input
          ref={own}
          class="field__control"
          type="text"
          role="combobox"
          aria-label={t("replies.search")}
          aria-expanded="true"
          aria-autocomplete="list"
          aria-controls={id}
          aria-activedescendant={optionId}
          placeholder={t("replies.search")}
          value={words}
          onInput={(event) => onWords(event.currentTarget.value)}
          onKeyDown={pressed}
        />
      )}
      <div ref={list} id={id} class="replies__list" role="listbox" aria-label={t("replies.name")}>
        {found.map((reply, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, as a combobox has them
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field
          <div
            key={reply.id}
            id={`${id}-${reply.id}`}
            class="replies__entry"
            role="option"
            aria-selected={index === chosen}
            onPointerDown={(event) => event.preventDefault()}
            onPointerMove={() => index !== chosen && setAt(index)}
            onClick={() => onChoose(reply)}
          >
            <span class="replies__title">
              {reply.folder && <span class="replies__folder">{reply.folder} / </span>}
              {reply.title}
            </span>
            {reply.scope === "team" && <Tag tone="plain">{t("replies.team")}</Tag>}
            <span class="replies__text">{reply.text}</span>
          </div>
        ))}
      </div>
      <State replies={replies} count={found.length} words={words} />
      <div class="replies__foot">
        <Button
          tone="quiet"
          size="small"
          onClick={() => {
            onClose();
            replies.managing.value = true;
          }}
        >
          {t("replies.manage")}
        </Button>
      </div>
    </div>
  );
}

/** Why there is nothing, or how much there is, which is only said aloud. */
function State({ replies, count, words }: { replies: Replies; count: number; words: string }) {
  const i18n = useTexts<ReplyKey | KitKey>();
  const { t } = i18n;
  const state = replies.state.value;
  if (state.name === "loading") return <Spinner label={t("kit.loading")} />;
  if (state.name === "failed") {
    return (
      <p class="replies__none" role="alert">
        {i18n.error(state.error)}{" "}
        <Button tone="quiet" size="small" onClick={() => void replies.load()}>
          {t("kit.retry")}
        </Button>
      </p>
    );
  }
  return (
    <p class={count > 0 ? "visually-hidden" : "replies__none"} role="status">
      {count > 0 ? t("replies.found", { count }) : t(words ? "replies.nothing" : "replies.empty")}
    </p>
  );
}

/** The field keeps the focus and hears of the list; its keys are the list's first. */
function useFieldKeys(
  field: ReplyPickerProps["field"],
  listId: string,
  optionId: string | undefined,
  pressed: (event: KeyboardEvent) => void,
): void {
  const latest = useRef(pressed);
  latest.current = pressed;
  // Before the next key is handled: whoever types on at once means the list already.
  useLayoutEffect(() => {
    const element = field?.();
    const form = element?.closest("form");
    if (!element || !form) return;
    const first = (event: KeyboardEvent) => {
      if (event.target === element && !event.defaultPrevented) latest.current(event);
    };
    form.addEventListener("keydown", first, true);
    element.setAttribute("aria-autocomplete", "list");
    element.setAttribute("aria-controls", listId);
    return () => {
      form.removeEventListener("keydown", first, true);
      for (const name of ["aria-autocomplete", "aria-controls", "aria-activedescendant"]) element.removeAttribute(name);
    };
  }, [field === null, listId]);
  useEffect(() => {
    const element = field?.();
    if (optionId) element?.setAttribute("aria-activedescendant", optionId);
    else element?.removeAttribute("aria-activedescendant");
  }, [optionId]);
}
