import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { Chat, FoundMessage } from "../../chat/chat";
import { useTexts } from "../../i18n/context";
import type { ChatKey } from "../../i18n/ru/chat";
import type { KitKey } from "../../i18n/ru/kit";
import type { SearchKey } from "../../i18n/ru/search";
import { Button } from "../button";
import { nameOf } from "../chat/message";
import { useChat } from "../chat/use_chat";
import { activityText } from "../inbox/moments";
import { Spinner } from "../mark";
import { Banner, EmptyState } from "../surface";
import type { Finding } from "./finding";

export interface HitsProps {
  chat: Chat;
  finding: Finding;
  /** Where nothing was found; default: the words for it. */
  empty?: ComponentChildren;
  /** The matches: `<li>`s. */
  children: ComponentChildren;
}

/** What was found, in all its states: nothing asked, on its way, nothing there, failed, there, and more to come. */
export function Hits({ chat, finding, empty, children }: HitsProps) {
  const i18n = useTexts<SearchKey | KitKey>();
  const { t } = i18n;
  const { name, hits, cursor, error } = finding.state.value;
  const online = useChat(chat, isOnline);
  useEffect(() => {
    if (online && finding.state.peek().name === "failed") void finding.again();
  }, [online, finding]);
  if (name === "idle") return <p class="hits__hint">{t("search.hint")}</p>;
  return (
    <>
      <p class="visually-hidden" role="status">
        {name === "ready" && t(cursor ? "search.found_more" : "search.found", { count: hits.length })}
      </p>
      {hits.length > 0 && (
        <ul class={`hits${name === "searching" ? " hits--old" : ""}`} aria-label={t("search.results")}>
          {children}
        </ul>
      )}
      {name === "searching" && (
        <p class="hits__waiting">
          <Spinner />
          {t("search.searching")}
        </p>
      )}
      {name === "ready" &&
        hits.length === 0 &&
        (empty ?? <EmptyState title={t("search.nothing")}>{t("search.nothing_hint")}</EmptyState>)}
      {error && (
        <div class="hits__failed">
          <Banner
            tone="danger"
            action={
              <Button tone="secondary" size="small" onClick={() => void finding.again()}>
                {t("kit.retry")}
              </Button>
            }
          >
            {t("search.failed")} {i18n.error(error)}
          </Banner>
        </div>
      )}
      {name === "ready" && cursor && (
        <p class="hits__more">
          <Button tone="quiet" size="small" onClick={() => void finding.more()}>
            {t("search.more")}
          </Button>
        </p>
      )}
    </>
  );
}

const isOnline = ({ connection }: { connection: { name: string } }) => connection.name === "online";

export interface HitWordsProps {
  chat: Chat;
  hit: FoundMessage;
  /** Above the words; left out: whoever wrote them. */
  title?: string;
}

/** A found message in a list: who, when, and the words around what was looked for. */
export function HitWords({ chat, hit: { message, excerpt }, title }: HitWordsProps) {
  const i18n = useTexts<SearchKey | ChatKey>();
  const { t } = i18n;
  const own = message.sender.id === chat.store.state.me?.id;
  const writer = own ? t("chat.you") : nameOf(message, t);
  return (
    <span class="hit__words">
      <span class="hit__line">
        <span class="hit__name">{title ?? writer}</span>
        <time class="hit__time" dateTime={message.created_at} title={i18n.date(message.created_at, "moment")}>
          {activityText(i18n as never, message.created_at, chat.now())}
        </time>
      </span>
      <span class="hit__text">
        {title && t("search.said", { name: writer })}
        {excerpt.map((part, index) => (part.is_match ? <mark key={index}>{part.text}</mark> : part.text))}
      </span>
    </span>
  );
}
