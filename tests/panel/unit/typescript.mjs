// The panel's pure parts as Node takes them: esbuild, which Vite brings, takes the types away.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const panel = fileURLToPath(new URL('../../../engine/control/panel/', import.meta.url));
const { build } = createRequire(`${panel}package.json`)('esbuild');

export async function from_panel(path) {
  const { outputFiles } = await build({ entryPoints: [`${panel}src/lib/${path}`], bundle: true, format: 'esm', platform: 'node', write: false });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
