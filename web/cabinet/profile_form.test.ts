import { expect, test } from "vitest";
import type { Profile } from "../contracts/openapi";
import { ApiError } from "../shared/api";
import { avatarProblem, changesOf, formOf, problemsOf, refusalsOf } from "./profile_form";

const place = { id: "524901", name: "Москва", lat: 55.75, lon: 37.61, timezone: "Europe/Moscow" };
const anna: Profile = {
  id: "1",
  role: "client",
  name: "Анна",
  first_name: "Анна",
  last_name: "Соколова",
  phone: "+79990000001",
  email: "client@example.com",
  birth: { date: "1992-04-17", time: "06:28", fold: null, place },
  avatar_url: null,
  language: "ru",
  has_password: true,
};

test("what was not touched is not sent", () => {
  expect(changesOf(formOf(anna), anna)).toEqual({});
});

test("only what differs is sent, and a new birth time keeps the birth place", () => {
  const form = { ...formOf(anna), last_name: "Орлова ", birth_time: "06:30" };
  expect(changesOf(form, anna)).toEqual({
    last_name: "Орлова",
    birth: { date: "1992-04-17", time: "06:30", place },
  });
});

test("an unknown birth time is sent as none", () => {
  expect(changesOf({ ...formOf(anna), birth_time_unknown: true }, anna)).toEqual({
    birth: { date: "1992-04-17", time: null, place },
  });
});

test("another birth place is sent with the date and time that stay", () => {
  const tula = { ...place, id: "480562", name: "Тула" };
  expect(changesOf({ ...formOf(anna), birth_place: tula }, anna)).toEqual({
    birth: { date: "1992-04-17", time: "06:28", place: tula },
  });
});

test("name, e-mail and birth date are required, and the latter two must make sense", () => {
  const empty = formOf({ ...anna, first_name: "", email: null, birth: null });
  expect(problemsOf(empty, "2026-11-22")).toEqual({
    first_name: "required",
    email: "required",
    birth_date: "required",
  });
  const odd = { ...formOf(anna), email: "anna", birth_date: "2026-11-23" };
  expect(problemsOf(odd, "2026-11-22")).toEqual({ email: "email_wrong", birth_date: "birth_wrong" });
  expect(problemsOf(formOf(anna), "2026-11-22")).toEqual({});
});

test("the server's objections stand at their fields", () => {
  const error = new ApiError("conflict", "", 409, [{ field: "email", code: "conflict", detail: "Адрес занят." }]);
  expect(refusalsOf(error)).toEqual({ email: { detail: "Адрес занят." } });
  expect(refusalsOf(new ApiError("internal", ""))).toEqual({});
});

test("a picture must be a picture and not too large", () => {
  expect(avatarProblem({ type: "image/png", size: 1000 })).toBeNull();
  expect(avatarProblem({ type: "image/gif", size: 1000 })).toBe("avatar_type");
  expect(avatarProblem({ type: "image/jpeg", size: 6 * 1024 * 1024 })).toBe("avatar_size");
});
