import type { SameKeys } from "../i18n";
import type { figures as ru } from "../ru/figures";

export const figures: SameKeys<typeof ru> = {
  "figures.name": "Figures of the desk",
  "figures.again": "The figures did not load. Try again",
  "figures.waiting": "Waiting",
  "figures.longest": "longest {duration}",
  "figures.first_answer": "First answer today",
  "figures.week": "{value} this week",
  "figures.resolved": "Resolved today",
  "figures.rating": "Rating this week",
  "figures.stars": "{stars} of 5",
  "figures.ratings": { one: "{count} rating", other: "{count} ratings" },
  "figures.open": "Open",
  "figures.here": "On duty: {count}",
  "figures.second": "{count} s",
  "figures.minute": "{count} min",
  "figures.hour": "{count} h",
  "figures.people": "Who answers",
  "figures.assigning": {
    one: "New requests are given out by themselves: {count} a person at most.",
    other: "New requests are given out by themselves: {count} a person at most.",
  },
  "figures.by_hand": "Everybody takes new requests themselves.",
  "figures.load": "holds {count}",
};
