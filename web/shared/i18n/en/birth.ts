import type { SameKeys } from "../i18n";
import type { birth as ru } from "../ru/birth";

export const birth: SameKeys<typeof ru> = {
  "birth.title": "Birth data",
  "birth.ask": "The astrologer needs the date, time and place of birth to prepare the answer.",
  "birth.none": "No birth data were given. Write them to the astrologer in the chat.",
  "birth.waiting": "The client has not given the birth data yet.",
  "birth.give": "Fill in",
  "birth.change": "Change",
  "birth.fixed": "The astrologer has begun, so the data no longer change.",
  "birth.client": "Client",
  "birth.time_unknown": "time unknown",
  "birth.chart": "Natal chart",
  "birth.chart_of": "Natal chart: {name}",
  "birth.chart_download": "Download PDF",
  "birth.whose": "Who is the consultation about?",
  "birth.mine": "Me",
  "birth.others": "Somebody else",
  "birth.name": "Their name",
  "birth.until": "You can change this until the astrologer begins to answer.",
  "birth.kept": "It is kept in your profile too.",
  "birth.which": "Which time of birth is meant?",
  "birth.time_required": "Enter the time, or say that you do not know it.",
  "birth.save": "Send to the astrologer",
  "birth.saved": "The birth data were sent to the astrologer",
  "birth.give_card": "Give the birth data",
  "birth.missing_card": "The astrologer is waiting for the birth data",
};
