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
  "widget.introduce": "Please introduce yourself",
  "widget.name": "Name",
  "widget.phone": "Phone",
  "widget.name_missing": "Tell us how to address you",
  "widget.phone_missing": "Check the number: some digits are missing",
  "widget.continue": "Continue",
  "widget.consent": "By pressing “Continue” you agree to the",
  "widget.privacy": "Privacy policy",
  "widget.ended":
    "The earlier conversation was closed on this device. To write again, please introduce yourself once more.",
  "widget.sound_off": "Turn the sound off",
  "widget.sound_on": "Turn the sound on",
  "widget.close": "Close the chat",
  "widget.unread": { one: "{count} new message", other: "{count} new messages" },
};
