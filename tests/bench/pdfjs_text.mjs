// node pdfjs_text.mjs FOLDER [FILE.pdf]: the text that pdf.js, in FOLDER/node_modules, finds in a PDF; a form feed ends
// a page. Without a file it only looks for the package.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

// What pdf.js calls and an older node has not.
const later = {
  Promise: { withResolvers() {
    const made = {};
    made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
    return made;
  } },
  Math: { sumPrecise: (numbers) => [...numbers].reduce((sum, number) => sum + number, 0) },
  URL: { parse(url, base) { try { return new URL(url, base); } catch { return null; } } },
};
for (const [name, functions] of Object.entries(later))
  for (const [key, made] of Object.entries(functions)) globalThis[name][key] ??= made;
Map.prototype.getOrInsertComputed ??= function (key, make) {
  return this.has(key) ? this.get(key) : (this.set(key, make(key)), this.get(key));
};
Map.prototype.getOrInsert ??= function (key, value) { return this.getOrInsertComputed(key, () => value); };
Uint8Array.prototype.toHex ??= function () { return Buffer.from(this).toString("hex"); };

const [folder, file] = process.argv.slice(2);
const home = dirname(createRequire(resolve(folder, "here.js")).resolve("pdfjs-dist/package.json"));
if (file) {
  const { getDocument } = await import(pathToFileURL(join(home, "legacy/build/pdf.mjs")));
  const document = await getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 }).promise;
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    process.stdout.write(items.map((item) => (item.str ?? "") + (item.hasEOL ? "\n" : "")).join("") + "\f");
  }
}
