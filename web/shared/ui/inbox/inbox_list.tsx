import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { Chat } from "../../chat/chat";
import { useTexts } from "../../i18n/context";
import type { InboxKey } from "../../i18n/ru/inbox";
import type { KitKey } from "../../i18n/ru/kit";
import { Button } from "../button";
import { useChat } from "../chat/use_chat";
import { Skeleton } from "../mark";
import { Banner } from "../surface";
import type { Pages } from "./pages";

export interface InboxListProps {
  chat: Chat;
  pages: Pages;
  label: string;
  /** What is shown when there is nothing. */
  empty: ComponentChildren;
  count: number;
  /** The items: `<li>`s. */
  children: ComponentChildren;
}

/** A list of conversations in all its states: on its way, refused, empty, there, and more to come. */
export function InboxList({ chat, pages, label, empty, count, children }: InboxListProps) {
  const i18n = useTexts<InboxKey | KitKey>();
  const { t } = i18n;
  const { name, error, cursor } = pages.state.value;
  const online = useChat(chat, (state) => state.connection.name === "online");
  useEffect(() => {
    if (online && pages.state.peek().name === "failed") void pages.load();
  }, [online, pages]);
  if (name === "loading" && count === 0) return <Waiting label={t("kit.loading")} />;
  return (
    <>
      {count > 0 && (
        <ul class="inbox" aria-label={label}>
          {children}
        </ul>
      )}
      {error && (
        <div class="inbox__failed">
          <Banner
            tone="danger"
            action={
              <Button tone="secondary" size="small" onClick={() => void pages.load()}>
                {t("kit.retry")}
              </Button>
            }
          >
            {i18n.error(error)}
          </Banner>
        </div>
      )}
      {name === "ready" && cursor && (
        <div class="inbox__more">
          <Button tone="quiet" size="small" onClick={() => void pages.more()}>
            {t("inbox.more")}
          </Button>
        </div>
      )}
      {name === "ready" && count === 0 && !cursor && empty}
    </>
  );
}

const ROWS = ["62%", "48%", "70%", "55%", "66%"];

function Waiting({ label }: { label: string }) {
  return (
    <div class="inbox" aria-busy="true">
      <span class="visually-hidden" role="status">
        {label}
      </span>
      {ROWS.map((width) => (
        <div key={width} class="inbox__waiting">
          <Skeleton width="2.75rem" height="2.75rem" />
          <span class="inbox__words">
            <Skeleton width={width} />
            <Skeleton width="90%" height="0.8em" />
          </span>
        </div>
      ))}
    </div>
  );
}
