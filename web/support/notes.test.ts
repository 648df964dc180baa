import { expect, test } from "vitest";
import type { NoteOut } from "../contracts/socket";
import { merged } from "./notes";

function note(id: string): NoteOut {
  return {
    id,
    conversation_id: "one",
    author_id: "maria",
    author_name: "Мария",
    client_note_id: id,
    text: id,
    after_seq: 1,
    created_at: "2026-11-23T09:00:00Z",
  };
}

test("a note that is heard of twice is shown once, and pages that come late stand where they belong", () => {
  const shown = merged(merged([note("b")], [note("c"), note("b")]), [note("a")]);
  expect(shown.map(({ id }) => id)).toEqual(["a", "b", "c"]);
});
