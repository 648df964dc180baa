import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import subsetFont from "subset-font";
import type { Plugin } from "vite";

/** A face as it is published, the weights that the style sheets set it in, and its letters (all of them when not named). */
interface Face {
  readonly from: string;
  readonly wght: number | { min: number; max: number };
  readonly letters?: string;
}

const TEXT_WEIGHTS = { min: 400, max: 650 };
const TITLE_WEIGHT = 560;
const FACES: Readonly<Record<string, Face>> = {
  "golos-cyrillic": text("cyrillic"),
  "golos-cyrillic-ext": text("cyrillic-ext"),
  "golos-latin": text("latin"),
  "golos-latin-ext": text("latin-ext"),
  "golos-rouble": { ...text("latin-ext"), letters: "₽" },
  "literata-cyrillic": title("cyrillic"),
  "literata-latin": title("latin"),
};
const FOLDER = new URL("./fonts/", import.meta.url);
const LAST_LETTER = 0xffff;

function text(alphabet: string): Face {
  return { from: `golos-text/files/golos-text-${alphabet}-wght-normal.woff2`, wght: TEXT_WEIGHTS };
}

function title(alphabet: string): Face {
  return { from: `literata/files/literata-${alphabet}-wght-normal.woff2`, wght: TITLE_WEIGHT };
}

/** Every letter a face may have: what goes is the weights nobody uses, not letters. */
function everyLetter(): string {
  const letters: string[] = [];
  for (let code = 0x20; code <= LAST_LETTER; code++)
    if (code < 0xd800 || code > 0xdfff) letters.push(String.fromCodePoint(code));
  return letters.join("");
}

/** Makes the faces of `shared/ui/fonts.css` in `fonts/`: a third lighter than they are published. */
export function leanFonts(): Plugin {
  return {
    name: "astars-lean-fonts",
    apply: "build",
    async buildStart() {
      const { resolve } = createRequire(import.meta.url);
      const all = everyLetter();
      await mkdir(FOLDER, { recursive: true });
      for (const [name, { from, wght, letters = all }] of Object.entries(FACES)) {
        const published = await readFile(resolve(`@fontsource-variable/${from}`));
        const lean = await subsetFont(published, letters, { targetFormat: "woff2", variationAxes: { wght } });
        await writeFile(new URL(`${name}.woff2`, FOLDER), lean);
      }
    },
  };
}
