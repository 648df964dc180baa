import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server, type Socket } from "socket.io";
import { afterEach, beforeEach, expect, test } from "vitest";
import { systemClock } from "./clock";
import { type Connection, type ConnectionStatus, createConnection } from "./connection";
import { ANNA, CONVERSATION, message } from "./testing/messages";

/** The real protocol, spoken by a real server; only what it answers is made up. */
let http: HttpServer;
let io: Server;
let url: string;
let connection: Connection;
let onSocket: (socket: Socket) => void;
let admit: (token: unknown) => Error | undefined;

const READY = {
  user: ANNA,
  server_time: "2026-11-22T09:00:00.000Z",
  limits: { max_text_length: 1, max_attachments: 1, max_attachment_bytes: 1, attachment_types: [] },
  conversations: [],
};

beforeEach(async () => {
  http = createServer();
  io = new Server(http, { transports: ["websocket"] });
  onSocket = () => undefined;
  admit = () => undefined;
  io.use((socket, next) => next(admit(socket.handshake.auth.token)));
  io.on("connection", (socket) => {
    socket.emit("session.ready", READY);
    onSocket(socket);
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  connection = createConnection({ url, token: "secret", clock: systemClock, random: () => 0 });
});

afterEach(async () => {
  connection.close();
  await io.close();
});

function refusal(data: unknown): Error {
  return Object.assign(new Error("refused"), { data });
}

/** Resolves when the connection says `name` (again). */
function status<Name extends ConnectionStatus["name"]>(name: Name): Promise<ConnectionStatus & { name: Name }> {
  return new Promise((resolve) => {
    const stop = connection.onStatus((status) => {
      if (status.name === name) {
        stop();
        resolve(status as ConnectionStatus & { name: Name });
      }
    });
  });
}

async function online(): Promise<void> {
  const ready = status("online");
  connection.start();
  await ready;
}

test("it is online when the session is ready, and the token was shown", async () => {
  const tokens: unknown[] = [];
  admit = (token) => {
    tokens.push(token);
    return undefined;
  };
  expect(connection.status.name).toBe("connecting");
  await online();
  expect(tokens).toEqual(["secret"]);
});

test("a command is answered, whatever the answer is", async () => {
  onSocket = (socket) => {
    socket.on("message.send", (payload: { client_message_id: string }, ack: (answer: unknown) => void) =>
      payload.client_message_id === "good"
        ? ack({ ok: true, data: { message: message(1) } })
        : ack({ ok: false, error: { code: "not_found", detail: "Не найдено", retryable: false } }),
    );
    socket.on("conversation.sync", (_: unknown, ack: (answer: unknown) => void) => ack("nonsense"));
  };
  await online();
  const send = (client_message_id: string) =>
    connection.command("message.send", { conversation_id: CONVERSATION, client_message_id, text: "?" });
  expect(await send("good")).toEqual({ ok: true, data: { message: message(1) } });
  expect(await send("bad")).toMatchObject({ ok: false, error: { code: "not_found", retryable: false } });
  expect(await connection.command("conversation.sync", { conversations: [] })).toMatchObject({
    ok: false,
    error: { code: "internal", retryable: true },
  });
});

test("a command that nobody answers ends in a time-out, and a silent link is replaced", async () => {
  await online();
  const again = status("online");
  const answer = await connection.command("conversation.sync", { conversations: [] }, 50);
  expect(answer).toMatchObject({ ok: false, error: { retryable: true } });
  await again;
});

test("a command cut by a lost connection is answered at once", async () => {
  onSocket = (socket) => socket.on("conversation.sync", () => socket.conn.close());
  await online();
  const answer = await connection.command("conversation.sync", { conversations: [] });
  expect(answer).toMatchObject({ ok: false, error: { code: "unavailable", origin: "offline", retryable: true } });
});

test("offline, a command is answered and never kept for later", async () => {
  const answer = await connection.command("conversation.sync", { conversations: [] });
  expect(answer).toMatchObject({ ok: false, error: { origin: "offline" } });
  const asked: string[] = [];
  onSocket = (socket) => socket.onAny((name: string) => asked.push(name));
  await online();
  await connection.command("typing.set", { conversation_id: CONVERSATION, state: "idle" }, 50);
  expect(asked).toEqual(["typing.set"]);
});

test("events reach those who listen, in order, until they stop", async () => {
  onSocket = (socket) => {
    socket.emit("message.created", { message: message(1) });
    socket.emit("message.created", { message: message(2) });
  };
  const seqs: number[] = [];
  const two = new Promise<void>((resolve) => {
    connection.onEvent(({ name, payload }) => {
      if (name === "message.created") {
        seqs.push(payload.message.seq);
      }
      if (seqs.length === 2) {
        resolve();
      }
    });
  });
  connection.onEvent(() => seqs.push(0))();
  await online();
  await two;
  expect(seqs).toEqual([1, 2]);
});

test("after a lost connection it comes back by itself", async () => {
  await online();
  const lost = status("offline");
  const again = status("online");
  io.disconnectSockets(true);
  expect((await lost).retryAt).toBeGreaterThan(0);
  await again;
});

test("a refused handshake is final", async () => {
  admit = () => refusal({ code: "unauthenticated", detail: "Войдите" });
  const refused = status("refused");
  connection.start();
  expect(await refused).toEqual({ name: "refused", code: "unauthenticated" });
  connection.wake();
  expect(connection.status.name).toBe("refused");
});

test("a handshake refused for the moment is tried again", async () => {
  const answers = [refusal({ code: "unavailable", detail: "" }), refusal({ code: "rate_limited", detail: "" })];
  admit = () => answers.shift();
  await online();
  expect(answers).toEqual([]);
});

test("an ended session refuses for good and says why", async () => {
  onSocket = (socket) => {
    socket.emit("session.ended", { code: "unauthenticated" });
    socket.disconnect(true);
  };
  const refused = status("refused");
  connection.start();
  expect(await refused).toEqual({ name: "refused", code: "unauthenticated" });
});
