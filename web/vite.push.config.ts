import { defineConfig } from "vite";
import { TARGET } from "./vite.config.ts";

/** The service worker: served at /push.js, because a worker governs only what lies beside it. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: "dist",
    emptyOutDir: false,
    target: TARGET,
    lib: { entry: "push/worker.ts", formats: ["es"] },
    rolldownOptions: { output: { entryFileNames: "push.js", minify: true } },
  },
});
