/** Whether this tab has a connection of its own or its share in the one of all the person's tabs. */

import type { SessionReady } from "../../contracts/socket";
import type { Clock } from "./clock";
import { type Connection, createConnection } from "./connection";
import type { ChatOptions } from "./options";
import { SharedConnection, type TabPorts, type Tabs } from "./tabs";

/** A tab that stands by itself leads. */
const ALONE: Tabs = { leads: true, tell: () => undefined, onNews: () => () => undefined };

export function connectionOf(
  options: ChatOptions,
  clock: Clock,
  random: () => number,
  greeting: () => SessionReady | null,
): [Connection, Tabs] {
  const { url, auth, userId, sharedAs = auth?.token ? undefined : userId } = options;
  const open = () => options.connection ?? createConnection({ url, token: auth?.token, userId, clock, random });
  const ports = options.tabs ?? (options.connection ? null : browserTabs());
  if (!ports || !sharedAs) {
    return [open(), ALONE];
  }
  const shared = new SharedConnection({ ports, name: `astars ${url} ${sharedAs}`, clock, random, open, greeting });
  return [shared, shared];
}

/** Without locks each tab stands by itself: what the server tells reaches them all the same. */
function browserTabs(): TabPorts | null {
  const locks = globalThis.navigator?.locks;
  return locks && globalThis.BroadcastChannel ? { locks, channel: (name) => new BroadcastChannel(name) } : null;
}
