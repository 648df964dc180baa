import type { Conversation } from "../shared/chat/chat";
import { useTexts } from "../shared/i18n/context";
import type { DeskKey } from "../shared/i18n/ru/desk";
import type { TriageKey } from "../shared/i18n/ru/triage";
import { Button, IconButton } from "../shared/ui/button";
import { arrowRight, check, clock, filter, lock, more, quill, retry, user, users } from "../shared/ui/icons";
import { Menu, type MenuItem } from "../shared/ui/menu";
import { act } from "./acting";
import type { Asked, Desk } from "./desk";
import { useDoing } from "./doing";
import type { Notes } from "./notes";
import { mayBeAsked } from "./triage/possible";

interface ActionsProps {
  desk: Desk;
  /** Undefined until it is known. */
  conversation: Conversation | undefined;
  notes: Notes;
  mine: boolean;
}

/** In the head of a request: what stands beside it, and what is done with it. Narrow screens show the icons alone. */
export function Actions({ desk, conversation, notes, mine }: ActionsProps) {
  const { t } = useTexts<DeskKey | TriageKey>();
  const count = notes.items.value.length;
  return (
    <div class="request__tools">
      <Button
        tone="quiet"
        size="small"
        icon={user}
        aria-expanded={desk.panels.shown("visitor")}
        aria-controls="visitor"
        aria-keyshortcuts="Alt+I"
        aria-label={t("desk.visitor")}
        onClick={() => act(desk, "visitor")}
      >
        <span class="request__word">{t("desk.visitor")}</span>
      </Button>
      <Button
        tone="quiet"
        size="small"
        icon={quill}
        aria-expanded={desk.panels.shown("notes")}
        aria-controls="notes"
        aria-keyshortcuts="Alt+N"
        aria-label={t("desk.notes_count", { count: String(count) })}
        onClick={() => act(desk, "notes")}
      >
        <span class="request__word">{t("desk.notes")}</span> {count || ""}
      </Button>
      {mine && <Hand desk={desk} />}
      {conversation && <More desk={desk} conversation={conversation} />}
    </div>
  );
}

/** Out of my hands: to a colleague, or done. */
function Hand({ desk }: { desk: Desk }) {
  const { t } = useTexts<DeskKey>();
  const [transfer, resolved] = [t("desk.transfer"), t("desk.resolve")];
  const doing = useDoing(desk);
  const resolve = () => {
    const id = desk.openId.peek();
    if (!id) return;
    const words = { done: t("desk.resolved_done"), conflict: t("desk.resolve_conflict") };
    void doing.ask(() => desk.session.chat.resolve(id), words);
  };
  return (
    <>
      <Button
        tone="secondary"
        size="small"
        icon={arrowRight}
        aria-label={transfer}
        title={transfer}
        onClick={() => act(desk, "transfer")}
      >
        <span class="request__word">{transfer}</span>
      </Button>
      <Button
        tone="secondary"
        size="small"
        icon={check}
        aria-label={resolved}
        title={resolved}
        busy={doing.busy}
        onClick={resolve}
      >
        <span class="request__word">{resolved}</span>
      </Button>
    </>
  );
}

const ICONS = { snooze: clock, tags: filter, resolve: check, merge: users, block: lock, transfer: arrowRight } as const;

/** The rest of it. */
function More({ desk, conversation }: { desk: Desk; conversation: Conversation }) {
  const { t } = useTexts<TriageKey>();
  const doing = useDoing(desk);
  const { connection, store } = desk.session.chat;
  const me = store.state.me?.id ?? null;
  const place = conversation.details?.queue;
  const named = { conversation_id: conversation.id };
  const asking = (asked: Asked): MenuItem => ({
    label: t(`triage.${asked}`),
    icon: ICONS[asked],
    danger: asked === "block",
    onSelect: () => act(desk, asked),
  });
  const wake: MenuItem = {
    label: t("triage.wake"),
    icon: retry,
    onSelect: () => void doing.ask(() => connection.command("queue.snooze", named), { done: t("triage.woken") }),
  };
  const unblock: MenuItem = {
    label: t("triage.unblock"),
    icon: retry,
    onSelect: () =>
      void doing.ask(() => connection.command("queue.block", { ...named, blocked: false }), {
        done: t("triage.unblocked"),
      }),
  };
  const items = [
    ...(["snooze", "tags", "resolve", "merge", "block"] as const)
      .filter((asked) => mayBeAsked(conversation, asked, me))
      .map(asking),
    ...(place?.desk?.snoozed_until ? [wake] : []),
    ...(place?.desk?.blocked_at ? [unblock] : []),
  ];
  return (
    <Menu items={items} button={(attributes) => <IconButton icon={more} label={t("triage.more")} {...attributes} />} />
  );
}
