/** Keys that do something, as one table has them: listened to by it, shown by it, named by it. Pure. */

/** By the key's place on the keyboard, so that it is the same in every layout. */
export interface Press {
  readonly code: string;
  readonly ctrl?: true;
  readonly alt?: true;
  readonly shift?: true;
}

/** One row: what a key does (`Action`), or what it does where it is pressed (`Elsewhere`). */
export interface Shortcut<Action extends string, Elsewhere extends string, Group extends string> {
  readonly action: Action | Elsewhere;
  readonly group: Group;
  /** As it is shown: keys that are pressed together. */
  readonly keys: readonly string[];
  /** Left out: listened to elsewhere, or in the palette alone. */
  readonly press?: Press;
}

export type Pressed = Pick<KeyboardEvent, "code" | "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** Which row a press means; null: none, and the key is somebody else's. */
export function rowOf<Row extends { readonly press?: Press }>(rows: readonly Row[], event: Pressed): Row | null {
  const found = rows.find(
    ({ press }) =>
      press &&
      press.code === event.code &&
      Boolean(press.ctrl) === (event.ctrlKey || event.metaKey) &&
      Boolean(press.alt) === event.altKey &&
      Boolean(press.shift) === event.shiftKey,
  );
  return found ?? null;
}

/** «?» by its letter, wherever nobody is writing. */
export function asksForKeys(event: Pressed, isWriting: boolean): boolean {
  return event.key === "?" && !isWriting && !event.ctrlKey && !event.altKey && !event.metaKey;
}
