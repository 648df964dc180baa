/** What the keys and the palette do on the desk. */

import { useKeys } from "../shared/keyboard/use_keys";
import { neighbour } from "../shared/ui/inbox/stepping";
import type { Desktop } from "./desktop";
import { longestUnread } from "./filter";
import { stepped } from "./panes";
import { type Action, actionOf } from "./shortcuts";

/** Does it at once. False: there is nothing to be done, and the key stays the browser's. */
export function act(desktop: Desktop, action: Action): boolean {
  const panes = desktop.panes.peek();
  switch (action) {
    case "palette":
    case "shortcuts":
      desktop.sheet.value = action;
      return true;
    case "next":
    case "previous":
      return goTo(desktop, neighbour(desktop.listed.ids, panes.current, action === "next" ? 1 : -1));
    case "unread":
      return goTo(desktop, longestUnread(desktop.session.chat.store.state, panes.current));
    case "pane_next":
    case "pane_previous":
      return enter(desktop, stepped(panes, action === "pane_next" ? 1 : -1).current);
    case "pane_close":
      if (panes.current) desktop.shut(panes.current);
      return panes.current !== null;
    case "card":
      desktop.card.value = !desktop.card.peek();
      return true;
    case "hours":
    case "figures":
      desktop.ownPart.value = action;
      return true;
    case "answer":
    case "complete":
      desktop[action === "answer" ? "answering" : "completing"].value = panes.current;
      return true;
    default:
      return enter(desktop, desktop.shown.peek()[Number(action.at(-1)) - 1] ?? null);
  }
}

/** The key is ours also where there is nobody to go to. */
function goTo(desktop: Desktop, id: string | null): boolean {
  if (id) desktop.open(id);
  return true;
}

function enter(desktop: Desktop, id: string | null): boolean {
  if (id) desktop.enter(id);
  return id !== null;
}

export function useShortcuts(desktop: Desktop): void {
  useKeys((event, isWriting) => {
    const action = actionOf(event, isWriting);
    return action !== null && act(desktop, action);
  }, desktop);
}
