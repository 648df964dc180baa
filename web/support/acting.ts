/** What the keys and the palette do on the desk. */

import { useKeys } from "../shared/keyboard/use_keys";
import { neighbour } from "../shared/ui/inbox/stepping";
import { type Asked, BASE, type Desk } from "./desk";
import { longestWaiting } from "./queue";
import { type Action, actionOf } from "./shortcuts";
import { mayBeAsked } from "./triage/possible";

/** Does it at once. False: there is nothing to be done, and the key stays the browser's. */
export function act(desk: Desk, action: Action): boolean {
  const openId = desk.openId.peek();
  switch (action) {
    case "palette":
    case "shortcuts":
    case "notices":
    case "people":
    case "overdue":
      desk.sheet.value = action;
      return true;
    case "next":
    case "previous":
      return goTo(desk, neighbour(desk.listed.ids, openId, action === "next" ? 1 : -1));
    case "longest":
      return goTo(desk, longestWaiting(desk.session.chat.store.state, openId));
    case "leave_request":
      if (openId) desk.router.go(BASE);
      return openId !== null;
    case "visitor":
    case "notes":
      if (openId) desk.panels.toggle(action);
      return openId !== null;
    case "claim":
      return press(".claim .button");
    default:
      return ask(desk, action);
  }
}

/** The key is ours also where there is nobody to go to. */
function goTo(desk: Desk, id: string | null): boolean {
  if (id) desk.show(id);
  return true;
}

/** What the button in the composer's place does: it says why where it is refused. */
function press(selector: string): boolean {
  const button = document.querySelector<HTMLElement>(selector);
  button?.click();
  return button !== null;
}

function ask(desk: Desk, asked: Asked): boolean {
  const { conversations, me } = desk.session.chat.store.state;
  const open = conversations.get(desk.openId.peek() ?? "");
  if (!open || !mayBeAsked(open, asked, me?.id ?? null)) return false;
  desk.asked.value = asked;
  return true;
}

export function useShortcuts(desk: Desk): void {
  useKeys((event, isWriting) => {
    const action = actionOf(event, isWriting);
    return action !== null && act(desk, action);
  }, desk);
}
