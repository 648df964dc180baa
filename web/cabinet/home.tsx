import type { Conversation } from "../shared/chat/chat";
import { inbox } from "../shared/chat/chat";
import { useTexts } from "../shared/i18n/context";
import type { CabinetKey } from "../shared/i18n/ru/cabinet";
import { useNow } from "../shared/shell/use_now";
import { useChat } from "../shared/ui/chat/use_chat";
import type { Cabinet } from "./cabinet";
import { CertificateOffer } from "./certificate";
import { ChartOffer } from "./chart_offer";
import { ChatItem } from "./chat_item";
import { Recommended } from "./recommended";
import { BASE } from "./routes";

const SHOWN = 3;

/** The first page: what goes on now, a certificate, what else there is. */
export function Home({ cabinet }: { cabinet: Cabinet }) {
  const { t } = useTexts<CabinetKey>();
  const { chat, user } = cabinet.session;
  const conversations = useChat(chat, (state) => state.conversations);
  const now = useNow(chat);
  const active = inbox({ ...chat.store.state, conversations }, { kind: "consultation", state: "active" });
  const shown = active.filter(({ details }) => details).slice(0, SHOWN);
  return (
    <div class="page cabinet__page stack stack--loose">
      <div class="stack stack--tight">
        <h1 class="cabinet__title">
          {user.name ? t("cabinet.hello", { name: firstWord(user.name) }) : t("cabinet.hello_nameless")}
        </h1>
        <p class="soft">{t("cabinet.hello_text")}</p>
      </div>
      {shown.length > 0 && <Going cabinet={cabinet} conversations={shown} now={now} />}
      <ChartOffer cabinet={cabinet} />
      <CertificateOffer cabinet={cabinet} />
      <Recommended cabinet={cabinet} />
    </div>
  );
}

function Going({
  cabinet,
  conversations,
  now,
}: {
  cabinet: Cabinet;
  conversations: readonly Conversation[];
  now: number;
}) {
  const { t } = useTexts<CabinetKey>();
  return (
    <section class="stack" aria-labelledby="going">
      <div class="row row--apart">
        <h2 class="cabinet__block" id="going">
          {t("cabinet.continue")}
        </h2>
        <a href={`${BASE}/chat`}>{t("cabinet.continue_all")}</a>
      </div>
      <div class="card cabinet__going">
        <ul class="inbox">
          {conversations.map((conversation) => (
            <ChatItem key={conversation.id} cabinet={cabinet} conversation={conversation} now={now} selected={false} />
          ))}
        </ul>
      </div>
    </section>
  );
}

function firstWord(name: string): string {
  return name.split(" ")[0] ?? name;
}
