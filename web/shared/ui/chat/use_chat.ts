import { useLayoutEffect, useState } from "preact/hooks";
import type { Chat, ChatState } from "../../chat/chat";

/** A part of the chat's state; the component is drawn again when that part becomes another value. */
export function useChat<T>(chat: Chat, select: (state: ChatState) => T): T {
  const selected = select(chat.store.state);
  const [, redraw] = useState(0);
  // Before the next key is handled: what is typed at once is seen, too.
  useLayoutEffect(() => {
    let shown = select(chat.store.state);
    if (!Object.is(shown, selected)) redraw((count) => count + 1);
    return chat.store.subscribe((state) => {
      const next = select(state);
      if (Object.is(next, shown)) return;
      shown = next;
      redraw((count) => count + 1);
    });
  }, [chat, select]);
  return selected;
}
