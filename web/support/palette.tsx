import { useTexts } from "../shared/i18n/context";
import type { ChatKey } from "../shared/i18n/ru/chat";
import type { DeskKey } from "../shared/i18n/ru/desk";
import type { DeskKeysKey } from "../shared/i18n/ru/desk_keys";
import type { InboxKey } from "../shared/i18n/ru/inbox";
import { Keys } from "../shared/keyboard/keys";
import { Palette } from "../shared/keyboard/palette";
import { shownName } from "../shared/ui/chat/names";
import { useChat } from "../shared/ui/chat/use_chat";
import { Avatar } from "../shared/ui/mark";
import { act } from "./acting";
import type { Desk } from "./desk";
import { type Entry, entriesOf } from "./palette_entries";
import { placeOf, visitorOf } from "./queue";
import { keysOf, nameOf } from "./shortcuts";

/** Every request and everything that is done with one. */
export function DeskPalette({ desk, onLeave }: { desk: Desk; onLeave: () => void }) {
  const { t } = useTexts<DeskKeysKey>();
  const { chat } = desk.session;
  const conversations = useChat(chat, (state) => state.conversations);
  return (
    <Palette
      label={t("desk.palette_search")}
      of={conversations}
      entriesOf={(words) => entriesOf(chat.store.state, words, desk.openId.peek(), (action) => t(nameOf(action)))}
      entry={(entry) => <EntryWords entry={entry} />}
      onLeave={onLeave}
      onChoose={(entry) => {
        if (entry.kind === "action") act(desk, entry.action);
        else desk.show(entry.id);
      }}
    />
  );
}

function EntryWords({ entry }: { entry: Entry }) {
  const { t } = useTexts<ChatKey | DeskKey | DeskKeysKey | InboxKey>();
  if (entry.kind === "action") {
    return (
      <>
        <span class="palette__name">{t(nameOf(entry.action))}</span>
        <Keys keys={keysOf(entry.action)} />
      </>
    );
  }
  const person = visitorOf(entry.conversation);
  const name = shownName(person?.name, t, t("inbox.guest"));
  const place = placeOf(entry.conversation);
  const isAsleep = Boolean(place?.desk?.snoozed_until);
  return (
    <>
      <Avatar name={name} size="s" src={person?.avatar_url ?? null} />
      <span class="palette__name">{name}</span>
      <span class="palette__about">{isAsleep ? t("desk.place_snoozed") : place && t(`desk.place_${place.state}`)}</span>
    </>
  );
}
