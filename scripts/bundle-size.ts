/**
 * Prints what a first visit downloads, gzipped: the scripts and styles that index.html names, and the texts of the first page in
 * the language that takes more. Run after a build.
 */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const dist = join(import.meta.dirname, "../dist");
const html = await readFile(join(dist, "index.html"), "utf8");
const files = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map((match) => match[1] ?? "");
const sizeOf = async (file: string) => gzipSync(await readFile(join(dist, file)), { level: 9 }).length;

const texts = (await readdir(join(dist, "assets"))).filter((name) => /^i18n\..*\.js$/.test(name));
const sized = await Promise.all(texts.map(async (name) => ({ name, size: await sizeOf(`assets/${name}`) })));
const most = sized.reduce((one, other) => (other.size > one.size ? other : one));

let total = 0;
for (const file of [...files, `assets/${most.name}`]) {
  const size = await sizeOf(file);
  total += size;
  console.log(`${(size / 1024).toFixed(1).padStart(8)} KiB  ${file}`);
}
console.log(`${(total / 1024).toFixed(1).padStart(8)} KiB  in all, gzip`);
