/** How an application begins: into the page's `#app`, with its texts above everything. */

import { type ComponentChildren, render } from "preact";
import { TextsProvider } from "../i18n/context";
import type { I18n } from "../i18n/i18n";
import { followSeen } from "./seen";
import type { Session } from "./session";
import { WhileSignedIn } from "./while_signed_in";

/** An application of somebody who is signed in: nothing of it stays once they are not. */
export function show<Key extends string>(texts: I18n<Key>, session: Session, view: ComponentChildren): void {
  draw(texts, <WhileSignedIn session={session}>{view}</WhileSignedIn>);
}

/** For everybody. */
export function draw<Key extends string>(texts: I18n<Key>, view: ComponentChildren): void {
  const root = document.getElementById("app");
  if (!root) throw new Error("the page has no #app");
  root.replaceChildren();
  root.removeAttribute("aria-busy");
  followSeen(window.visualViewport, document.documentElement);
  render(<TextsProvider value={texts}>{view}</TextsProvider>, root);
}
