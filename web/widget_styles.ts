/**
 * The kit's tokens as the widget needs them: those that none of its rules uses are left out, the others get short names.
 * What is loaded on other people's sites is paid for by their visitors.
 */

import type { Plugin, Rolldown } from "vite";

const STYLES = /\.css\?inline$/;
const USE = /var\((--[a-z0-9-]+)/g;
const DECLARATION = /(?<=[{;])(--[a-z0-9-]+):[^;{}]*(;|(?=\}))/g;
/** What the page around may set. */
const PUBLIC = "--astars-";

export function leanTokens(): Plugin {
  return {
    name: "astars-lean-tokens",
    generateBundle(_, bundle) {
      const styled = Object.values(bundle).filter((one) => one.type === "chunk" && holdsStyles(one));
      const chunks = styled as Rolldown.OutputChunk[];
      let left = size(chunks);
      // What only a dropped token used is dropped next.
      while (left !== dropUnused(chunks)) left = size(chunks);
      rename(chunks);
    },
  };
}

function holdsStyles({ modules }: Rolldown.OutputChunk): boolean {
  return Object.keys(modules).some((id) => STYLES.test(id));
}

function size(chunks: readonly Rolldown.OutputChunk[]): number {
  return chunks.reduce((sum, { code }) => sum + code.length, 0);
}

function dropUnused(chunks: readonly Rolldown.OutputChunk[]): number {
  const used = new Set(chunks.flatMap(({ code }) => [...code.matchAll(USE)].map(([, name]) => name)));
  for (const chunk of chunks) {
    chunk.code = chunk.code.replace(DECLARATION, (rule, name: string) =>
      name.startsWith(PUBLIC) || used.has(name) ? rule : "",
    );
  }
  return size(chunks);
}

function rename(chunks: readonly Rolldown.OutputChunk[]): void {
  const short = new Map<string, string>();
  const renamed = (name: string) => {
    const known = name.startsWith(PUBLIC) ? name : short.get(name);
    if (known) return known;
    const made = `--${short.size.toString(36)}`;
    short.set(name, made);
    return made;
  };
  for (const chunk of chunks) {
    chunk.code = chunk.code
      .replace(DECLARATION, (rule, name: string) => rule.replace(name, renamed(name)))
      .replace(USE, (_use, name: string) => `var(${renamed(name)}`);
  }
}
