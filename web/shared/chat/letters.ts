/** What a person's tabs say to each other. Everything here can be cloned; nothing here is kept. */

import type { SessionReady } from "../../contracts/socket";
import type { Answer } from "./answer";
import type { CommandName, ConnectionStatus, Heard } from "./connection";
import type { Message, OutboxEntry } from "./state";

/** What tabs tell each other beside what the server says. */
export type TabNews =
  | { readonly type: "entry"; readonly entry: OutboxEntry; readonly gone: boolean }
  | { readonly type: "stored"; readonly message: Message }
  | { readonly type: "read"; readonly conversationId: string; readonly seq: number }
  | { readonly type: "draft"; readonly conversationId: string; readonly text: string };

export type Letter =
  | { readonly type: "hello"; readonly from: string }
  | { readonly type: "ping" }
  | { readonly type: "pong" }
  | { readonly type: "wake" }
  | { readonly type: "leader"; readonly from: string; readonly won: boolean; readonly status: ConnectionStatus }
  | { readonly type: "greeting"; readonly to: string; readonly ready: SessionReady }
  | { readonly type: "heard"; readonly heard: Heard }
  | {
      readonly type: "ask";
      readonly to: string;
      /** When it was asked: whatever has lain too long is not done any more. */
      readonly at: number;
      readonly id: string;
      readonly name: CommandName;
      readonly payload: unknown;
    }
  | { readonly type: "answer"; readonly id: string; readonly answer: Answer<never> }
  | { readonly type: "news"; readonly news: TabNews };
