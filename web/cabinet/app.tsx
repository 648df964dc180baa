import { useEffect, useRef } from "preact/hooks";
import { unreadTotal } from "../shared/chat/chat";
import { useTexts } from "../shared/i18n/context";
import type { CabinetKey } from "../shared/i18n/ru/cabinet";
import type { KitKey } from "../shared/i18n/ru/kit";
import type { ShellKey } from "../shared/i18n/ru/shell";
import { useTitle } from "../shared/shell/title";
import { ConnectionNotice } from "../shared/ui/chat/notices";
import { useChat } from "../shared/ui/chat/use_chat";
import { EmptyState } from "../shared/ui/surface";
import { ToastCorner } from "../shared/ui/toast";
import { BirthDialog } from "./birth_dialog";
import { Buying } from "./buying";
import type { Cabinet } from "./cabinet";
import { CertificateDialog } from "./certificate";
import { ChartPage } from "./chart_page";
import { Chats } from "./chats";
import { Header } from "./header";
import { Home } from "./home";
import { ProfilePage } from "./profile_page";
import { BASE, type Route, routeOf } from "./routes";
import { Services } from "./services";

export function App({ cabinet }: { cabinet: Cabinet }) {
  const { t } = useTexts<CabinetKey | KitKey | ShellKey>();
  const route = routeOf(cabinet.router.place.value.path);
  const open = route.name === "chat" && route.conversationId !== null;
  const main = useArrival(route);
  usePageTitle(cabinet, route);
  return (
    <div class={`shell cabinet${route.name === "chat" ? " shell--full" : ""}${open ? " cabinet--open" : ""}`}>
      <a class="skip-link" href="#main">
        {t("shell.skip")}
      </a>
      <Header cabinet={cabinet} route={route} />
      <main class="shell__main" id="main" tabIndex={-1} ref={main}>
        {!open && <ConnectionNotice parts={{ chat: cabinet.session.chat }} />}
        <Page cabinet={cabinet} route={route} />
      </main>
      <Buying cabinet={cabinet} />
      {cabinet.giving.value && <BirthDialog cabinet={cabinet} {...cabinet.giving.value} />}
      {cabinet.redeeming.value && <CertificateDialog cabinet={cabinet} />}
      <ToastCorner toasts={cabinet.session.toasts} closeLabel={t("kit.close")} />
    </div>
  );
}

function Page({ cabinet, route }: { cabinet: Cabinet; route: Route }) {
  const { t } = useTexts<CabinetKey>();
  if (route.name === "home") return <Home cabinet={cabinet} />;
  if (route.name === "services") return <Services cabinet={cabinet} />;
  if (route.name === "chart") return <ChartPage cabinet={cabinet} />;
  if (route.name === "profile") return <ProfilePage cabinet={cabinet} />;
  if (route.name === "chat") return <Chats cabinet={cabinet} conversationId={route.conversationId} />;
  return (
    <>
      <h1 class="visually-hidden">{t("cabinet.not_found")}</h1>
      <EmptyState
        title={t("cabinet.not_found")}
        action={
          <a class="button button--primary" href={BASE}>
            {t("cabinet.to_home")}
          </a>
        }
      >
        {t("cabinet.not_found_text")}
      </EmptyState>
    </>
  );
}

/** After a link was followed, reading goes on at the top of the new page, as after a page load. */
function useArrival(route: Route) {
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  const place = route.name;
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    main.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0, behavior: "instant" });
  }, [place]);
  return main;
}

/** The number of unread messages stands in the title of the browser's tab. */
function usePageTitle(cabinet: Cabinet, route: Route): void {
  const { t } = useTexts<CabinetKey>();
  const unread = useChat(cabinet.session.chat, (state) => unreadTotal(state, { kind: "consultation" }));
  const name = route.name === "nowhere" ? t("cabinet.not_found") : t(`cabinet.${route.name}`);
  useTitle(`${name} — ${t("cabinet.name")}`, unread);
}
