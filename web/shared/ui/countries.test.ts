import { expect, it } from "vitest";
import { countriesLike } from "./countries";

const country = (code: string, name: string, dial_code: string) => ({ code, name, dial_code, mask: dial_code });
const COUNTRIES = [
  country("BY", "Беларусь", "+375"),
  country("GB", "Великобритания", "+44"),
  country("KZ", "Казахстан", "+7"),
  country("AE", "Объединённые Арабские Эмираты", "+971"),
  country("RU", "Россия", "+7"),
];

it.each([
  ["", ["BY", "GB", "KZ", "AE", "RU"]],
  ["бел", ["BY"]],
  ["араб", ["AE"]],
  ["объединенные", ["AE"]],
  ["+7", ["KZ", "RU"]],
  ["37", ["BY"]],
  ["gb", ["GB"]],
  ["атлантида", []],
])("«%s» finds %j", (typed, codes) => {
  expect(countriesLike(typed, COUNTRIES).map(({ code }) => code)).toEqual(codes);
});
