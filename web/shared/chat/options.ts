/** What a chat is made of, and what a message begins as. */

import type { Clock } from "./clock";
import type { Connection } from "./connection";
import type { Fetch } from "./http";
import type { Attachment, MessageKind } from "./state";
import type { ChatStorage } from "./storage";
import type { TabPorts } from "./tabs";
import type { Uploader } from "./uploader";

export interface ChatOptions {
  /** The origin of the service; "" is the page's own. */
  readonly url: string;
  readonly storage: ChatStorage;
  /** Left out: the session cookie. */
  readonly auth?: { readonly token?: string };
  /** When the page knows who is signed in, what they left unsent is shown before the connection is there. */
  readonly userId?: string;
  /**
   * Who this is, for tabs of the same browser to share one connection. Left out: `userId`. A guest's token is not told to
   * other tabs, so the page gives a name of its own; without one each tab has its own connection.
   */
  readonly sharedAs?: string;
  readonly language?: string;
  readonly clock?: Clock;
  readonly random?: () => number;
  readonly fetch?: Fetch;
  readonly uploader?: Uploader;
  readonly connection?: Connection;
  /** What the browser has for several tabs; left out: what there is. */
  readonly tabs?: TabPorts;
}

export interface Draft {
  readonly text?: string;
  readonly kind?: MessageKind;
  readonly attachments?: readonly Attachment[];
  readonly replyToSeq?: number | null;
  /** Left out: a new one. The same id again is the same message. */
  readonly clientMessageId?: string;
}
