import type { SameKeys } from "../i18n";
import type { console as ru } from "../ru/console";

export const console: SameKeys<typeof ru> = {
  "console.name": "Astrologer’s console",
  "console.filter": "Which consultations to show",
  "console.active": "Active",
  "console.waiting": "To answer",
  "console.inactive": "Inactive",
  "console.empty_active": "No active consultations yet",
  "console.empty_active_text": "A new consultation appears here as soon as it is paid for.",
  "console.empty_waiting": "Everybody has an answer",
  "console.empty_waiting_text": "When a client writes, the conversation appears here.",
  "console.empty_inactive": "No finished consultations yet",
  "console.pick": "Choose a consultation",
  "console.pick_text": "Alt + ↑ and Alt + ↓ switch conversations without leaving the keyboard.",
  "console.new": "New",
  "console.to": "To: {name}",
  "console.availability": "My availability",
  "console.available": "Available",
  "console.busy": "In a consultation",
  "console.away": "Away",
  "console.availability_failed": "Your availability did not change. Check your connection and try again.",
  "console.complete": "Complete the consultation",
  "console.complete_short": "Complete",
  "console.complete_title": "Complete the consultation?",
  "console.complete_text":
    "{name} will not be able to write here any more, and neither will you. The conversation stays readable for both. This cannot be undone.",
  "console.complete_unanswered": "The client’s last message has not been answered.",
  "console.completed": "The consultation is completed",
  "console.more": "Actions",
  "console.not_found": "There is no such consultation",
  "console.not_found_text": "The link may be out of date. Choose a consultation from the list.",
};
