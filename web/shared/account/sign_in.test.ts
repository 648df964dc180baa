import { describe, expect, it } from "vitest";
import type { Profile } from "../../contracts/openapi";
import { type Api, ApiError, type Result } from "../api";
import { EmailSignIn } from "./email_sign_in";
import { NewPassword, passwordProblem } from "./new_password";
import { PhoneSignIn } from "./phone_sign_in";

const PERSON: Profile = {
  id: "1",
  role: "client",
  name: "Анна",
  first_name: "Анна",
  last_name: "",
  phone: "+79990000001",
  email: null,
  birth: null,
  avatar_url: null,
  language: "ru",
  has_password: false,
};

/** Answers by call name and remembers what was asked. */
function apiThat(answers: Record<string, Result<unknown>>) {
  const asked: string[] = [];
  const api: Api = {
    async call(name) {
      asked.push(name);
      return (answers[name] ?? { ok: false, error: new ApiError("internal", "") }) as never;
    },
  };
  return { api, asked };
}

const SENT = { ok: true, data: { resend_after_seconds: 30, expires_in_seconds: 600 } } as const;

describe("signing in by phone", () => {
  const begin = (answers: Record<string, Result<unknown>>) => {
    const { api, asked } = apiThat(answers);
    const seen: { sent: string[]; users: Profile[] } = { sent: [], users: [] };
    const state = new PhoneSignIn({
      api,
      onCodeSent: (phone) => seen.sent.push(phone),
      onSignedIn: (user) => seen.users.push(user),
    });
    return { state, asked, seen };
  };

  it("asks for the whole number before it asks the server", async () => {
    const { state, asked } = begin({});
    await state.requestCode();
    expect(state.problem.value).toBe("phone_incomplete");
    expect(asked).toEqual([]);
  });

  it("goes on to the code and counts down to the next one", async () => {
    const { state, seen } = begin({ "POST /api/auth/phone/request": SENT });
    state.phone.value = "+79990000001";
    state.complete.value = true;
    await state.requestCode();
    expect(state.stage.value).toBe("code");
    expect(state.resend.seconds.value).toBe(30);
    expect(seen.sent).toEqual(["+79990000001"]);
    state.resend.stop();
  });

  it("stays at the code when it was wrong and says why", async () => {
    const wrong = new ApiError("code_invalid", "Неверный код.", 422);
    const { state, seen } = begin({ "POST /api/auth/phone/verify": { ok: false, error: wrong } });
    state.code.value = "123456";
    await state.verify();
    expect(state.problem.value).toBe(wrong);
    expect(seen.users).toEqual([]);
  });

  it("hands over whoever signed in", async () => {
    const { state, seen } = begin({ "POST /api/auth/phone/verify": { ok: true, data: { user: PERSON, token: null } } });
    state.code.value = "123456";
    await state.verify();
    expect(seen.users).toEqual([PERSON]);
  });

  it("waits as long as the server says after too many requests", async () => {
    const limited = new ApiError("rate_limited", "…", 429, [], 17);
    const { state } = begin({ "POST /api/auth/phone/request": { ok: false, error: limited } });
    state.complete.value = true;
    await state.requestCode();
    expect(state.stage.value).toBe("number");
    expect(state.resend.seconds.value).toBe(17);
    state.resend.stop();
  });
});

describe("signing in by e-mail", () => {
  it("says nothing more than that the pair was wrong", async () => {
    const refused = new ApiError("invalid_credentials", "Неверный логин или пароль", 401);
    const { api } = apiThat({ "POST /api/auth/email/login": { ok: false, error: refused } });
    const state = new EmailSignIn(api, () => {});
    state.email.value = "anna@example.com";
    state.password.value = "secret";
    await state.signIn();
    expect(state.problem.value).toBe(refused);
  });

  it("answers a lost password the same for every address", async () => {
    const { api } = apiThat({ "POST /api/auth/password/forgot": { ok: true, data: null } });
    const state = new EmailSignIn(api, () => {});
    state.show("recovery");
    state.email.value = "nobody@example.com";
    await state.recover();
    expect(state.stage.value).toBe("recovery_sent");
  });

  it("does not ask the server about what is no address", async () => {
    const { api, asked } = apiThat({});
    const state = new EmailSignIn(api, () => {});
    state.email.value = "anna";
    await state.recover();
    expect(state.problem.value).toBe("email_wrong");
    expect(asked).toEqual([]);
  });
});

describe("a new password", () => {
  it("is long enough and typed the same twice", () => {
    expect(passwordProblem("семьзнк", "семьзнк")).toBe("password_short");
    expect(passwordProblem("звёздное небо", "звёздное небе")).toBe("passwords_differ");
    expect(passwordProblem("звёздное небо", "звёздное небо")).toBeNull();
  });

  it("is saved with the token of the link", async () => {
    const { api } = apiThat({ "POST /api/auth/password/reset": { ok: true, data: null } });
    const state = new NewPassword(api, "token");
    state.password.value = state.repeated.value = "звёздное небо";
    await state.save();
    expect(state.saved.value).toBe(true);
  });

  it("cannot be set by a link that was used, or by none", async () => {
    const used = new ApiError("code_invalid", "", 422);
    const { api, asked } = apiThat({ "POST /api/auth/password/reset": { ok: false, error: used } });
    const state = new NewPassword(api, "token");
    state.password.value = state.repeated.value = "звёздное небо";
    await state.save();
    expect(state.broken.value).toBe(true);
    expect(new NewPassword(api, "").broken.value).toBe(true);
    expect(asked).toHaveLength(1);
  });
});
