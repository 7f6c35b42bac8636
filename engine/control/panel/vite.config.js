// Builds dist/: index.html, hashed files in assets/, and what public/ holds. Beside every text file
// goes a .gz of it, which control sends to browsers that take it.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

const compressible = /\.(html|js|css|svg|webmanifest)$/;

function compress(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) compress(path);
    else if (compressible.test(name)) {
      const packed = gzipSync(readFileSync(path), { level: 9 });
      packed[9] = 3; // the byte that names the system: the same on every machine
      writeFileSync(`${path}.gz`, packed);
    }
  }
}

export default defineConfig({
  plugins: [
    svelte(),
    { name: 'compress', apply: 'build', closeBundle() { compress(this.environment.config.build.outDir); } },
  ],
  build: {
    target: ['chrome90', 'firefox90', 'safari15'],
    assetsInlineLimit: 0, // the content security policy takes no data: scripts or styles
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    emptyOutDir: true,
  },
});
