// Node's Socket.IO as it comes, without a database: whoever connects is in the room that their token names. Tuned as its
// own documentation advises: native frame masking (bufferutil), and the upgrade request is not kept in memory.
import { createServer } from "node:http";
import { Server } from "socket.io";

const http = createServer((_request, response) => response.end("ready"));
const io = new Server(http, { serveClient: false });
const seqs = new Map();

io.engine.on("connection", (raw) => {
  raw.request = null;
});

io.on("connection", (socket) => {
  const room = socket.handshake.auth.token;
  socket.join(room);
  socket.emit("session.ready", {});
  socket.on("message.send", (payload, acknowledge) => {
    const seq = (seqs.get(room) ?? 0) + 1;
    seqs.set(room, seq);
    const message = {
      conversation_id: room,
      seq,
      sender: socket.id,
      client_message_id: payload.client_message_id,
      kind: payload.kind,
      text: payload.text,
    };
    socket.to(room).emit("message.created", { message });
    acknowledge({ ok: true, data: { message } });
  });
});

// With --expose-gc: collect the garbage now, so that memory in use can be measured.
process.on("SIGUSR2", () => globalThis.gc?.());

http.listen({ port: Number(process.env.PORT), host: "127.0.0.1", backlog: 4096 });
