import type { SameKeys } from "../i18n";
import type { inbox as ru } from "../ru/inbox";

export const inbox: SameKeys<typeof ru> = {
  "inbox.unread": { one: "{count} unread", other: "{count} unread" },
  "inbox.own": "You: {text}",
  "inbox.typing": "typing…",
  "inbox.recording": "recording a voice message…",
  "inbox.no_messages": "No messages yet",
  "inbox.more": "Show more",
  "inbox.search": "Find by name or message",
  "inbox.nothing_found": "Nothing found",
  "inbox.nothing_found_hint": "Try another word, or clear the search.",
  "inbox.clear": "Clear the search",
  "inbox.back": "Back to the list",
  "inbox.client": "Client",
  "inbox.guest": "Guest",
  "inbox.online": "online",
  "inbox.offline": "offline",
  "inbox.seen": "last seen {when}",
  "inbox.waits": "waiting {duration}",
  "inbox.left": "{duration} left",
  "inbox.until": "until {date}",
};
