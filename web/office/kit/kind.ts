/** A kind of thing the back office keeps: how it is asked for, listed and edited. */

import type { VNode } from "preact";
import type { Api, Result } from "../../shared/api";
import type { I18n } from "../../shared/i18n/i18n";
import type { OfficeKey } from "../../shared/i18n/ru/office";
import type { Office } from "../office";
import type { Editing } from "./editing";
import type { Field, Values } from "./fields";

/** What everything that is edited has: an address that stays, and the version that was seen. */
export interface Row {
  readonly slug: string;
  readonly version: number;
}

export interface Page<R extends Row> {
  readonly items: readonly R[];
  readonly next_cursor: string | null;
}

export type KindName =
  | "services"
  | "astrologers"
  | "articles"
  | "questions"
  | "legal"
  | "promo_codes"
  | "organisation"
  | "support_rules";

export interface Kind<R extends Row = Row> {
  readonly name: KindName;
  readonly fields: readonly Field[];
  readonly blank: () => Values;
  /** Rows can be put into another order. */
  readonly ordered: boolean;
  readonly picture?: PictureOf<R>;
  /** Where all of them can be had as a file. */
  readonly file?: string;
  list(api: Api, cursor: string | undefined): Promise<Result<Page<R>>>;
  read(api: Api, slug: string): Promise<Result<R>>;
  create(api: Api, values: Values): Promise<Result<R>>;
  change(api: Api, slug: string, values: Values): Promise<Result<R>>;
  remove?(api: Api, row: R): Promise<Result<null>>;
  titleOf(row: R, language: "ru" | "en"): string;
  /** One line beside the title. */
  factsOf(row: R, texts: I18n<OfficeKey>): string;
  /** What is not on the site now, and why. */
  absenceOf(row: R, now: number): OfficeKey | null;
  /** Where everybody sees it; null when nobody does. */
  addressOf(row: R): string | null;
  /** There is exactly one, with this address part: its form stands where others have their list. */
  readonly single?: string;
  /** What is said after saving, where «on the site already» would not be true. */
  savedOf?(row: R): OfficeKey;
  /** What stands below the form of something that is there. */
  below?(office: Office, editing: Editing): VNode;
}

export interface PictureOf<R extends Row> {
  readonly shape: "square" | "cover";
  srcOf(row: R): string;
  replace(api: Api, slug: string, file: Blob): Promise<Result<R>>;
}

/** What the form holds, as the contract's body: the server refuses whatever does not fit. */
export function bodyOf<Body>(values: Values): Body {
  return values as unknown as Body;
}

/** The form's contents for something that is there. */
export function valuesOf(kind: Kind, row: Row): Values {
  const names = new Set(kind.fields.filter(({ onlyNew }) => !onlyNew).map(({ name }) => name));
  return Object.fromEntries(Object.entries(row).filter(([name]) => names.has(name)));
}
