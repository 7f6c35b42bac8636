// The panel's pictures of README.md, taken from a real wall with its simulated cameras:
//   node tests/panel/readme_pictures.mjs build/dev/bin config/lounge
// Takes a minute; the loops of the cameras are encoded first.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium_for, DESKTOP, PHONE } from './browser.mjs';
import { at_panel, first_sign_in, open, state_of, until } from './people.mjs';
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

  // A camera that is being added: one of the simulated ones once more.
  await page.goto(`${wall.address}#pengaturan/kamera`);
  await page.getByRole('link', { name: 'Tambah kamera' }).click();
  await page.getByRole('radio', { name: 'Ketik alamat' }).check();
  const state = await state_of(context, wall);
  const known = JSON.parse((await (await context.request.get(`${wall.address}api/v1/config/file?file=cameras.json`)).json()).text).cameras;
  const chosen = known.find((camera) => camera.id === state.tiles.find((tile) => tile.camera)?.camera);
  await page.getByLabel('Alamat aliran utama').fill(chosen.main.url ?? chosen.main);
  await page.getByRole('button', { name: 'Uji kamera' }).click();
  await page.locator('.ladder img').first().waitFor({ timeout: 60_000 });
  await page.locator('.ladder').scrollIntoViewIfNeeded();
  await page.screenshot({ ...SHOT, path: join(folder, 'panel-kamera.jpg') });

  const desk = await at_panel(chromium.browser, wall, signed, DESKTOP);
  await desk.page.goto(`${wall.address}#pengaturan/tata-letak/beranda`);
  await desk.page.locator('.desk .stage img').first().waitFor();
  await desk.page.locator('[data-tile]').first().click();
  await desk.page.waitForTimeout(6000);
  await desk.page.screenshot({ ...SHOT, path: join(folder, 'panel-editor.jpg') });
} finally {
  await chromium.close();
  await wall.stop();
  cameras.kill();
}
