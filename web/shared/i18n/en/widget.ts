import type { SameKeys } from "../i18n";
import type { widget as ru } from "../ru/widget";

export const widget: SameKeys<typeof ru> = {
  "widget.title": "Astars support",
  "widget.online": "Online now",
  "widget.away": "We answer in working hours",
  "widget.greeting": "How can we help?",
  "widget.greeting_text": "We tell you about consultations and help with payment and access. Real people answer.",
  "widget.start": "Start a chat with support",
  "widget.hours": "We answer {days} from {opens} to {closes} ({zone})",
  "widget.days_workdays": "on weekdays",
  "widget.days_daily": "every day",
  "widget.zone_moscow": "Moscow time",
  "widget.closed": "Support is away just now. Write to us: we will answer on {moment}.",
  "widget.sound_off": "Turn the sound off",
  "widget.sound_on": "Turn the sound on",
  "widget.close": "Close the chat",
  "widget.unread": { one: "{count} new message", other: "{count} new messages" },
};
