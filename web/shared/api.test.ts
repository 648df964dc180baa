import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createApi } from "./api";

let server: Server | undefined;

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((done) => server?.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function stop(): Promise<void> {
  const running = server;
  server = undefined;
  if (running) await new Promise((done) => running.close(done));
}

afterEach(stop);

describe("a call", () => {
  it("fills the path, sends the language, the token and the key, and gives the answer back", async () => {
    let seen: unknown;
    const origin = await serve((request, response) => {
      const { "accept-language": language, authorization, "idempotency-key": key } = request.headers;
      let body = "";
      request.on("data", (part) => {
        body += part;
      });
      request.on("end", () => {
        seen = { method: request.method, url: request.url, language, authorization, key, body };
        response.end('{"id":"o"}');
      });
    });
    const api = createApi({ origin, token: "secret", language: "en" });
    const result = await api.call("POST /api/orders/{id}/refund", {
      path: { id: "a/b" },
      idempotencyKey: "k1",
    });
    expect(result).toEqual({ ok: true, data: { id: "o" } });
    expect(seen).toEqual({
      method: "POST",
      url: "/api/orders/a%2Fb/refund",
      language: "en",
      authorization: "Bearer secret",
      key: "k1",
      body: "",
    });
  });

  it("sends the body as JSON, and the query without what is not given", async () => {
    const seen: unknown[] = [];
    const origin = await serve((request, response) => {
      let body = "";
      request.on("data", (part) => {
        body += part;
      });
      request.on("end", () => {
        seen.push([request.url, request.headers["content-type"], body]);
        response.end("{}");
      });
    });
    const api = createApi({ origin, language: "ru" });
    await api.call("POST /api/support/guests", { body: { name: "Анна", phone: "+79990000001" } });
    await api.call("GET /api/conversations", { query: { state: "active", cursor: null } });
    expect(seen).toEqual([
      ["/api/support/guests", "application/json", '{"name":"Анна","phone":"+79990000001"}'],
      ["/api/conversations?state=active", undefined, ""],
    ]);
  });

  it("answers a problem as an error with its fields and the waiting time", async () => {
    const origin = await serve((_, response) => {
      response.writeHead(429, { "Content-Type": "application/problem+json" });
      const errors = [{ field: "phone", code: "rate_limited", detail: "Подождите." }];
      response.end(JSON.stringify({ code: "rate_limited", detail: "Слишком часто.", errors, retry_after: 30 }));
    });
    const result = await createApi({ origin, language: "ru" }).call("GET /api/me");
    expect(result.ok).toBe(false);
    if (result.ok) return;
    expect(result.error).toMatchObject({
      code: "rate_limited",
      detail: "Слишком часто.",
      status: 429,
      retryAfterSeconds: 30,
    });
    expect(result.error.of("phone")).toBe("Подождите.");
    expect(result.error.of("name")).toBeNull();
  });

  it("answers `unavailable` when nobody listens, and when a proxy's page comes instead of the service", async () => {
    const origin = await serve((_, response) => response.writeHead(502).end("<h1>Bad gateway</h1>"));
    const api = createApi({ origin, language: "ru" });
    expect(await api.call("GET /api/me")).toMatchObject({ ok: false, error: { code: "unavailable", detail: "" } });
    await stop();
    expect(await api.call("GET /api/me")).toMatchObject({ ok: false, error: { code: "unavailable", status: 0 } });
  });

  it("understands an empty answer", async () => {
    const origin = await serve((_, response) => response.writeHead(204).end());
    expect(await createApi({ origin, language: "ru" }).call("POST /api/auth/logout")).toEqual({ ok: true, data: null });
  });
});
