import { expect, test } from "vitest";
import { createApi } from "../shared/api";
import { createErasing } from "./erasing";

const OWNER = { has_password: true, phone: "+79990000001" };

function erasing(profile: { has_password: boolean; phone: string | null }, ...answers: Response[]) {
  const sent: unknown[] = [];
  const api = createApi({
    language: "ru",
    fetch: async (path, init) => {
      sent.push([init?.method, path, JSON.parse(String(init?.body))]);
      return answers.shift() ?? new Response(null, { status: 204 });
    },
  });
  return { erasing: createErasing(api, profile), sent };
}

test("nothing is asked for without a proof", async () => {
  const { erasing: leaving, sent } = erasing(OWNER);
  expect(await leaving.erase()).toBe(false);
  expect(leaving.problem.value).toBe("erase_required");
  expect(sent).toEqual([]);
});

test("the password goes along, and a wrong one is said at its field", async () => {
  const errors = [{ field: "password", code: "invalid_credentials", detail: "Неверный текущий пароль." }];
  const refusal = Response.json({ code: "validation_failed", detail: "…", errors }, { status: 422 });
  const { erasing: leaving, sent } = erasing(OWNER, refusal);
  leaving.type("wrong");
  expect(await leaving.erase()).toBe(false);
  expect(leaving.problem.value).toEqual({ detail: "Неверный текущий пароль." });
  leaving.type("right");
  expect(leaving.problem.value).toBeNull();
  expect(await leaving.erase()).toBe(true);
  expect(sent.at(-1)).toEqual(["DELETE", "/api/me", { password: "right" }]);
});

test("whoever has no password is sent a code", async () => {
  const resend = Response.json({ resend_after_seconds: 30, expires_in_seconds: 600 }, { status: 202 });
  const { erasing: leaving, sent } = erasing({ has_password: false, phone: OWNER.phone }, resend);
  expect(leaving.proof.value).toBe("code");
  await leaving.sendCode();
  expect(leaving.sent.value).toBe(true);
  expect(leaving.resend.seconds.value).toBe(30);
  leaving.resend.stop();
  leaving.type("123456");
  expect(await leaving.erase()).toBe(true);
  expect(sent).toEqual([
    ["POST", "/api/auth/phone/request", { phone: OWNER.phone }],
    ["DELETE", "/api/me", { code: "123456" }],
  ]);
});

test("whoever has neither is told so, and nothing is sent", async () => {
  const { erasing: leaving, sent } = erasing({ has_password: false, phone: null });
  expect(leaving.proof.value).toBeNull();
  expect(await leaving.erase()).toBe(false);
  await leaving.sendCode();
  expect(sent).toEqual([]);
});

test("another way to prove it forgets what was typed", () => {
  const { erasing: leaving } = erasing(OWNER);
  leaving.type("secret");
  leaving.choose("code");
  expect([leaving.proof.value, leaving.typed.value]).toEqual(["code", ""]);
});
