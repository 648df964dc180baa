import { useTexts } from "../shared/i18n/context";
import type { ChatKey } from "../shared/i18n/ru/chat";
import type { ConsoleKey } from "../shared/i18n/ru/console";
import type { InboxKey } from "../shared/i18n/ru/inbox";
import { Keys } from "../shared/keyboard/keys";
import { Palette } from "../shared/keyboard/palette";
import { shownName } from "../shared/ui/chat/names";
import { useChat } from "../shared/ui/chat/use_chat";
import { personOf } from "../shared/ui/inbox/facts";
import { Avatar, Badge } from "../shared/ui/mark";
import { act } from "./acting";
import type { Desktop } from "./desktop";
import { type Entry, entriesOf } from "./palette_entries";
import { keysOf, nameOf } from "./shortcuts";

/** Everything the desk can do and everybody one talks to. */
export function DeskPalette({ desktop, onLeave }: { desktop: Desktop; onLeave: () => void }) {
  const { t } = useTexts<ConsoleKey>();
  const conversations = useChat(desktop.session.chat, (state) => state.conversations);
  return (
    <Palette
      label={t("console.palette_search")}
      of={conversations}
      entriesOf={(words) => entriesOf(desktop.session.chat.store.state, words, (action) => t(nameOf(action)))}
      entry={(entry) => <EntryWords entry={entry} />}
      beside={desktop.room.value > 1 && t("console.palette_beside")}
      onLeave={onLeave}
      onChoose={(entry, isBeside) => {
        if (entry.kind === "action") act(desktop, entry.action);
        else if (isBeside) desktop.openBeside(entry.id);
        else desktop.open(entry.id);
      }}
    />
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
