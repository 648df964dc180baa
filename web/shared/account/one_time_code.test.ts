import { expect, it } from "vitest";
import { awaitCode, type CodeReader } from "./one_time_code";

/** A phone on which the message comes when the test says so. */
function phone() {
  let arrive: (code: string) => void = () => undefined;
  const asked: CredentialRequestOptions[] = [];
  const reader: CodeReader = {
    get(request) {
      asked.push(request);
      return new Promise((resolve, reject) => {
        arrive = (code) => resolve({ code } as unknown as Credential);
        request.signal?.addEventListener("abort", () => reject(request.signal?.reason));
      });
    },
  };
  return { reader, asked, arrive: (code: string) => arrive(code) };
}

it("hands over the code of the message", async () => {
  const { reader, asked, arrive } = phone();
  const code = new Promise<string>((resolve) => awaitCode(resolve, reader));
  arrive("123456");
  expect(await code).toBe("123456");
  expect(asked[0]).toMatchObject({ otp: { transport: ["sms"] } });
});

it("waits no more once the step was left", async () => {
  const { reader, asked, arrive } = phone();
  const seen: string[] = [];
  const leave = awaitCode((code) => seen.push(code), reader);
  leave();
  expect(asked[0]?.signal?.aborted).toBe(true);
  arrive("123456");
  await Promise.resolve();
  expect(seen).toEqual([]);
});

it("does nothing where the browser reads no messages", () => {
  expect(() => awaitCode(() => undefined, null)()).not.toThrow();
});
