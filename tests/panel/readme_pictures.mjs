// The panel's pictures of README.md, taken on a phone from a real wall with its simulated cameras:
//   node tests/panel/readme_pictures.mjs build/dev/bin config/lounge
// Takes a minute; the loops of the cameras are encoded first.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium_for, PHONE } from './browser.mjs';
import { at_panel, first_sign_in, open, until } from './people.mjs';
import { start_wall } from './wall.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SHOT = { type: 'jpeg', quality: 82, scale: 'device' };
const DEVICE = { ...PHONE, deviceScaleFactor: 1.5 };

const [programs, folder] = process.argv.slice(2);
if (!folder) {
  console.error('usage: readme_pictures.mjs FOLDER_OF_PROGRAMS FOLDER_OF_PICTURES');
  process.exit(2);
}
process.env.PENDOPO_PROGRAM ??= join(programs, 'pendopo');

const cameras = spawn(join(programs, 'pendopo-cameras'), ['--file', join(ROOT, 'tools/cameras/lounge.json'), '--port', '8554'],
  { stdio: ['ignore', 'pipe', 'inherit'] });
await once(cameras.stdout, 'data'); // it listens
const wall = await start_wall();
const chromium = await chromium_for();
try {
  const signed = await first_sign_in(chromium.browser, wall);
  const { page, context } = await at_panel(chromium.browser, wall, signed, DEVICE);
  await until(context, wall, (state) => state.tiles.every((tile) => tile.state === 'live'), 120_000);
  await page.waitForTimeout(3000);
  await page.screenshot({ ...SHOT, path: join(folder, 'panel-ponsel.jpg') });
  await open(page, 'Tata letak');
  await page.waitForTimeout(20_000); // the layouts are drawn one after the other
  await page.screenshot({ ...SHOT, path: join(folder, 'panel-tata-letak.jpg') });
} finally {
  await chromium.close();
  await wall.stop();
  cameras.kill();
}
