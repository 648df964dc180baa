import type { SameKeys } from "../i18n";
import type { search as ru } from "../ru/search";

export const search: SameKeys<typeof ru> = {
  "search.open": "Search this conversation",
  "search.close": "Close the search",
  "search.field": "Search this conversation",
  "search.hint": "Type a word in any form, or an exact phrase in quotes.",
  "search.searching": "Searching…",
  "search.nothing": "Nothing found",
  "search.nothing_hint": "Try another word, or leave out the quotes.",
  "search.failed": "The search did not work.",
  "search.more": "Show more",
  "search.messages": "Messages",
  "search.results": "Messages found",
  "search.previous": "Previous match",
  "search.next": "Next match",
  "search.place": "{at} of {count}",
  "search.list": "Show the list of matches",
  "search.found": { one: "{count} message found", other: "{count} messages found" },
  "search.found_more": "More than {count} messages found",
  "search.said": "{name}: ",
};
