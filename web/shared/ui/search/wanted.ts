/** A message in the address of its conversation: `/cabinet/chat/7?message=12`. */

export interface Wanted {
  readonly seq: number;
}

export function wantedAt({ query }: { readonly query: URLSearchParams }): Wanted | null {
  const seq = Number(query.get("message"));
  return Number.isSafeInteger(seq) && seq > 0 ? { seq } : null;
}

/** The address of a conversation, at that message. */
export function addressAt(address: string, seq: number): string {
  return `${address}${address.includes("?") ? "&" : "?"}message=${seq}`;
}
