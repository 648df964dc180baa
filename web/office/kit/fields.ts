/** What a form is made of: a table of fields, each of a kind that the kit knows how to show, check and compare. */

import type { OfficeKey } from "../../shared/i18n/ru/office";
import type { Office } from "../office";

/** A form's contents by the contract's field names. The server alone judges them. */
export type Values = Readonly<Record<string, unknown>>;

export interface Option {
  readonly value: string;
  /** A person's or a service's own name, or a key of the catalogue. */
  readonly label: string;
}

/** What may be chosen; read while drawing, so that what is loaded later appears. */
export type Options = (office: Office) => readonly Option[];

interface Named {
  /** The field's name in the contract. */
  readonly name: string;
  readonly label: OfficeKey;
  readonly hint?: OfficeKey;
  /** Given once, when something is made. */
  readonly onlyNew?: true;
}

export type Field =
  | (Named & { readonly kind: "word"; readonly inputMode?: "email" | "tel" | "numeric" })
  /** Words in both languages; `long`: several lines, `many`: a list of them. */
  | (Named & { readonly kind: "text"; readonly long?: true; readonly many?: true })
  /** `facts`: `{…}` in it names details of the organisation, which the preview fills in. */
  | (Named & { readonly kind: "markdown"; readonly facts?: true })
  /** Kopecks on the wire, roubles for people. */
  | (Named & { readonly kind: "money"; readonly optional?: true })
  | (Named & { readonly kind: "number"; readonly optional?: true })
  /** A moment of any day, `HH:MM`; `24:00` ends it. `also`: whose complaints stand here, too. */
  | (Named & { readonly kind: "time"; readonly also?: string })
  /** Days with hours of their own. */
  | (Named & { readonly kind: "days" })
  | (Named & { readonly kind: "validity" })
  | (Named & { readonly kind: "formats" })
  | (Named & { readonly kind: "flag" })
  /** `none`: what leaving it empty means. */
  | (Named & { readonly kind: "moment"; readonly none?: OfficeKey })
  /** `none`: what choosing nothing is called. */
  | (Named & { readonly kind: "choice"; readonly options: Options; readonly none?: OfficeKey })
  | (Named & { readonly kind: "choices"; readonly options: Options });

export interface Words {
  readonly ru: string;
  readonly en: string;
}

export const NO_WORDS: Words = { ru: "", en: "" };

export interface Money {
  readonly amount: number;
  readonly currency: string;
}

export interface Lasting {
  readonly months: number;
  readonly days: number;
}

export interface FormatOffer {
  readonly format: "audio" | "written";
  readonly title: Words;
  readonly description: Words;
}
