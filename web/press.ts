/** After the builds: every text in `dist` that is worth it gets a Brotli form beside it, made once as tightly as it goes. */

import { readdir, readFile, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

const TEXT = /\.(js|css|svg|json)$/;
const SMALLEST_BYTES = 1000;
const DIST = new URL("./dist/", import.meta.url);
const compress = promisify(brotliCompress);

for (const entry of await readdir(DIST, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !TEXT.test(entry.name)) continue;
  const path = `${entry.parentPath}/${entry.name}`;
  const text = await readFile(path);
  if (text.length < SMALLEST_BYTES) continue;
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: text.length };
  await writeFile(`${path}.br`, await compress(text, { params }));
}
