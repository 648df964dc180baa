/** What the server wrote into the page for its scripts: the data block `#astars-page`. */

import type { Role } from "../contracts/openapi";
import type { Language } from "./i18n/i18n";

export interface PageUser {
  readonly id: string;
  readonly role: Role;
  readonly name: string;
  readonly language: Language;
}

export interface PageData {
  /** Who is signed in, null for a visitor. */
  readonly user: PageUser | null;
  readonly language: Language;
  readonly theme: "light" | "dark" | null;
  /** Where to go after sign-in: a path of this site, checked by the server. */
  readonly next?: string | null;
}

export function pageData(): PageData {
  const block = document.getElementById("astars-page");
  if (!block?.textContent) throw new Error("the page has no data block");
  return JSON.parse(block.textContent) as PageData;
}
