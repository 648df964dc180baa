/** The profile while it is being edited: what was typed, what is wrong with it, and what of it is sent. */

import type { BirthPlaceInput, ChangeProfile, Profile } from "../contracts/openapi";
import type { ApiError } from "../shared/api";

export interface ProfileForm {
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
  readonly birth_date: string;
  readonly birth_time: string;
  readonly birth_time_unknown: boolean;
  readonly birth_place: BirthPlaceInput | null;
}

export type ProfileField = "first_name" | "last_name" | "email" | "birth_date" | "birth_time" | "birth_place";
/** A kind of our own, or the server's words. */
export type Problem = "required" | "email_wrong" | "birth_wrong" | { readonly detail: string };
export type Problems = Partial<Record<ProfileField, Problem>>;

const EARLIEST_BIRTH = "1900-01-01";
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export function formOf(profile: Profile): ProfileForm {
  return {
    first_name: profile.first_name,
    last_name: profile.last_name,
    email: profile.email ?? "",
    birth_date: profile.birth?.date ?? "",
    birth_time: profile.birth?.time?.slice(0, 5) ?? "",
    birth_time_unknown: profile.birth !== null && profile.birth.time === null,
    birth_place: profile.birth?.place ?? null,
  };
}

/** `today` is the date where the person is, `YYYY-MM-DD`. */
export function problemsOf(form: ProfileForm, today: string): Problems {
  const problems: Problems = {};
  if (!form.first_name.trim()) problems.first_name = "required";
  if (!form.email.trim()) problems.email = "required";
  else if (!EMAIL.test(form.email.trim())) problems.email = "email_wrong";
  if (!form.birth_date) problems.birth_date = "required";
  else if (form.birth_date < EARLIEST_BIRTH || form.birth_date > today) problems.birth_date = "birth_wrong";
  return problems;
}

/** What differs from `profile`. */
export function changesOf(form: ProfileForm, profile: Profile): ChangeProfile {
  const before = formOf(profile);
  const time = form.birth_time_unknown || !form.birth_time ? null : form.birth_time;
  const samePlace = form.birth_place?.id === before.birth_place?.id;
  const sameBirth = form.birth_date === before.birth_date && time === (before.birth_time || null) && samePlace;
  return {
    ...(form.first_name.trim() === before.first_name ? {} : { first_name: form.first_name.trim() }),
    ...(form.last_name.trim() === before.last_name ? {} : { last_name: form.last_name.trim() }),
    ...(form.email.trim() === before.email ? {} : { email: form.email.trim() }),
    ...(sameBirth ? {} : { birth: { date: form.birth_date, time, place: form.birth_place } }),
  };
}

/** The server's objections, at the fields they belong to; empty when they belong to none. */
export function refusalsOf(error: ApiError): Problems {
  const fields: Record<ProfileField, readonly string[]> = {
    first_name: ["first_name"],
    last_name: ["last_name"],
    email: ["email"],
    birth_date: ["birth.date", "birth"],
    birth_time: ["birth.time"],
    birth_place: ["birth.place", "birth.place.timezone"],
  };
  const found = Object.entries(fields).flatMap(([field, names]) => {
    const detail = names.map((name) => error.of(name)).find(Boolean);
    return detail ? [[field, { detail }] as const] : [];
  });
  return Object.fromEntries(found);
}

export const AVATAR_TYPES = ["image/jpeg", "image/png", "image/webp"] as const;
const MAX_AVATAR_BYTES = 5 * 1024 * 1024;

export type AvatarProblem = "avatar_type" | "avatar_size" | "avatar_broken" | "avatar_unavailable";

/** Why a file cannot be somebody's picture, or null. */
export function avatarProblem(file: Pick<File, "size" | "type">): AvatarProblem | null {
  if (!(AVATAR_TYPES as readonly string[]).includes(file.type)) return "avatar_type";
  return file.size > MAX_AVATAR_BYTES ? "avatar_size" : null;
}
