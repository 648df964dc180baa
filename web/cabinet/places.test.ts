import { expect, test } from "vitest";
import { createApi } from "../shared/api";
import { createPlaceSearch } from "./places";

const moscow = { id: "1", name: "Москва", region: "", country: "Россия", lat: 55, lon: 37, timezone: "Europe/Moscow" };

function search() {
  const asked: string[] = [];
  const answers: ((items: readonly unknown[]) => void)[] = [];
  const pauses: (() => void)[] = [];
  const api = createApi({
    language: "ru",
    fetch: (path) => {
      asked.push(decodeURIComponent(String(path).split("q=")[1] ?? ""));
      return new Promise((answer) => answers.push((items) => answer(Response.json({ items }))));
    },
  });
  const places = createPlaceSearch(api, (then) => pauses.push(then));
  const settle = async (number: number, items: readonly unknown[]) => {
    answers[number]?.(items);
    await new Promise((done) => setTimeout(done));
  };
  const rest = () => {
    for (const then of pauses.splice(0)) then();
  };
  return { places, asked, settle, rest };
}

test("only what was typed last is asked for", () => {
  const { places, asked, rest } = search();
  places.look("мос");
  places.look("моск");
  rest();
  expect(asked).toEqual(["моск"]);
});

test("a late answer to an earlier question is dropped", async () => {
  const { places, settle, rest } = search();
  places.look("мос");
  rest();
  places.look("тул");
  rest();
  await settle(1, [moscow]);
  await settle(0, []);
  expect(places.found.value).toEqual([moscow]);
});

test("one letter asks nothing, and a choice ends the search", () => {
  const { places, asked, rest } = search();
  places.look("м");
  rest();
  expect(asked).toEqual([]);
  places.look("мос");
  places.forget();
  rest();
  expect(asked).toEqual([]);
  expect(places.found.value).toBeNull();
});
