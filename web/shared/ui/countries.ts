/** Finding a country in the list by what is typed: a beginning of any word of its name, its code, its dial code. */

import type { Country } from "./phone";

export function countriesLike(text: string, countries: readonly Country[]): readonly Country[] {
  const wanted = plain(text.trim());
  if (wanted === "") return countries;
  const digits = wanted.replace(/[\s()+-]/g, "");
  if (/^\d+$/.test(digits)) return countries.filter(({ dial_code }) => dial_code.slice(1).startsWith(digits));
  return countries.filter(({ name, code }) => {
    const words = plain(name);
    return words.startsWith(wanted) || words.includes(` ${wanted}`) || code.toLowerCase() === wanted;
  });
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll("ё", "е").replaceAll("-", " ");
}
