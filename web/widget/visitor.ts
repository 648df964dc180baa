/** Who opened the chat, and what is remembered of a guest: only after they began one. */

import type { ConversationOut } from "../contracts/socket";
import { type Api, createApi } from "../shared/api";

export type Visitor =
  | { readonly kind: "member"; readonly userId: string }
  | {
      readonly kind: "guest";
      readonly token: string;
      readonly conversationId: string;
      /** Written with the form, and not handed to the chat yet. */
      readonly first?: FirstMessage | undefined;
    }
  | { readonly kind: "stranger" };

export type Guest = Extract<Visitor, { kind: "guest" }>;

export interface FirstMessage {
  /** Sent again it is the same message. */
  readonly id: string;
  readonly text: string;
}

const KEY = "astars.guest";

export interface GuestMemory {
  recall(): Guest | null;
  keep(guest: Guest): void;
  forget(): void;
}

/** In the browser's storage, or nowhere when the browser refuses: then a reload begins a new chat. */
export function storedGuest(storage: Storage | null): GuestMemory {
  return {
    recall() {
      const kept = attempt(() => JSON.parse(storage?.getItem(KEY) ?? "null") as Partial<Guest> | null);
      if (typeof kept?.token !== "string" || typeof kept.conversationId !== "string") return null;
      return { kind: "guest", token: kept.token, conversationId: kept.conversationId, first: kept.first };
    },
    keep: ({ token, conversationId, first }) => {
      attempt(() => storage?.setItem(KEY, JSON.stringify({ token, conversationId, first })));
    },
    forget: () => {
      attempt(() => storage?.removeItem(KEY));
    },
  };
}

/** The storage itself can be forbidden. */
export function browserStorage(): Storage | null {
  return attempt(() => window.localStorage) ?? null;
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}

export interface Place {
  readonly origin: string;
  readonly language: string;
  /** The page is the service's own. */
  readonly home: boolean;
  /** What the page says of who is signed in; undefined when it says nothing. */
  readonly pageUser: { readonly id: string } | null | undefined;
}

/** A signed-in person first, then a guest of before, then a stranger. */
export async function recognise(place: Place, memory: GuestMemory): Promise<Visitor> {
  if (place.home && place.pageUser !== null) {
    const me = place.pageUser ?? (await signedIn(place));
    if (me) return { kind: "member", userId: me.id };
  }
  return memory.recall() ?? { kind: "stranger" };
}

async function signedIn({ language }: Place): Promise<{ id: string } | null> {
  const me = await createApi({ language }).call("GET /api/me");
  return me.ok ? me.data : null;
}

/** Calls on behalf of the visitor: with the cookie at home, with the guest's token anywhere. */
export function apiOf(place: Place, visitor: Visitor): Api {
  const { language } = place;
  const origin = place.home ? "" : place.origin;
  return createApi(visitor.kind === "guest" ? { origin, language, token: visitor.token } : { origin, language });
}

export function beginning(token: string, conversation: Pick<ConversationOut, "id">, first?: FirstMessage): Guest {
  return { kind: "guest", token, conversationId: conversation.id, first };
}
