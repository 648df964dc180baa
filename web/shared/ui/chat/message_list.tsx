import type { VNode } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { timeline } from "../../chat/selectors";
import { useTexts } from "../../i18n/context";
import type { ChatKey } from "../../i18n/ru/chat";
import type { KitKey } from "../../i18n/ru/kit";
import { IconButton } from "../button";
import { Icon } from "../icon";
import { arrowDown, close } from "../icons";
import { Spinner } from "../mark";
import type { Changing } from "./changing";
import { useHeld } from "./held";
import { type Jump, useJump } from "./jump";
import { LateUpload } from "./late_files";
import { Arrivals, TypingLine } from "./live";
import type { Parts } from "./parts";
import { RowView } from "./row_view";
import { type Row, rowsOf, seqOf } from "./rows";
import { type Scroll, useScroll } from "./scroll";

export interface MessageListProps {
  parts: Parts;
  attentive: boolean;
  /** Left out where nothing may be written. */
  changing?: Changing | undefined;
  /** The message to begin with; another object goes there again. */
  wanted: { readonly seq: number } | null;
  /** Filled with how to go to messages, for whoever stands beside the list. */
  jumping: { current: Jump | null };
}

/** The conversation itself: from the first message to the typing line. Only what is near the view is drawn. */
export function MessageList({ parts, attentive, changing, wanted, jumping }: MessageListProps) {
  const { conversation } = parts;
  const unreadAfter = useUnreadLine(parts);
  const rows = useRows(parts, unreadAfter);
  const scroll = useScroll(parts, rows, attentive);
  const jump = useJump(parts, scroll);
  jumping.current = jump;
  useHeld(scroll.place);
  useFirstLook(parts, scroll, jump, wanted ? null : unreadAfter);
  useEffect(() => {
    if (wanted) jump.to(wanted.seq);
  }, [wanted]);
  return (
    <div class="messages">
      {jump.refused && <Refused jump={jump} />}
      {conversation.loading && <Loading early={rows.length === 0} />}
      <Box parts={parts} rows={rows} scroll={scroll} jump={jump} changing={changing} />
      {!scroll.atBottom && <ToNewest scroll={scroll} />}
      <Arrivals parts={parts} />
      <TypingLine parts={parts} />
    </div>
  );
}

interface BoxProps {
  parts: Parts;
  rows: readonly Row[];
  scroll: Scroll;
  jump: Jump;
  changing: Changing | undefined;
}

/** What scrolls. */
function Box({ parts, rows, scroll, jump, changing }: BoxProps) {
  const { opened, loading, loadingNewer, uploads, atNewest, kind } = parts.conversation;
  const { t } = useTexts<ChatKey>();
  const nodeOf = useNodes(parts, changing, jump);
  const atEnd = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || (event.key !== "Home" && event.key !== "End")) return;
    event.preventDefault();
    if (event.key === "Home") jump.to(1);
    else scroll.toBottom();
  };
  return (
    <div
      class="messages__box"
      role="log"
      // Scrolling draws rows that are not news: what arrives is said beside the list.
      aria-live="off"
      aria-label={t("chat.log")}
      aria-busy={loading}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
      tabIndex={0}
      ref={scroll.place.box}
      onScroll={scroll.onScroll}
      onKeyDown={atEnd}
    >
      <div class="messages__content">
        {opened && rows.length + uploads.length === 0 && <Empty support={kind === "support"} />}
        <div class="messages__rows" ref={scroll.place.list}>
          {scroll.drawn.map((drawn) =>
            "room" in drawn ? (
              <div key={drawn.key} style={{ height: `${drawn.room}px` }} />
            ) : (
              nodeOf(rows[drawn.index] as Row)
            ),
          )}
        </div>
        {atNewest && uploads.map((upload) => <LateUpload key={upload.id} parts={parts} upload={upload} />)}
        {loadingNewer && (
          <p class="messages__newer">
            <Spinner label={t("chat.loading")} />
          </p>
        )}
      </div>
    </div>
  );
}

/** A row is made anew only when something it shows has changed: scrolling alone makes the rows that come into view. */
function useNodes(parts: Parts, changing: Changing | undefined, jump: Jump): (row: Row) => VNode {
  const { conversation, me } = parts;
  const made = useMemo(() => new WeakMap<Row, VNode>(), [conversation, me, changing, jump.marked]);
  return (row) => {
    const node = made.get(row) ?? (
      <div key={row.key} data-key={row.key} class="messages__row">
        <RowView parts={parts} row={row} changing={changing} jump={jump} />
      </div>
    );
    made.set(row, node);
    return node;
  };
}

function useRows({ conversation, me }: Parts, unreadAfter: number | null): readonly Row[] {
  const { messages, pending, changes, atNewest } = conversation;
  return useMemo(
    () => rowsOf(timeline(conversation, me), me?.id ?? null, unreadAfter),
    [messages, pending, changes, atNewest, me, unreadAfter],
  );
}

/** How far the conversation was read when it was opened; null when there was nothing new. */
function useUnreadLine({ conversation }: Parts): number | null {
  const line = useRef<number | null | undefined>(undefined);
  if (line.current === undefined && conversation.opened) {
    line.current = conversation.unread > 0 && conversation.readSeq > 0 ? conversation.readSeq : null;
  }
  return line.current ?? null;
}

/** A conversation is opened where reading stopped. */
function useFirstLook(parts: Parts, scroll: Scroll, jump: Jump, unreadAfter: number | null) {
  const { opened, lastSeq } = parts.conversation;
  const looked = useRef(false);
  useLayoutEffect(() => {
    if (!opened || looked.current) return;
    looked.current = true;
    scroll.place.seen = unreadAfter ?? lastSeq;
    scroll.place.found = unreadAfter === null;
    if (unreadAfter === null) return;
    const { rows } = scroll.place.lengths;
    const line = rows.findIndex(({ type }) => type === "unread");
    if (line >= 0) scroll.show(seqOf(rows[line + 1]));
    else jump.toFirstUnread();
  }, [opened]);
  useEffect(() => {
    if (jump.refused) scroll.place.found = true;
  }, [jump.refused]);
}

function Loading({ early }: { early: boolean }) {
  const { t } = useTexts<ChatKey>();
  return (
    <p class={`messages__loading${early ? " messages__loading--early" : ""}`}>
      <Spinner />
      {t("chat.loading")}
    </p>
  );
}

function Refused({ jump }: { jump: Jump }) {
  const { t, error } = useTexts<ChatKey | KitKey>();
  return (
    <div class="notice notice--danger" role="alert">
      <span>
        {t("chat.jump_failed")} {jump.refused && error(jump.refused)}
      </span>
      <IconButton icon={close} label={t("kit.close")} onClick={jump.forget} />
    </div>
  );
}

function ToNewest({ scroll }: { scroll: Scroll }) {
  const { t } = useTexts<ChatKey>();
  const isNews = scroll.below > 0;
  return (
    <button
      type="button"
      class={`messages__down${isNews ? " messages__down--new" : ""}`}
      aria-label={isNews ? undefined : t("chat.to_newest")}
      title={t("chat.to_newest")}
      onClick={scroll.toNewest}
    >
      {isNews && t("chat.new_below", { count: scroll.below })}
      <Icon of={arrowDown} small />
    </button>
  );
}

function Empty({ support }: { support: boolean }) {
  const { t } = useTexts<ChatKey>();
  return (
    <div class="messages__empty">
      <p class="empty__title">{t("chat.empty")}</p>
      <p>{t(support ? "chat.empty_support" : "chat.empty_hint")}</p>
    </div>
  );
}
