import type { SameKeys } from "../i18n";
import type { answer as ru } from "../ru/answer";

export const answer: SameKeys<typeof ru> = {
  "answer.open": "Long answer",
  "answer.title": "Long answer: {name}",
  "answer.field": "Answer for {name}",
  "answer.placeholder": "Take your time: the text is saved by itself, and you can go on with it on another device.",
  "answer.preview": "As the client will see it",
  "answer.preview_none": "Here the answer looks as the client will see it.",
  "answer.saved": "Saved.",
  "answer.saving": "Saving…",
  "answer.failed": "Only on this device so far.",
  "answer.length": { one: "{count} character", other: "{count} characters" },
  "answer.later": "Go on later",
  "answer.send": { one: "Send", other: "Send as {count} messages" },
  "answer.conflict": "This answer has been continued on another device",
  "answer.conflict_text": "It says there:",
  "answer.conflict_sent": "Nothing: the answer was sent or erased.",
  "answer.both": "Join both",
  "answer.theirs": "Take that one",
  "answer.mine": "Keep this one",
};
