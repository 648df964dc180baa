import { createServer, type Server as HttpServer } from "node:http";
import { type AddressInfo, createServer as createNetServer, type Socket } from "node:net";
import { Server } from "socket.io";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Clock } from "./clock";
import { type Connection, type ConnectionOptions, type ConnectionStatus, createConnection } from "./connection";
import { ANNA } from "./testing/messages";

let http: HttpServer;
let io: Server;
let url: string;
let connection: Connection | null;
let sockets: number;

const LOOK_MS = 5_000;

/** A clock that a sleeping device slept through: the time on the wall goes on, timers do not. It looks for that more often. */
class SleepyClock implements Clock {
  slept = 0;
  readonly now = () => Date.now() + this.slept;
  readonly after = (milliseconds: number, action: () => void) =>
    setTimeout(action, milliseconds === LOOK_MS ? 20 : milliseconds);
  readonly cancel = (timer: ReturnType<typeof setTimeout> | number) => clearTimeout(timer);
}

beforeEach(async () => {
  http = createServer();
  io = new Server(http, { transports: ["websocket"] });
  sockets = 0;
  io.on("connection", (socket) => {
    sockets += 1;
    const limits = { max_text_length: 1, max_attachments: 1, max_attachment_bytes: 1, attachment_types: [] };
    socket.emit("session.ready", { user: ANNA, server_time: new Date().toISOString(), limits, conversations: [] });
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  connection = null;
});

afterEach(async () => {
  connection?.close();
  await io.close();
});

function open(clock: Clock, options: Partial<ConnectionOptions> = {}): Connection {
  connection = createConnection({ url, token: "secret", clock, random: () => 0, ...options });
  return connection;
}

function status(of: Connection, name: ConnectionStatus["name"]): Promise<ConnectionStatus> {
  return new Promise((resolve) => {
    const stop = of.onStatus((status) => {
      if (status.name === name) {
        stop();
        resolve(status);
      }
    });
  });
}

async function online(of: Connection): Promise<void> {
  const ready = status(of, "online");
  of.start();
  await ready;
}

test("a device that slept for eight hours finds out by itself and comes back", async () => {
  const clock = new SleepyClock();
  const device = open(clock);
  await online(device);
  const [lost, again] = [status(device, "offline"), status(device, "online")];
  clock.slept += 8 * 3_600_000;
  await lost;
  await again;
  expect(sockets).toBe(2);
});

test("being woken tells it at once", async () => {
  const clock = new SleepyClock();
  const device = open({
    now: clock.now,
    after: (milliseconds, action) => setTimeout(action, milliseconds),
    cancel: clock.cancel,
  });
  await online(device);
  const again = status(device, "online");
  clock.slept += 8 * 3_600_000;
  device.wake();
  await again;
  expect(sockets).toBe(2);
});

test("waking what is well changes nothing", async () => {
  const device = open(new SleepyClock());
  await online(device);
  device.wake();
  device.wake();
  expect(device.status.name).toBe("online");
  expect(sockets).toBe(1);
});

test("when the browser says that there is no network, so do we, and why", async () => {
  let network = true;
  const device = open(new SleepyClock(), { hasNetwork: () => network });
  await online(device);
  const lost = status(device, "offline");
  network = false;
  expect(await lost).toMatchObject({ cause: "no_network" });
  const again = status(device, "online");
  network = true;
  device.wake();
  await again;
});

test("when the browser is wrong about the network, the server's answer is right", async () => {
  let asked = 0;
  io.on("connection", (socket) => {
    socket.on("conversation.sync", (_: unknown, ack: (answer: unknown) => void) => {
      asked += 1;
      ack({ ok: true, data: { conversations: [] } });
    });
  });
  const device = open(new SleepyClock(), { hasNetwork: () => false });
  await online(device);
  await expect.poll(() => asked).toBeGreaterThan(2);
  expect(device.status.name).toBe("online");
  expect(sockets).toBe(1);
});

test("when nobody answers, that is the reason", async () => {
  const device = open(new SleepyClock());
  await online(device);
  const lost = status(device, "offline");
  io.disconnectSockets(true);
  expect(await lost).toMatchObject({ cause: "no_answer" });
});

test("an attempt from before the network came back is not waited for", async () => {
  const attempts: Socket[] = [];
  const deaf = createNetServer((socket) => attempts.push(socket)); // takes the connection and never says a word
  await new Promise<void>((resolve) => deaf.listen(0, "127.0.0.1", resolve));
  const clock = new SleepyClock();
  const device = open(
    { now: clock.now, after: (milliseconds, action) => setTimeout(action, milliseconds), cancel: clock.cancel },
    { url: `http://127.0.0.1:${(deaf.address() as AddressInfo).port}` },
  );
  device.start();
  await expect.poll(() => attempts.length).toBe(1);
  device.wake();
  clock.slept += 3_000;
  device.wake();
  await expect.poll(() => attempts.length).toBeGreaterThan(1);
  device.close();
  for (const socket of attempts) socket.destroy();
  await new Promise((resolve) => deaf.close(resolve));
});

test("the session of somebody else, who signed in meanwhile, is not taken for one's own", async () => {
  const heard: string[] = [];
  const device = open(new SleepyClock(), { userId: "boris" });
  device.onEvent(({ name }) => heard.push(name));
  const refused = status(device, "refused");
  device.start();
  expect(await refused).toEqual({ name: "refused", code: "unauthenticated" });
  expect(heard).toEqual([]);
});

test("waits between attempts are spread over the whole span and never longer than its bound", async () => {
  for (const chance of [0, 0.5, 1]) {
    const waits: number[] = [];
    const clock: Clock = {
      now: () => 1_000,
      after: (milliseconds, action) => {
        if (milliseconds !== 10_000) waits.push(milliseconds);
        return setTimeout(action, milliseconds === 10_000 ? 10_000 : 0);
      },
      cancel: (timer) => clearTimeout(timer),
    };
    const device = createConnection({ url: "http://127.0.0.1:1", clock, random: () => chance });
    device.start();
    await expect.poll(() => waits.length).toBeGreaterThan(8);
    device.close();
    expect(waits.slice(0, 8)).toEqual(
      [500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000].map((most) => most * chance),
    );
  }
});
