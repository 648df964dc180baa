/** A message's text as pieces to show: plain text and links. Nothing is ever read as HTML. */

export type Piece = { readonly text: string } | { readonly text: string; readonly href: string };

const LINK = /https?:\/\/[^\s<>"«»]+/gi;
/** Punctuation after an address belongs to the sentence. */
const TAIL = /[.,!?;:)\]}'’”…]+$/;

export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    const address = match[0].replace(TAIL, "");
    const href = hrefOf(address);
    if (!href) continue;
    if (match.index > from) pieces.push({ text: text.slice(from, match.index) });
    pieces.push({ text: address, href });
    from = match.index + address.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

function hrefOf(address: string): string | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url && (url.protocol === "https:" || url.protocol === "http:") ? url.href : null;
}

const PICTURE = /\p{Extended_Pictographic}[\uFE0F\p{Emoji_Modifier}]*/u.source;
/** One to three of: a flag, a picture, or pictures joined into one. */
const EMOJI_ONLY = new RegExp(`^(?:(?:\\p{Regional_Indicator}{2}|${PICTURE}(?:\\u200D${PICTURE})*)\\s*){1,3}$`, "u");

/** Up to three emoji and nothing else: shown large. */
export function isEmojiOnly(text: string): boolean {
  return text.length <= 64 && EMOJI_ONLY.test(text.trim());
}
