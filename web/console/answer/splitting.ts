/** A long answer as messages: each within the limit, split where one takes a breath. Pure. */

/** As the server counts: by code points, so that an emoji is one and not two. */
export function lengthOf(text: string): number {
  return text.length - (text.match(/[\uD800-\uDBFF]/g)?.length ?? 0);
}

/** Where a text may be split, from the best place to the worst. */
const BREAKS = [/\n\s*\n/g, /\n/g, /(?<=[.!?…])\s+/g, /\s+/g] as const;

/** The messages that say `text` in order; joined again they say the same, but for the space between them. */
export function messagesOf(text: string, most: number): readonly string[] {
  const messages: string[] = [];
  let rest = text.trim();
  while (lengthOf(rest) > most) {
    const [from, to] = breakIn(rest, most);
    messages.push(rest.slice(0, from).trimEnd());
    rest = rest.slice(to).trimStart();
  }
  return rest === "" ? messages : [...messages, rest];
}

/** The last good place within the limit. A half-empty message is worse than one that ends with a sentence. */
function breakIn(text: string, most: number): readonly [from: number, to: number] {
  const room = unitsOf(text, most);
  for (const kind of BREAKS) {
    const found = [...text.slice(0, room + 1).matchAll(kind)].at(-1);
    if (found && found.index <= room && found.index >= room / 2) return [found.index, found.index + found[0].length];
  }
  return [room, room];
}

/** How many UTF-16 units so many code points take, from the beginning: no character is cut in two. */
function unitsOf(text: string, points: number): number {
  let units = 0;
  for (const character of text) {
    if (points-- === 0) break;
    units += character.length;
  }
  return units;
}
