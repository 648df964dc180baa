/** A section of the back office that is no table of fields: it draws whatever stands below its address. */

import type { VNode } from "preact";
import type { Office } from "../office";

export interface Screen {
  /** Its part of the address, and `office.{name}` of the catalogue its title. */
  readonly name: ScreenName;
  /** `rest`: the parts of the address behind the name. */
  draw(office: Office, rest: readonly string[]): VNode;
}

export type ScreenName =
  | "audit"
  | "certificates"
  | "conversations"
  | "deliveries"
  | "jobs"
  | "orders"
  | "people"
  | "reviews";
