/**
 * The contract as the official JavaScript client meets it.
 *
 *     node socket_client.mjs URL CONVERSATION_ID FOREIGN_CONVERSATION_ID ANNAS_TOKEN SOFIAS_TOKEN
 *
 * Anna and Sofia share CONVERSATION_ID; FOREIGN_CONVERSATION_ID exists, but neither of them is in it. Prints one JSON object
 * with what was seen, and leaves the judgement to its caller.
 */

import { randomUUID } from "node:crypto";
import { createRequire } from "node:module";

const require = createRequire(new URL("../../web/package.json", import.meta.url));
const { io } = require("socket.io-client");

const [url, conversation, foreign, annasToken, sofiasToken] = process.argv.slice(2);
const WAIT_MS = 15_000;
const MISSING = "0".repeat(24);

/** A connected client that remembers its events and can wait for one. */
async function connect(token) {
  const socket = io(url, { auth: { token }, transports: ["websocket"], reconnection: false, forceNew: true });
  const events = [];
  const waiting = new Set();
  socket.onAny((name, payload) => {
    events.push([name, payload]);
    for (const look of waiting) look();
  });
  const client = {
    socket,
    messages: () => events.filter(([name]) => name === "message.created").map(([, { message }]) => message),
    ask: (name, payload) => socket.timeout(WAIT_MS).emitWithAck(name, payload),
    event: (name, matches = () => true) =>
      new Promise((resolve, reject) => {
        const patience = setTimeout(() => reject(new Error(`no ${name}`)), WAIT_MS);
        const look = () => {
          const found = events.find(([event, payload]) => event === name && matches(payload));
          if (found) {
            clearTimeout(patience);
            waiting.delete(look);
            resolve(found[1]);
          }
        };
        waiting.add(look);
        look();
      }),
  };
  const refused = new Promise((_, reject) => {
    socket.once("connect_error", (error) => reject(Object.assign(error, { refusal: error.data ?? null })));
  });
  client.ready = await Promise.race([client.event("session.ready"), refused]);
  return client;
}

function draft(text, client_message_id = randomUUID(), conversation_id = conversation) {
  return { conversation_id, client_message_id, kind: "text", text };
}

async function refusalOf(token) {
  try {
    (await connect(token)).socket.disconnect();
    return null;
  } catch (error) {
    return error.refusal;
  }
}

async function main() {
  const anna = await connect(annasToken);
  let sofia = await connect(sofiasToken);
  const seen = { ready: anna.ready };

  const once = draft("однажды");
  seen.send = await anna.ask("message.send", once);
  const { seq } = seen.send.data.message;
  seen.delivered = (await sofia.event("message.created", ({ message }) => message.seq === seq)).message;
  seen.retry = await anna.ask("message.send", once);

  const twice = draft("дважды сразу");
  seen.together = await Promise.all([anna.ask("message.send", twice), anna.ask("message.send", twice)]);

  const last_seq = seen.together[0].data.message.seq;
  await sofia.event("message.created", ({ message }) => message.seq === last_seq);
  sofia.socket.disconnect();
  seen.missed = [];
  for (const text of ["пропущено 1", "пропущено 2", "пропущено 3"]) {
    seen.missed.push((await anna.ask("message.send", draft(text))).data.message);
  }
  sofia = await connect(sofiasToken);
  seen.point = { id: conversation, last_seq, rev: 0 };
  seen.sync = await sofia.ask("conversation.sync", { conversations: [seen.point] });

  seen.foreign = await anna.ask("message.send", draft("чужое", randomUUID(), foreign));
  seen.missing = await anna.ask("message.send", draft("ничьё", randomUUID(), MISSING));
  seen.foreignHistory = await anna.ask("conversation.history", { conversation_id: foreign, limit: 10 });
  seen.foreignSync = await anna.ask("conversation.sync", { conversations: [{ id: foreign, last_seq: 0, rev: 0 }] });
  seen.strangerRefused = await refusalOf("not a token");

  anna.socket.disconnect();
  sofia.socket.disconnect();
  return seen;
}

console.log(JSON.stringify(await main()));
