import { type Chat, type ChatStorage, createChat, memoryStorage, timeline } from "../chat";
import { FakeClock } from "./clock";
import type { FakeLink } from "./link";
import { ANNA, CONVERSATION, type SOFIA } from "./messages";
import { FakeServer } from "./server";

export interface Device {
  readonly chat: Chat;
  readonly link: FakeLink;
}

/** A server and devices of people, each with a connection of its own. */
export function world(ids?: readonly string[]) {
  const clock = new FakeClock();
  const server = new FakeServer(clock, ids);
  const device = (storage: ChatStorage = memoryStorage(), person: typeof ANNA | typeof SOFIA = ANNA): Device => {
    const link = server.link(person);
    const fetch = () => Promise.reject(new Error("no HTTP here"));
    return { chat: createChat({ url: "", storage, clock, random: () => 0.5, connection: link, fetch }), link };
  };
  return { clock, server, device };
}

/** What the person sees, pending messages with three dots. */
export function texts({ chat }: Device, id: string = CONVERSATION): string[] {
  const conversation = chat.store.state.conversations.get(id);
  return conversation ? timeline(conversation, ANNA).map((item) => item.message?.text ?? `${item.pending?.text}…`) : [];
}
