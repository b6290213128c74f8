// Puts a .br and a .gz beside every built text file, so that the server sends it compressed without working for it.
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const worth = 1024;
const text = /\.(?:js|css|html|svg|json)$/;

function visit(folder) {
  const names = readdirSync(folder);
  for (const name of names) {
    const file = join(folder, name);
    if (statSync(file).isDirectory()) visit(file);
    else if (/\.(?:br|gz)$/.test(name) && !names.includes(name.slice(0, -3))) rmSync(file);
    else if (text.test(name)) compress(file);
  }
}

function compress(file) {
  const content = readFileSync(file);
  for (const extension of ['.br', '.gz']) rmSync(file + extension, { force: true });
  if (content.length < worth) return;
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  writeFileSync(`${file}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
}

visit(process.argv[2]);
