import { expect, test } from "vitest";
import { createApi } from "../shared/api";
import { changePassword } from "./password_change";

function changing(hasPassword: boolean, answer: () => Response = () => new Response(null, { status: 204 })) {
  const sent: unknown[] = [];
  const api = createApi({
    language: "ru",
    fetch: async (_path, init) => {
      sent.push(JSON.parse(String(init?.body)));
      return answer();
    },
  });
  return { change: changePassword(api, hasPassword), sent };
}

test("a short or mistyped password is not sent", async () => {
  const { change, sent } = changing(true);
  change.change({ password: "short", repeat: "other" });
  expect(await change.save()).toBe(false);
  expect(change.problems.value).toEqual({
    current: "required",
    password: "password_short",
    repeat: "password_differs",
  });
  expect(sent).toEqual([]);
});

test("whoever had no password is not asked for one", async () => {
  const { change, sent } = changing(false);
  change.change({ password: "long enough", repeat: "long enough" });
  expect(await change.save()).toBe(true);
  expect(sent).toEqual([{ password: "long enough" }]);
});

test("a wrong present password is said at its field", async () => {
  const errors = [{ field: "current", code: "invalid_credentials", detail: "Неверный текущий пароль." }];
  const { change } = changing(true, () =>
    Response.json({ code: "validation_failed", detail: "…", errors }, { status: 422 }),
  );
  change.change({ current: "wrong", password: "long enough", repeat: "long enough" });
  expect(await change.save()).toBe(false);
  expect(change.problems.value).toEqual({ current: { detail: "Неверный текущий пароль." } });
  expect(change.failure.value).toBeNull();
});
