import { describe, expect, it } from "vitest";
import type { MessageOut } from "../../contracts/openapi";
import type { Api } from "../../shared/api";
import { createReading } from "./reading";

const said = (seq: number) => ({ seq, text: `слово ${seq}` }) as MessageOut;
const refused = (code: string) => ({ ok: false, error: { code, detail: code } });

/** A server that answers in turn, and what it was asked. */
function server(...answers: unknown[]) {
  const asked: unknown[] = [];
  const api = {
    call: (name: string, what: unknown) => {
      asked.push([name, what]);
      return Promise.resolve(answers.shift());
    },
  } as unknown as Api;
  return { api, asked };
}

const OPENED = { ok: true, data: { conversation: {}, until: "2026-11-23T12:30:00Z" } };

describe("reading a conversation", () => {
  it("shows what was said once the reason was taken, and what was said before", async () => {
    const { api, asked } = server(
      OPENED,
      { ok: true, data: { messages: [said(3), said(4)], complete: false } },
      { ok: true, data: { messages: [said(1), said(2)], complete: true } },
    );
    const reading = createReading(api, "c1");
    await reading.open("complaint", "Жалоба на долгий ответ");
    await reading.earlier();
    const { state } = reading;
    expect(state.value.name === "open" && state.value.messages.map((one) => one.seq)).toEqual([1, 2, 3, 4]);
    expect(state.value.name === "open" && state.value.more).toBe(false);
    expect(asked[2]).toEqual([
      "GET /api/admin/conversations/{id}/messages",
      { path: { id: "c1" }, query: { limit: 50, before_seq: 3 } },
    ]);
  });

  it("closes when the half hour is over, and nothing of it stays on the screen", async () => {
    const { api } = server(OPENED, { ok: true, data: { messages: [said(60)], complete: false } }, refused("forbidden"));
    const reading = createReading(api, "c1");
    await reading.open("law", "Запрос следователя");
    await reading.earlier();
    expect(reading.state.value).toEqual({ name: "closed", over: true });
  });

  it("stays closed and says why when the reason could not be written down", async () => {
    const { api } = server(refused("unavailable"));
    const reading = createReading(api, "c1");
    await reading.open("law", "Запрос следователя");
    expect([reading.state.value, reading.failed.value?.code]).toEqual([{ name: "closed", over: false }, "unavailable"]);
  });
});
