import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { ChatState } from "../chat/chat";
import { useTexts } from "../i18n/context";
import type { ShellKey } from "../i18n/ru/shell";
import { useChat } from "../ui/chat/use_chat";
import { EmptyState } from "../ui/surface";
import { Brand } from "./brand";
import type { Session } from "./session";
import { titleOf } from "./title";

const isOver = (state: ChatState) => state.connection.name === "refused";

/** The application, and from the moment the session ends, wherever that was done, nothing of it but the way back in. */
export function WhileSignedIn({ session, children }: { session: Session; children: ComponentChildren }) {
  return useChat(session.chat, isOver) ? <SignedOut session={session} /> : children;
}

function SignedOut({ session }: { session: Session }) {
  const { t } = useTexts<ShellKey>();
  useEffect(() => {
    document.title = titleOf(t("shell.over"), 0);
    document.querySelector<HTMLElement>("#over")?.focus();
  }, []);
  return (
    <div class="shell">
      <header class="shell__bar">
        <Brand />
      </header>
      <main class="shell__main shell__over">
        <div class="card" id="over" role="alert" tabIndex={-1}>
          <h1 class="visually-hidden">{t("shell.over")}</h1>
          <EmptyState
            title={t("shell.over")}
            action={
              <div class="row row--wrap">
                <a class="button button--primary" href={session.signInAddress()}>
                  {t("shell.sign_in")}
                </a>
                <a class="button button--quiet" href="/">
                  {t("shell.to_home")}
                </a>
              </div>
            }
          >
            {t("shell.over_text")}
          </EmptyState>
        </div>
      </main>
    </div>
  );
}
