import type { SameKeys } from "../i18n";
import type { replies as ru } from "../ru/replies";

export const replies: SameKeys<typeof ru> = {
  "replies.name": "Canned replies",
  "replies.open": "Canned replies (“/” in an empty field)",
  "replies.search": "Find a reply",
  "replies.found": { one: "{count} reply", other: "{count} replies" },
  "replies.nothing": "There is no such reply.",
  "replies.empty": "No canned replies yet",
  "replies.manage": "Write or change…",
  "replies.about":
    "What has to be written often: a greeting, a question, a farewell. In a conversation a reply is put into the field, where it can still be changed.",
  "replies.new": "New reply",
  "replies.team": "Team",
  "replies.change": "Change: {title}",
  "replies.remove": "Delete: {title}",
  "replies.remove_sure": "Delete?",
  "replies.title": "Title",
  "replies.folder": "Folder",
  "replies.text": "Text",
  "replies.text_hint": "Words in braces become this conversation’s name, service and date.",
  "replies.client_name": "Client’s name",
  "replies.service": "Service",
  "replies.astrologer_name": "Astrologer’s name",
  "replies.until": "Date",
  "replies.share": "Show it to everybody who answers with me",
  "replies.save": "Save",
};
