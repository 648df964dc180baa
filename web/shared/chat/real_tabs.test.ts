import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import { expect, test } from "vitest";
import { createChat, memoryStorage } from "./chat";
import { ANNA } from "./testing/messages";

test("with real locks, channels and sockets two tabs share one socket, and the second takes over", async () => {
  const http = createServer();
  const io = new Server(http, { transports: ["websocket"] });
  let connected = 0;
  io.on("connection", (socket) => {
    connected += 1;
    const limits = { max_text_length: 1, max_attachments: 1, max_attachment_bytes: 1, attachment_types: [] };
    socket.emit("session.ready", { user: ANNA, server_time: new Date().toISOString(), limits, conversations: [] });
    socket.on("availability.set", (_: unknown, ack: (answer: unknown) => void) => ack({ ok: true, data: {} }));
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const open = (sharedAs: string) => createChat({ url, storage: memoryStorage(), auth: { token: "secret" }, sharedAs });
  const [first, second, stranger] = [open("anna"), open("anna"), open("boris")];
  const tabs = [first, second, stranger];
  await expect.poll(() => tabs.map((tab) => tab.store.state.connection.name)).toEqual(Array(3).fill("online"));
  expect(connected).toBe(2);
  expect(await second.setAvailability("busy")).toEqual({ ok: true, data: {} });
  first.close();
  await expect.poll(() => [connected, second.store.state.connection.name]).toEqual([3, "online"]);
  expect((await second.setAvailability("busy")).ok).toBe(true);
  await expect.poll(() => io.engine.clientsCount).toBe(2);
  second.close();
  stranger.close();
  await io.close();
});
