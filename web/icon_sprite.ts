import type { Plugin } from "vite";
import * as icons from "./shared/ui/icons.ts";

/** Turns the icons of the kit into one SVG sprite for server-rendered pages; in the manifest as `shared/ui/icons.svg`. */
export function iconSprite(): Plugin {
  return {
    name: "astars-icon-sprite",
    apply: "build",
    buildStart() {
      const symbols = Object.entries(icons).map(([name, shape]) => {
        const paths = shape.map((path) => `<path d="${path}"/>`).join("");
        return `<symbol id="${name}" viewBox="0 0 24 24">${paths}</symbol>`;
      });
      this.emitFile({
        type: "asset",
        name: "icons.svg",
        originalFileName: "shared/ui/icons.svg",
        source: `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`,
      });
    },
  };
}
