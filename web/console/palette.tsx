import { useId, useMemo, useRef, useState } from "preact/hooks";
import { useTexts } from "../shared/i18n/context";
import type { ChatKey } from "../shared/i18n/ru/chat";
import type { ConsoleKey } from "../shared/i18n/ru/console";
import type { InboxKey } from "../shared/i18n/ru/inbox";
import type { KitKey } from "../shared/i18n/ru/kit";
import { shownName } from "../shared/ui/chat/names";
import { useChat } from "../shared/ui/chat/use_chat";
import { Dialog } from "../shared/ui/dialog";
import { personOf } from "../shared/ui/inbox/facts";
import { Avatar, Badge } from "../shared/ui/mark";
import { act } from "./acting";
import type { Desktop } from "./desktop";
import { Keys } from "./keys";
import { type Entry, entriesOf } from "./palette_entries";
import { keysOf, nameOf } from "./shortcuts";

/** Everything the desk can do and everybody one talks to, by a few letters. */
export function Palette({ desktop, onLeave }: { desktop: Desktop; onLeave: () => void }) {
  const { t } = useTexts<ConsoleKey | KitKey>();
  const conversations = useChat(desktop.session.chat, (state) => state.conversations);
  const [words, setWords] = useState("");
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const entries = useMemo(
    () => entriesOf(desktop.session.chat.store.state, words, (action) => t(nameOf(action))),
    [conversations, words],
  );
  const chosen = Math.min(at, entries.length - 1);
  const choose = (entry: Entry | undefined, isBeside: boolean) => {
    if (!entry) return;
    onLeave();
    if (entry.kind === "action") act(desktop, entry.action);
    else if (isBeside) desktop.openBeside(entry.id);
    else desktop.open(entry.id);
  };
  const move = (to: number) => {
    setAt(to);
    list.current?.querySelectorAll("[role=option]")[to]?.scrollIntoView({ block: "nearest" });
  };
  const pressed = (event: KeyboardEvent) => {
    const count = entries.length;
    if (event.key === "ArrowDown" && count > 0) move((chosen + 1) % count);
    else if (event.key === "ArrowUp" && count > 0) move((chosen + count - 1) % count);
    else if (event.key === "Enter" && !event.isComposing) choose(entries[chosen], event.ctrlKey || event.metaKey);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog open onClose={onLeave} title={t("console.palette")} closeLabel={t("kit.close")}>
      <div class="palette">
        <input
          autofocus
          class="field__control"
          type="text"
          role="combobox"
          aria-label={t("console.palette_search")}
          aria-expanded="true"
          aria-autocomplete="list"
          aria-controls={id}
          aria-activedescendant={entries[chosen] && `${id}-${entries[chosen].id}`}
          placeholder={t("console.palette_search")}
          value={words}
          onInput={(event) => {
            setWords(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={pressed}
        />
        <div ref={list} id={id} class="palette__list" role="listbox" aria-label={t("console.palette")}>
          {entries.map((entry, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, as a combobox has them
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field
            <div
              key={entry.id}
              id={`${id}-${entry.id}`}
              class="palette__entry"
              role="option"
              aria-selected={index === chosen}
              onPointerMove={() => index !== chosen && setAt(index)}
              onClick={(event) => choose(entry, event.ctrlKey || event.metaKey)}
            >
              <EntryWords entry={entry} />
            </div>
          ))}
        </div>
        <p class="visually-hidden" role="status">
          {t("console.palette_found", { count: entries.length })}
        </p>
        <p class="palette__hint" aria-hidden="true">
          <span>
            <Keys keys={["Enter"]} /> {t("console.palette_open")}
          </span>
          {desktop.room.value > 1 && (
            <span>
              <Keys keys={["Ctrl", "Enter"]} /> {t("console.palette_beside")}
            </span>
          )}
        </p>
      </div>
    </Dialog>
  );
}

function EntryWords({ entry }: { entry: Entry }) {
  const { t, language } = useTexts<ChatKey | ConsoleKey | InboxKey>();
  if (entry.kind === "action") {
    return (
      <>
        <span class="palette__name">{t(nameOf(entry.action))}</span>
        <Keys keys={keysOf(entry.action)} />
      </>
    );
  }
  const person = personOf(entry.conversation, "client");
  const name = shownName(person?.name, t, t("inbox.client"));
  const { unread, state, details } = entry.conversation;
  return (
    <>
      <Avatar name={name} size="s" src={person?.avatar_url ?? null} />
      <span class="palette__name">{name}</span>
      <span class="palette__about">
        {state === "inactive" ? t("console.over") : details?.consultation?.service_title[language]}
      </span>
      <Badge count={unread} label={t("inbox.unread", { count: unread })} />
    </>
  );
}
