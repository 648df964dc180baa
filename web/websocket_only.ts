import type { Plugin } from "vite";

/** The product speaks WebSocket alone, so the client's other transports are not shipped: a quarter of its size. */
export function websocketOnly(): Plugin {
  return {
    name: "astars-websocket-only",
    apply: "build",
    enforce: "pre",
    load(id) {
      if (!id.endsWith("engine.io-client/build/esm/transports/index.js")) return null;
      return 'import { WS } from "./websocket.js"; export const transports = { websocket: WS };';
    },
    transform(code, id) {
      // They register cleaners as they load; nothing of theirs is used.
      return id.includes("engine.io-client/build/esm/transports/polling") ? { code, moduleSideEffects: false } : null;
    },
  };
}
