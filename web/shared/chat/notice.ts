/** What is said about the connection, and since when: the truth, but not every blink of it. Pure. */

import type { ChatState, ConnectionState, Notice } from "./state";

/** What is over sooner is not worth a word. */
export const BLINK_MS = 1_000;

export function withConnection(state: ChatState, connection: ConnectionState, now: number): ChatState {
  const isSame = connection.name === state.connection.name && state.connectionSince > 0;
  const connectionSince = isSame ? state.connectionSince : now;
  const unsettledSince = connection.name === "online" ? null : (state.unsettledSince ?? now);
  return withNotice({ ...state, connection, connectionSince, unsettledSince }, now);
}

/** Time has passed. */
export function withNotice(state: ChatState, now: number): ChatState {
  const notice = noticeAt(state, now);
  const { name, since } = state.notice ?? {};
  return notice?.name === name && notice?.since === since ? state : { ...state, notice };
}

/** The clock was set: what began before it keeps its age. */
export function withSkew(state: ChatState, clockSkewMs: number): ChatState {
  const by = clockSkewMs - state.clockSkewMs;
  const { connectionSince, unsettledSince } = state;
  return {
    ...state,
    clockSkewMs,
    connectionSince: connectionSince + by,
    unsettledSince: unsettledSince === null ? null : unsettledSince + by,
  };
}

/** When `notice` will change by itself; null: it will not. */
export function noticeDue({ notice, unsettledSince }: ChatState): number | null {
  return notice || unsettledSince === null ? null : unsettledSince + BLINK_MS;
}

function noticeAt({ connection, connectionSince, unsettledSince }: ChatState, now: number): Notice | null {
  const { name } = connection;
  if (name === "online" || unsettledSince === null) {
    return null;
  }
  return name === "refused" || now - unsettledSince >= BLINK_MS ? { name, since: connectionSince } : null;
}
