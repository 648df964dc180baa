import { defineConfig } from "vite";
import { iconSprite } from "./icon_sprite.ts";
import { leanFonts } from "./lean_fonts.ts";

// Browsers that know light-dark(), which the design tokens are written in.
export const TARGET = ["chrome123", "edge123", "firefox120", "safari17.5"];

export default defineConfig({
  // Relative addresses: the same files work under /static/ and behind any CDN prefix.
  base: "./",
  publicDir: false,
  plugins: [iconSprite(), leanFonts()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    manifest: true,
    target: TARGET,
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: {
        ui: "shared/ui/ui.css",
        site: "site/main.ts",
        cabinet: "cabinet/main.tsx",
        console: "console/main.tsx",
        support: "support/main.tsx",
        office: "office/main.tsx",
        design: "design/main.tsx",
      },
    },
  },
});
