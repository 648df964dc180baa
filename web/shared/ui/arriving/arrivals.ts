/** Which message that arrives is to be noticed, and by which of a person's tabs. */

import type { Chat, Message } from "../../chat/chat";

/** How long the tab where the conversation is read is let go first. */
export const COURTESY_MS = 250;
/** How long a message stays claimed: longer than any tab may lag behind. */
const CLAIMED_MS = 10_000;

export interface ArrivalPorts {
  readonly chat: Pick<Chat, "store" | "on">;
  readonly locks: Pick<LockManager, "request">;
  /** Whether the person looks at this tab. */
  looking(): boolean;
  wait(milliseconds: number): Promise<void>;
  /** Called in one tab, and in none where some tab shows the conversation to the person. */
  arrived(message: Message): void;
}

/** Until the returned function is called. */
export function watchArrivals(ports: ArrivalPorts): () => void {
  return ports.chat.on("message.created", ({ message }) => {
    if (isFromSomebodyElse(ports, message)) void notice(ports, message);
  });
}

/** What the product says by itself is shown and never rung for. */
function isFromSomebodyElse({ chat }: ArrivalPorts, { sender }: Message): boolean {
  return sender.id !== null && sender.id !== chat.store.state.me?.id;
}

async function notice(ports: ArrivalPorts, message: Message): Promise<void> {
  const reads = () => ports.looking() && ports.chat.store.state.focused === message.conversation_id;
  const read = reads();
  if (!read) await ports.wait(COURTESY_MS);
  await ports.locks.request(`astars-arrival:${message.id}`, { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    if (!read && !reads()) ports.arrived(message);
    await ports.wait(CLAIMED_MS);
  });
}
