import type { SameKeys } from "../i18n";
import type { lateAnswer as ru } from "../ru/late_answer";

export const lateAnswer: SameKeys<typeof ru> = {
  "late.due": "Answer by {date}",
  "late.follow_up": "Questions until {date}",
  "late.overdue": "The answer is late",
  "late.title": "The answer is late. What shall we do?",
  "late.text": "We are sorry that you wait longer than promised. Choose what suits you:",
  "late.reassign": "Another astrologer",
  "late.reassign_hint": "Reads all that you wrote, and answers in this very chat",
  "late.extend": { one: "Wait {count} more day", other: "Wait {count} more days" },
  "late.extend_hint": "The consultation stays open that much longer",
  "late.refund": "Money back",
  "late.refund_hint": "To the card that you paid with; the consultation closes",
  "late.refund_sure": "Take the money back and close the consultation?",
  "late.refund_yes": "Yes, money back",
  "late.back": "Back",
  "late.chosen": "We have your choice and are at it.",
  "late.failed": "Your choice could not be sent. Please try again.",
  "chat.system.consultation.reassigned": "Another astrologer continues the consultation: {name}",
  "chat.system.consultation.extended": "The consultation was extended",
  "chat.system.consultation.offered": "The answer is late: you may choose what we do",
  "chat.system.consultation.partly_refunded": "A part of the payment has been refunded",
  "chat.system.consultation.refunded": "The payment has been refunded",
  "chat.system.consultation.follow_up": "The consultation has been given. You may still ask about it",
  "chat.system.consultation.ends_in_days": "The consultation ends in three days",
  "chat.system.consultation.ends_in_day": "The consultation ends in a day",
};
