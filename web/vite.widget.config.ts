import { defineConfig, type Plugin } from "vite";
import { TARGET } from "./vite.config.ts";
import { leanTokens } from "./widget_styles.ts";

const LAUNCHER = "widget.js";

/**
 * The launcher is a classic script, so that `async` and any site's policy fit it: it needs a scope of its own and, having no
 * address to be relative to, that of its tag. It is served at /widget.js and everything else under /static/.
 */
function classicLauncher(): Plugin {
  return {
    name: "astars-classic-launcher",
    generateBundle(_, bundle) {
      const launcher = bundle[LAUNCHER];
      if (launcher?.type !== "chunk") this.error(`${LAUNCHER} was not built`);
      else launcher.code = classic(launcher.code);
      for (const chunk of Object.values(bundle)) {
        // Under its other address it would be a second launcher.
        if (chunk.type === "chunk" && chunk.imports.includes(LAUNCHER))
          this.error(`${chunk.fileName} imports ${LAUNCHER}`);
      }
    },
  };
}

const TAG = "document.currentScript||document.querySelector('script[src*=\"/widget.js\"]')";

function classic(code: string): string {
  const looking = code.replaceAll(/import\([`"']\.\/(assets\/[^`"']+)[`"']\)/g, 'import(ASTARS+"static/$1")');
  return `(()=>{const ASTARS=new URL(".",(${TAG}).src).href;${looking}})();`;
}

const unix = (id: string) => id.replaceAll("\\", "/");

/** Needed with the window, whatever is in it. */
const FIRST =
  /\/node_modules\/preact\/|\/shared\/(api|i18n\/(i18n|context))\.ts$|\/shared\/ui\/(button|icons?|mark|surface)\.tsx?$|\/widget\/(widget|app|panel|visit|visitor|hours|sound)\.tsx?$|\/shared\/ui\/arriving\/tone\.ts$/;
/** Needed with every running chat; what is loaded late is named in `LATE`. */
const RUNNING = /\/shared\/chat\/|\/shared\/ui\/chat\/[^/]+\.tsx?$|\/widget\/talk\.tsx$/;
const LATE =
  /\/shared\/chat\/(transfer|uploader)\.ts$|\/shared\/ui\/chat\/(attachment|upload|file_views|download_link|use_address|viewer|use_zoom|zoom|pictures|attach_menu|emoji|emoji_picker|message_menu|changing_windows|date_window)\.tsx?$/;

export default defineConfig({
  base: "./",
  publicDir: false,
  plugins: [classicLauncher(), leanTokens()],
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
        // Two chunks compress better than what they share in ten, and come in fewer requests.
        codeSplitting: {
          groups: [
            { name: "widget", priority: 2, test: (id) => FIRST.test(unix(id)) },
            { name: "talk", test: (id) => RUNNING.test(unix(id)) && !LATE.test(unix(id)) },
          ],
        },
        // Library mode keeps hints for the next bundler; there is none.
        comments: { annotation: false },
      },
    },
  },
});
