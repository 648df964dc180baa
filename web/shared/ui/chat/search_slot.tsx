import type { FunctionComponent } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ChatSearchProps } from "../search/chat_search";
import type { Searching } from "../search/searching";
import type { Top } from "./chat_view";
import { LateDateWindow } from "./late_windows";

/** In the top of a chat where searching is offered. */
export function SearchSlot({ searching, ...top }: Top & { searching: Searching }) {
  return searching.open ? <OpenSearch {...top} searching={searching} /> : null;
}

/** The search is loaded when it is first wanted. */
function OpenSearch({ parts, searching, jumping }: Top & { searching: Searching }) {
  const { chat, conversation } = parts;
  const [dating, setDating] = useState(false);
  const [loaded, setLoaded] = useState<{ View: FunctionComponent<ChatSearchProps> } | null>(null);
  useEffect(() => {
    import("../search/chat_search").then(
      (search) => setLoaded({ View: search.default }),
      () => searching.set(false),
    );
  }, []);
  if (!loaded) return null;
  return (
    <>
      <loaded.View
        chat={chat}
        conversationId={conversation.id}
        onFound={(seq) => jumping.current?.to(seq)}
        onDate={() => setDating(true)}
        onClose={() => searching.set(false)}
      />
      {dating && (
        <LateDateWindow
          parts={parts}
          at={conversation.messages.at(-1)?.created_at ?? new Date(chat.now()).toISOString()}
          onClose={() => setDating(false)}
          onChosen={(date) => {
            searching.set(false);
            jumping.current?.toDate(date);
          }}
        />
      )}
    </>
  );
}
