import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ChatState } from "../../chat/chat";
import { useTexts } from "../../i18n/context";
import type { ChatKey } from "../../i18n/ru/chat";
import { Icon } from "../icon";
import { alert, lock } from "../icons";
import { Spinner } from "../mark";
import type { Parts } from "./parts";
import { useChat } from "./use_chat";

const selectNotice = (state: ChatState) => state.notice;
const selectConnection = (state: ChatState) => state.connection;

/** One line about the connection, only while there is something to say. Who is signed out sees no chat any more. */
export function ConnectionNotice({ parts: { chat } }: { parts: Pick<Parts, "chat"> }) {
  const { t } = useTexts<ChatKey>();
  const notice = useChat(chat, selectNotice);
  const connection = useChat(chat, selectConnection);
  if (!notice || notice.name === "refused") return null;
  if (notice.name === "offline") {
    const offline = connection.name === "offline" ? connection : null;
    return (
      <div class="notice notice--warning" role="status">
        <Icon of={alert} small />
        <span>
          {t(offline?.cause === "no_network" ? "chat.no_network" : "chat.offline")}
          {offline?.cause === "no_answer" && <Countdown until={offline.retryAt} />}
        </span>
        <button type="button" class="button button--quiet button--small" onClick={() => chat.wake()}>
          {t("chat.reconnect")}
        </button>
      </div>
    );
  }
  return (
    <div class="notice" role="status">
      <Spinner />
      <span>{t(notice.name === "behind" ? "chat.behind" : "chat.connecting")}</span>
    </div>
  );
}

/** How long until the next attempt; not said aloud again and again. */
function Countdown({ until }: { until: number }) {
  const { t } = useTexts<ChatKey>();
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const count = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
    count();
    const timer = setInterval(count, 1000);
    return () => clearInterval(timer);
  }, [until]);
  return left > 1 ? <span aria-hidden="true"> {t("chat.retry_in", { count: left })}</span> : null;
}

export interface EndedProps {
  parts: Parts;
  /** Where this service is sold, if it still is; left out for those who do not buy. */
  buyHref?: ((serviceSlug: string) => string | null) | undefined;
  children?: ComponentChildren;
}

/** In the composer's place once nothing may be written any more. */
export function Ended({ parts: { conversation }, buyHref, children }: EndedProps) {
  const { t } = useTexts<ChatKey>();
  const slug = conversation.details?.consultation?.service_slug;
  const address = slug && buyHref?.(slug);
  return (
    <div class="ended">
      <div class="ended__words" role="status">
        <p class="ended__title">
          <Icon of={lock} small />
          {t(conversation.details?.completed_at ? "chat.completed" : "chat.expired")}
        </p>
        <p class="ended__hint">{t("chat.ended_hint")}</p>
      </div>
      {children}
      {address && (
        <a class="button button--primary button--small" href={address}>
          {t("chat.buy_again")}
        </a>
      )}
    </div>
  );
}
