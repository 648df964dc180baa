import { useEffect, useRef, useState } from "preact/hooks";
import type { NoteOut } from "../contracts/socket";
import { useTexts } from "../shared/i18n/context";
import type { DeskKey } from "../shared/i18n/ru/desk";
import { Button } from "../shared/ui/button";
import { FieldFrame } from "../shared/ui/field";
import { activityText } from "../shared/ui/inbox/moments";
import { Spinner } from "../shared/ui/mark";
import type { Desk } from "./desk";
import type { Notes } from "./notes";
import { Panel } from "./panel";

const MOST_CHARACTERS = 2000;

interface NotesPanelProps {
  desk: Desk;
  conversationId: string;
  notes: Notes;
}

/** Beside the conversation: what the staff tell each other, and no visitor sees. */
export function NotesPanel({ desk, conversationId, notes }: NotesPanelProps) {
  const { t } = useTexts<DeskKey>();
  const state = notes.state.value;
  const items = notes.items.value;
  const end = useRef<HTMLDivElement>(null);
  const newest = items.at(-1)?.id;
  useEffect(() => end.current?.scrollIntoView({ block: "nearest" }), [newest]);
  return (
    <Panel desk={desk} name="notes" title={t("desk.notes")}>
      <p class="notes__hint">{t("desk.notes_hint")}</p>
      <section
        class="notes__list"
        aria-live="polite"
        aria-label={t("desk.notes_written")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
        tabIndex={0}
      >
        {state === "loading" && <Spinner label={t("desk.notes_loading")} />}
        {state === "failed" && (
          <Button tone="secondary" size="small" onClick={() => void notes.load()}>
            {t("desk.notes_again")}
          </Button>
        )}
        {notes.cursor.value && (
          <Button tone="quiet" size="small" onClick={() => void notes.earlier()}>
            {t("desk.notes_earlier")}
          </Button>
        )}
        {state === "ready" && items.length === 0 && <p class="notes__empty">{t("desk.notes_empty")}</p>}
        <ul class="notes__items">
          {items.map((note) => (
            <NoteItem key={note.id} note={note} desk={desk} />
          ))}
        </ul>
        <div ref={end} />
      </section>
      <NewNote desk={desk} conversationId={conversationId} notes={notes} />
    </Panel>
  );
}

function NoteItem({ note, desk }: { note: NoteOut; desk: Desk }) {
  const i18n = useTexts<DeskKey>();
  return (
    <li class="notes__item">
      <p class="notes__by">
        <strong>{note.author_name || i18n.t("desk.colleague")}</strong>{" "}
        <time dateTime={note.created_at}>{activityText(i18n as never, note.created_at, desk.session.chat.now())}</time>
      </p>
      <p class="notes__text">{note.text}</p>
    </li>
  );
}

function NewNote({ desk, conversationId, notes }: NotesPanelProps) {
  const i18n = useTexts<DeskKey>();
  const { t } = i18n;
  const [text, setText] = useState(() => desk.noteDrafts.get(conversationId) ?? "");
  const [busy, setBusy] = useState(false);
  // Asked again after a lost answer under the same id, so that it is one note.
  const id = useRef(crypto.randomUUID());
  const write = (words: string) => {
    desk.noteDrafts.set(conversationId, words);
    setText(words);
    if (words) desk.together.typing();
  };
  const add = async () => {
    const words = text.trim();
    if (!words || busy) return;
    setBusy(true);
    const answer = await notes.add(id.current, words);
    setBusy(false);
    if (!answer.ok) return desk.session.toasts.notify(i18n.error(answer.error), "danger");
    id.current = crypto.randomUUID();
    write("");
  };
  return (
    <form
      class="notes__new"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <FieldFrame label={t("desk.note_new")}>
        {(control) => (
          <textarea
            {...control}
            rows={3}
            maxLength={MOST_CHARACTERS}
            value={text}
            readOnly={busy}
            onInput={(event) => write(event.currentTarget.value)}
            onKeyDown={(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && void add()}
          />
        )}
      </FieldFrame>
      <Button type="submit" tone="secondary" size="small" busy={busy} disabled={!text.trim()}>
        {t("desk.note_add")}
      </Button>
    </form>
  );
}
