/** Saying whose birth a consultation is about: what was typed, what is wrong with it, sending it. No DOM. */

import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { BirthAnswer, BirthDataInput, BirthDataOutput, BirthPlaceInput, GiveBirth } from "../contracts/openapi";
import type { Api, ApiError, Choice } from "../shared/api";
import type { Explained } from "../shared/i18n/i18n";

export interface BirthForm {
  readonly is_self: boolean;
  readonly name: string;
  readonly date: string;
  readonly time: string;
  readonly time_unknown: boolean;
  readonly fold: number | null;
  readonly place: BirthPlaceInput | null;
}

export type BirthField = "name" | "date" | "time" | "place";
/** A kind of our own, or the server's words. */
export type BirthProblem = "required" | "birth_wrong" | "time_required" | { readonly detail: string };
export type BirthProblems = Partial<Record<BirthField, BirthProblem>>;

export interface BirthGiving {
  readonly form: ReadonlySignal<BirthForm>;
  readonly problems: ReadonlySignal<BirthProblems>;
  /** What an unclear local time may mean. */
  readonly choices: ReadonlySignal<readonly Choice[]>;
  readonly failure: Signal<Explained | null>;
  readonly busy: ReadonlySignal<boolean>;
  change(part: Partial<BirthForm>): void;
  /** Whose birth it is decides what is filled in. */
  isAbout(self: boolean): void;
  /** Answers the question which time is meant, and sends. */
  choose(choice: Choice): Promise<BirthAnswer | null>;
  /** What the server holds now; null when it was refused. */
  send(): Promise<BirthAnswer | null>;
}

export interface GivingOptions {
  api: Api;
  answer: BirthAnswer;
  /** What the profile says of the client's own birth. */
  profile: BirthDataOutput | null;
  /** `YYYY-MM-DD` where the person is. */
  today: () => string;
}

const EARLIEST = "1900-01-01";
const EMPTY: BirthForm = {
  is_self: true,
  name: "",
  date: "",
  time: "",
  time_unknown: false,
  fold: null,
  place: null,
};
const FIELDS: Record<BirthField, readonly string[]> = {
  name: ["name"],
  date: ["birth.date", "birth"],
  time: ["birth.time"],
  place: ["birth.place", "birth.place.timezone"],
};

export function giveBirth({ api, answer, profile, today }: GivingOptions): BirthGiving {
  const form = signal(formFor(answer, profile, answer.given?.is_self ?? answer.asked_of !== "other"));
  const problems = signal<BirthProblems>({});
  const choices = signal<readonly Choice[]>([]);
  const failure = signal<Explained | null>(null);
  const busy = signal(false);
  const begin = (next: BirthForm) => {
    form.value = next;
    problems.value = {};
    choices.value = [];
    failure.value = null;
  };
  const refused = (error: ApiError) => {
    choices.value = error.errors.flatMap((one) => one.choices ?? []);
    const found = Object.entries(FIELDS).flatMap(([field, names]) => {
      const detail = names.map((name) => error.of(name)).find(Boolean);
      return detail ? [[field, { detail }] as const] : [];
    });
    const isFixed = error.code === "conflict";
    problems.value = isFixed ? {} : Object.fromEntries(found);
    failure.value =
      found.length > 0 && !isFixed ? null : { code: error.code, detail: error.of("birth") ?? error.detail };
  };
  const send = async () => {
    if (busy.value) return null;
    problems.value = missingIn(form.value, today());
    if (Object.keys(problems.value).length > 0) return null;
    busy.value = true;
    failure.value = null;
    const path = { id: answer.conversation_id };
    const stored = await api.call("PUT /api/conversations/{id}/birth", { path, body: bodyOf(form.value) });
    busy.value = false;
    if (stored.ok) return stored.data;
    refused(stored.error);
    return null;
  };
  return {
    form,
    problems,
    choices,
    failure,
    busy,
    send,
    change(part) {
      // Another day or hour is another question.
      const fold = "date" in part || "time" in part || "place" in part ? { fold: null } : {};
      begin({ ...form.value, ...fold, ...part });
    },
    isAbout: (self) => begin(formFor(answer, profile, self)),
    choose({ value }) {
      begin({ ...form.value, time: String(value.time), fold: Number(value.fold) });
      return send();
    },
  };
}

function formFor({ given }: BirthAnswer, profile: BirthDataOutput | null, self: boolean): BirthForm {
  const known = given?.is_self === self ? given.birth : self ? profile : null;
  if (!known) return { ...EMPTY, is_self: self };
  return {
    is_self: self,
    name: self ? "" : (given?.name ?? ""),
    date: known.date,
    time: known.time?.slice(0, 5) ?? "",
    time_unknown: known.time === null,
    fold: known.fold,
    place: known.place,
  };
}

export function missingIn(form: BirthForm, today: string): BirthProblems {
  const problems: BirthProblems = {};
  if (!form.is_self && !form.name.trim()) problems.name = "required";
  if (!form.date) problems.date = "required";
  else if (form.date < EARLIEST || form.date > today) problems.date = "birth_wrong";
  if (!form.time && !form.time_unknown) problems.time = "time_required";
  if (!form.place) problems.place = "required";
  return problems;
}

function bodyOf(form: BirthForm): GiveBirth {
  const time = form.time_unknown ? null : form.time;
  const birth: BirthDataInput = { date: form.date, time, fold: time === null ? null : form.fold, place: form.place };
  return form.is_self ? { is_self: true, birth } : { is_self: false, name: form.name.trim(), birth };
}
