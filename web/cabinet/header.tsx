import { unreadTotal } from "../shared/chat/chat";
import { useTexts } from "../shared/i18n/context";
import type { CabinetKey } from "../shared/i18n/ru/cabinet";
import { Brand } from "../shared/shell/brand";
import { SignOut } from "../shared/shell/sign_out";
import { useChat } from "../shared/ui/chat/use_chat";
import { Icon } from "../shared/ui/icon";
import { chat, home, star, user } from "../shared/ui/icons";
import { Badge } from "../shared/ui/mark";
import type { Cabinet } from "./cabinet";
import { BASE, type Route } from "./routes";

const PLACES = [
  { name: "home", href: BASE, icon: home },
  { name: "services", href: `${BASE}/services`, icon: star },
  { name: "chat", href: `${BASE}/chat`, icon: chat },
  { name: "profile", href: `${BASE}/profile`, icon: user },
] as const;

/** On a wide screen one line above the page; on a phone the places stand at the bottom, where the thumb is. */
export function Header({ cabinet, route }: { cabinet: Cabinet; route: Route }) {
  const { t } = useTexts<CabinetKey>();
  const unread = useChat(cabinet.session.chat, (state) => unreadTotal(state, { kind: "consultation" }));
  return (
    <header class="shell__bar">
      <Brand />
      <nav class="places" aria-label={t("cabinet.nav")}>
        {PLACES.map(({ name, href, icon }) => (
          <a key={name} class="places__one" href={href} aria-current={route.name === name ? "page" : undefined}>
            <Icon of={icon} small />
            <span class="places__name">{t(`cabinet.${name}`)}</span>
            {name === "chat" && <Badge count={unread} label={t("cabinet.unread", { count: unread })} />}
          </a>
        ))}
      </nav>
      <div class="shell__end">
        <a class="button button--quiet button--small" href="/articles">
          {t("cabinet.blog")}
        </a>
        <SignOut session={cabinet.session} />
      </div>
    </header>
  );
}
