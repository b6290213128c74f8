// Prints the compressed size of a built front end and fails the build when it is over its budget (in KB, 1 KB = 1024 bytes).
// For a page, everything index.html names counts, with what those files import: that is what a working conversation loads.
// Chunks that are only imported on demand (other languages) are printed and not counted.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

const [name, target, budgetKb] = process.argv.slice(2);
const gzipped = (file) => gzipSync(readFileSync(file), { level: 9 }).length;

function filesOf(path) {
  if (statSync(path).isFile()) return { loaded: [path], onDemand: [] };
  const page = join(path, 'index.html');
  const html = readFileSync(page, 'utf8');
  const loaded = new Set([page]);
  const visit = (file) => {
    if (loaded.has(file) || !existsSync(file)) return;
    loaded.add(file);
    if (!file.endsWith('.js')) return;
    const code = readFileSync(file, 'utf8');
    for (const [, from] of code.matchAll(/(?:^|[;}\s])(?:import|export)\s*(?:[\w$*{][^'"();]*?from)?\s*["'](\.[^"']+)["']/g)) {
      visit(resolve(dirname(file), from));
    }
  };
  for (const [, asset] of html.matchAll(/(?:src|href)="[^"]*?\/(assets\/[^"]+)"/g)) visit(join(path, asset));
  const assets = join(path, 'assets');
  const all = existsSync(assets) ? readdirSync(assets).map((f) => join(assets, f)) : [];
  return { loaded: [...loaded], onDemand: all.filter((f) => !loaded.has(f) && f.endsWith('.js')) };
}

const { loaded, onDemand } = filesOf(resolve(target));
const total = loaded.reduce((sum, file) => sum + gzipped(file), 0);
const kb = (bytes) => `${(bytes / 1024).toFixed(2)} KB`;
console.log(`${name}: ${kb(total)} gzip of ${budgetKb} KB (${loaded.length} files loaded at first)`);
for (const file of onDemand) console.log(`  on demand: ${file.split(/[\\/]/).at(-1)} ${kb(gzipped(file))}`);
if (total > Number(budgetKb) * 1024) {
  console.error(`${name} is over its budget of ${budgetKb} KB compressed by ${kb(total - Number(budgetKb) * 1024)}.`);
  process.exit(1);
}
