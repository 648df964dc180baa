import { defineConfig, type Plugin } from "vite";
import { TARGET } from "./vite.config.ts";

const LAUNCHER = "widget.js";

/** The launcher is served at /widget.js and everything else under /static/, so it must look one folder down. */
function lookUnderStatic(): Plugin {
  return {
    name: "astars-look-under-static",
    generateBundle(_, bundle) {
      const launcher = bundle[LAUNCHER];
      if (launcher?.type !== "chunk") this.error(`${LAUNCHER} was not built`);
      else launcher.code = launcher.code.replaceAll("./assets/", "./static/assets/");
      for (const chunk of Object.values(bundle)) {
        // Under its other address it would be a second launcher.
        if (chunk.type === "chunk" && chunk.imports.includes(LAUNCHER))
          this.error(`${chunk.fileName} imports ${LAUNCHER}`);
      }
    },
  };
}

export default defineConfig({
  base: "./",
  publicDir: false,
  plugins: [lookUnderStatic()],
  build: {
    outDir: "dist",
    emptyOutDir: false,
    target: TARGET,
    // Library mode, because it alone leaves Vite's preload helper out of the launcher.
    lib: { entry: "widget/launcher.ts", formats: ["es"] },
    rolldownOptions: {
      output: {
        entryFileNames: LAUNCHER,
        chunkFileNames: "assets/[name]-[hash].js",
        minify: true,
        // Library mode keeps hints for the next bundler; there is none.
        comments: { annotation: false },
      },
    },
  },
});
