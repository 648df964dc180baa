/**
 * The front end's own chat library (`web/shared/chat`) against a running server, without a browser.
 *
 *     node chat_library.mjs URL CONVERSATION_ID ANNAS_TOKEN SOFIAS_TOKEN
 *
 * Prints one JSON object with what each side's view holds in the end.
 */

import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const WEB = new URL("../../web/", import.meta.url);
const WAIT_MS = 20_000;
const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

const [url, conversation, annasToken, sofiasToken] = process.argv.slice(2);

/** The library as one module, built the way the applications build it. */
async function library() {
  const folder = await mkdtemp(join(tmpdir(), "astars-chat-"));
  // What is loaded late is read from there, too.
  process.on("exit", () => rmSync(folder, { recursive: true }));
  const { build } = await import(pathToFileURL(createRequire(new URL("package.json", WEB)).resolve("vite")));
  await build({
    root: fileURLToPath(WEB),
    configFile: false,
    logLevel: "error",
    ssr: { noExternal: true },
    build: {
      ssr: fileURLToPath(new URL("shared/chat/chat.ts", WEB)),
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: "chat.mjs" } },
    },
  });
  return await import(pathToFileURL(join(folder, "chat.mjs")));
}

/** Resolves when the state is as wanted. */
function until(chat, what, wanted) {
  return new Promise((resolve, reject) => {
    const patience = setTimeout(() => reject(new Error(`not reached: ${what}`)), WAIT_MS);
    const look = () => {
      const known = chat.store.state.conversations.get(conversation);
      if (known && wanted(known, chat.store.state)) {
        clearTimeout(patience);
        stop();
        resolve(known);
      }
    };
    const stop = chat.store.subscribe(look);
    look();
  });
}

async function upload({ method, url: address, headers }, file, onProgress, signal) {
  const response = await fetch(address, { method, headers, body: file, signal });
  onProgress(1);
  return response.status;
}

const { createChat, memoryStorage, mark, timeline } = await library();

function device(token) {
  return createChat({ url, auth: { token }, storage: memoryStorage(), uploader: upload });
}

function view(chat) {
  const { conversations, me } = chat.store.state;
  return timeline(conversations.get(conversation), me).map(({ message, pending }) => message ?? { pending });
}

async function main() {
  const anna = device(annasToken);
  const sofia = device(sofiasToken);
  await Promise.all([anna, sofia].map((chat) => until(chat, "online", (_, { connection }) => connection.name === "online")));
  await Promise.all([anna.open(conversation), sofia.open(conversation)]);
  const { lastSeq } = anna.store.state.conversations.get(conversation);

  for (let number = 1; number <= 20; number += 1) {
    anna.send(conversation, { text: `Анна ${number}` });
    sofia.send(conversation, { text: `София ${number}` });
  }
  const settled = ({ tail, pending }) => tail === lastSeq + 40 && pending.length === 0;
  await Promise.all([until(anna, "40 messages", settled), until(sofia, "40 messages", settled)]);

  anna.setTyping(conversation, "recording");
  const typing = [...(await until(sofia, "typing", (known) => known.typing.size > 0)).typing.values()][0].state;

  const file = new File([Buffer.from(PIXEL, "base64")], "точка.png", { type: "image/png" });
  const attached = await anna.attach(conversation, file, () => undefined, { text: "Фото" });
  const complete = ({ tail, pending }) => tail === lastSeq + 41 && pending.length === 0;
  await Promise.all([until(anna, "the photo", complete), until(sofia, "the photo", complete)]);

  sofia.markRead(conversation);
  const own = view(anna).filter((message) => message.sender.id === anna.store.state.me.id);
  await until(anna, "read marks", (known) => own.every((message) => mark(known, message, anna.store.state.me) === "read"));

  await sofia.complete(conversation);
  await until(anna, "inactive", (known) => known.state === "inactive");
  const refused = anna.send(conversation, { text: "Ещё вопрос" });
  const failed = await until(anna, "the refusal", (known) => known.pending.some((entry) => entry.state === "failed"));

  const seen = {
    typing,
    attached,
    anna: view(anna).filter((message) => !message.pending),
    sofia: view(sofia),
    unread: sofia.store.state.conversations.get(conversation).unread,
    refused: failed.pending.find((entry) => entry.client_message_id === refused)?.error,
  };
  anna.close();
  sofia.close();
  return seen;
}

console.log(JSON.stringify(await main()));
