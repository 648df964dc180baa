import type { ComponentChildren } from "preact";
import type { ParticipantOut } from "../../../contracts/socket";
import type { Chat, Conversation } from "../../chat/chat";
import { useTexts } from "../../i18n/context";
import type { SearchKey } from "../../i18n/ru/search";
import { Avatar } from "../mark";
import type { Finding } from "./finding";
import { Hits, HitWords } from "./hits";
import { addressAt, type Wanted } from "./wanted";

/** How a conversation is called where one looks for it. */
export interface Known {
  readonly href: string;
  readonly name: string;
  readonly person: ParticipantOut | undefined;
}

export interface MessageHitsProps {
  chat: Chat;
  finding: Finding;
  known: (conversation: Conversation) => Known;
  /** Where one is. */
  openId: string | null;
  wanted: Wanted | null;
  /** Where nothing was found. */
  empty: ComponentChildren;
}

/** Messages found in all conversations, below the conversations that match by name. */
export function MessageHits({ chat, finding, known, openId, wanted, empty }: MessageHitsProps) {
  const { t } = useTexts<SearchKey>();
  return (
    <section class="hits__section" aria-label={t("search.messages")}>
      <h2 class="hits__title">{t("search.messages")}</h2>
      <Hits chat={chat} finding={finding} empty={empty}>
        {finding.state.value.hits.map((hit) => {
          const conversation = chat.store.state.conversations.get(hit.conversation.id);
          if (!conversation) return null;
          const { href, name, person } = known(conversation);
          const here = conversation.id === openId && hit.message.seq === wanted?.seq;
          return (
            <li key={hit.message.id}>
              <a class="hit" href={addressAt(href, hit.message.seq)} aria-current={here ? "true" : undefined}>
                <Avatar name={name} src={person?.avatar_url ?? null} />
                <HitWords chat={chat} hit={hit} title={name} />
              </a>
            </li>
          );
        })}
      </Hits>
    </section>
  );
}
