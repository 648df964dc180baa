// What one would build with Node instead: socket.io and the mongodb driver, keeping the same promises as the product.
// `node durable.mjs` inserts one message at a time, `node durable.mjs --batches` whatever has gathered meanwhile.
import { createServer } from "node:http";
import { MongoClient } from "mongodb";
import { Server } from "socket.io";
import { Conversations } from "./access.mjs";
import { OneByOne } from "./append.mjs";
import { InBatches } from "./batches.mjs";
import { Buckets } from "./buckets.mjs";
import { Inbox } from "./inbox.mjs";
import { personOf } from "./sessions.mjs";
import { LIMITS, Refusal, draftOf, messageOut, readyOut, sendOf, syncedOut } from "./wire.mjs";

const SYNC_PAGE = 200;

const client = await new MongoClient(process.env.MONGODB_URL).connect();
const database = client.db();
const messages = database.collection("messages");
await messages.createIndex({ conversation_id: 1, seq: 1 }, { unique: true, name: "order" });
await messages.createIndex(
  { conversation_id: 1, sender_id: 1, client_message_id: 1 },
  { unique: true, name: "once", partialFilterExpression: { client_message_id: { $gt: "" } } },
);

const conversations = new Conversations(database.collection("conversations"));
const inbox = new Inbox(database.collection("conversations"));
const Appender = process.argv.includes("--batches") ? InBatches : OneByOne;
const appender = new Appender(messages, (committed) => inbox.copy(committed));
const perSecond = Number(process.env.ASTARS_COMMANDS_PER_SECOND ?? 20);
const buckets = new Buckets(perSecond, perSecond * 3);

const http = createServer((_request, response) => response.end("ready"));
const io = new Server(http, { serveClient: false, maxHttpBufferSize: 100_000 });
io.engine.on("connection", (raw) => {
  raw.request = null;
});

io.use(async (socket, next) => {
  try {
    socket.data.person = await personOf(database, socket.handshake.auth.token);
    next(socket.data.person ? undefined : new Error("unauthenticated"));
  } catch (error) {
    next(error);
  }
});

io.on("connection", async (socket) => {
  const { person } = socket.data;
  socket.join(`user:${person.id}`);
  socket.on("message.send", answering(person, send));
  socket.on("conversation.sync", answering(person, sync));
  const found = await inbox.newestOf(person._id);
  socket.emit("session.ready", {
    user: { id: person.id, role: person.role, name: person.name, language: person.language },
    server_time: new Date(),
    limits: LIMITS,
    conversations: found.map((one) => readyOut(one, person)),
  });
});

function answering(person, command) {
  return async (payload, acknowledge) => {
    try {
      const wait = buckets.take(person.id);
      if (wait > 0) throw new Refusal("rate_limited", { retryable: true, retry_after_seconds: wait });
      acknowledge({ ok: true, data: await command(person, payload) });
    } catch (error) {
      if (!(error instanceof Refusal)) console.error(error);
      const refusal = error instanceof Refusal ? error : new Refusal("internal", { retryable: true });
      acknowledge({ ok: false, error: refusal.out() });
    }
  };
}

async function send(person, payload) {
  const command = sendOf(payload);
  const conversation = await conversations.access(person, command.conversation_id, "write");
  const { message, isNew } = await appender.append(draftOf(person, conversation, command));
  const out = messageOut(message);
  if (isNew) {
    const rooms = conversation.participant_ids.map((id) => `user:${id.toHexString()}`);
    io.to(rooms).emit("message.created", { message: out });
  }
  return { message: out };
}

async function sync(person, payload) {
  const synced = payload.conversations.slice(0, SYNC_PAGE).map(async (point) => {
    const conversation = await conversations.access(person, point.id, "read");
    const query = { conversation_id: conversation._id, seq: { $gt: point.last_seq } };
    const found = await messages.find(query).sort({ seq: 1 }).limit(SYNC_PAGE).toArray();
    return syncedOut(person, conversation, found, found.length < SYNC_PAGE);
  });
  return { conversations: await Promise.all(synced) };
}

// With --expose-gc: collect the garbage now, so that memory in use can be measured.
process.on("SIGUSR2", () => globalThis.gc?.());

http.listen({ port: Number(process.env.PORT), host: "127.0.0.1", backlog: 4096 });
