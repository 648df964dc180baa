/** A chat that nobody answers: it shows the state it was given, and what is written in it stays a draft. */

import { unanswered } from "../shared/chat/answer";
import type { Chat } from "../shared/chat/chat";
import type { Connection } from "../shared/chat/connection";
import { type ChatEvent, createStore } from "../shared/chat/store";

const nobody = async () => unanswered("offline");
const nothing = () => undefined;

const NO_CONNECTION: Connection = {
  status: { name: "offline", retryAt: 0 },
  start: nothing,
  command: nobody,
  onEvent: () => nothing,
  onStatus: () => nothing,
  wake: nothing,
  close: nothing,
};

/** The chat after these events, for ever at the moment `now` (milliseconds). */
export function stillChat(events: readonly ChatEvent[], now: number): Chat {
  const store = createStore();
  for (const event of events) store.dispatch(event);
  return {
    store,
    connection: NO_CONNECTION,
    now: () => now,
    open: async () => ({ ok: true, data: undefined }),
    leave: nothing,
    showBeside: nothing,
    loadOlder: nobody,
    loadNewer: nobody,
    jumpTo: nobody,
    jumpToDate: nobody,
    jumpToFirstUnread: nobody,
    jumpToNewest: nobody,
    loadInbox: nobody,
    loadQueue: nobody,
    search: nobody,
    send: () => "",
    edit: nobody,
    remove: nobody,
    react: nobody,
    setDraft: (id, text) =>
      store.dispatch({ type: "drafts.changed", drafts: new Map(store.state.drafts).set(id, text) }),
    forgetDrafts: async () => undefined,
    retry: nothing,
    discard: nothing,
    attach: nobody,
    get transfers(): never {
      throw new Error("nothing travels here");
    },
    markRead: nothing,
    setTyping: nothing,
    complete: nobody,
    claim: nobody,
    resolve: nobody,
    setAvailability: nobody,
    on: () => nothing,
    wake: nothing,
    close: nothing,
  };
}
