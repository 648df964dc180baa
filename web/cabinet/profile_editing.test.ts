import { expect, test } from "vitest";
import type { Profile } from "../contracts/openapi";
import { createApi } from "../shared/api";
import { editProfile } from "./profile_editing";

const anna: Profile = {
  id: "1",
  role: "client",
  name: "Анна",
  first_name: "Анна",
  last_name: "",
  phone: null,
  email: "client@example.com",
  birth: { date: "1992-04-17", time: null, fold: null, place: null },
  avatar_url: null,
  language: "ru",
  has_password: true,
};

function editor(answer: (path: string) => Response = () => Response.json(anna), profile = anna) {
  const asked: string[] = [];
  const kept: Profile[] = [];
  const api = createApi({
    language: "ru",
    fetch: async (path, init) => {
      asked.push(`${init?.method} ${path}`);
      return answer(String(path));
    },
  });
  const editing = editProfile({
    api,
    kept: { put: (profile) => void kept.push(profile) },
    profile,
    today: () => "2026-11-22",
  });
  return { editing, asked, kept };
}

const picture = () => new File(["…"], "a.png", { type: "image/png" });

test("cancel drops every change, the chosen picture too", () => {
  const { editing, asked } = editor();
  editing.change({ first_name: "Аня" });
  editing.chooseAvatar(picture());
  editing.cropped(picture());
  expect(editing.changed.value).toBe(true);
  editing.reset();
  expect(editing.form.value.first_name).toBe("Анна");
  expect(editing.avatar.value).toBeNull();
  expect(editing.changed.value).toBe(false);
  expect(asked).toEqual([]);
});

test("save keeps the picture and the fields, and then nothing is left to save", async () => {
  const saved = { ...anna, last_name: "Орлова", avatar_url: "/api/avatars/1.webp" };
  const { editing, asked, kept } = editor((path) =>
    Response.json(path.endsWith("avatar") ? { avatar_url: saved.avatar_url } : saved),
  );
  editing.change({ last_name: "Орлова" });
  editing.chooseAvatar(picture());
  editing.cropped(picture());
  expect(await editing.save()).toBe(true);
  expect(asked).toEqual(["PUT /api/me/avatar", "PATCH /api/me"]);
  expect(kept.at(-1)).toEqual(saved);
  expect(editing.changed.value).toBe(false);
});

test("a required field left empty is not sent", async () => {
  const { editing, asked } = editor();
  editing.change({ first_name: " " });
  expect(await editing.save()).toBe(false);
  expect(editing.problems.value).toEqual({ first_name: "required" });
  expect(asked).toEqual([]);
});

test("what the server objects to stands at its field, and what was typed stays", async () => {
  const errors = [{ field: "email", code: "conflict", detail: "Этот адрес уже занят." }];
  const { editing } = editor(() => Response.json({ code: "conflict", detail: "…", errors }, { status: 409 }));
  editing.change({ email: "taken@example.com" });
  expect(await editing.save()).toBe(false);
  expect(editing.problems.value).toEqual({ email: { detail: "Этот адрес уже занят." } });
  expect(editing.form.value.email).toBe("taken@example.com");
  expect(editing.failure.value).toBeNull();
});

test("a file that is no picture is refused before it is sent", () => {
  const { editing } = editor();
  editing.chooseAvatar(new File(["…"], "a.gif", { type: "image/gif" }));
  expect(editing.avatarProblem.value).toBe("avatar_type");
  expect(editing.changed.value).toBe(false);
});

test("a picture is cut out before it is anybody's, and one that cannot be read is said to be", () => {
  const { editing } = editor();
  const file = picture();
  editing.chooseAvatar(file);
  expect(editing.cropping.value).toBe(file);
  expect(editing.changed.value).toBe(false);
  editing.cropped(null);
  expect(editing.changed.value).toBe(false);
  editing.chooseAvatar(file);
  editing.cropped("avatar_broken");
  expect(editing.avatarProblem.value).toBe("avatar_broken");
  expect(editing.cropping.value).toBeNull();
});

test("a picture that is taken away goes with saving", async () => {
  const { editing, asked, kept } = editor(() => new Response(null, { status: 204 }), {
    ...anna,
    avatar_url: "/api/avatars/1.webp",
  });
  editing.removeAvatar();
  expect(editing.changed.value).toBe(true);
  expect(await editing.save()).toBe(true);
  expect(asked).toEqual(["DELETE /api/me/avatar"]);
  expect(kept.at(-1)?.avatar_url).toBeNull();
});
