import { useEffect, useState } from "preact/hooks";
import type { Chat } from "../chat/chat";

/** The server's time, drawn anew every `milliseconds`: for «ждёт 5 мин» and the like. */
export function useNow(chat: Chat, milliseconds = 20_000): number {
  const [now, setNow] = useState(() => chat.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(chat.now()), milliseconds);
    return () => clearInterval(timer);
  }, [chat, milliseconds]);
  return Math.max(now, chat.now());
}
