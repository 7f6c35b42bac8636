// The pictures of README.md, the panel's and the wall's, taken from a real wall with its simulated cameras:
//   node tests/panel/readme_pictures.mjs build/dev/bin config/lounge
// Takes two minutes, longer where the loops of the cameras are encoded first.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium_for, DESKTOP, PHONE } from './browser.mjs';
import { at_panel, first_sign_in, open, state_of, until } from './people.mjs';
import { start_wall } from './wall.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SHOT = { type: 'jpeg', quality: 82, scale: 'device' };
const DEVICE = { ...PHONE, deviceScaleFactor: 1.5, isMobile: false }; // without a browser's bar that comes and goes

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
  await until(context, wall, (state) => state.tiles.every((tile) => tile.state === 'live'), 600_000);
  await page.waitForTimeout(3000);
  await page.screenshot({ ...SHOT, path: join(folder, 'panel-ponsel.jpg') });
  for (const layout of ['beranda', 'anggaran']) {
    const picture = await context.request.get(`${wall.address}api/v1/layouts/${layout}/picture.jpg?width=1920`);
    await writeFile(join(folder, `${layout}.jpg`), await picture.body());
  }
  await open(page, 'Tata letak');
  await page.waitForTimeout(20_000); // the layouts are drawn one after the other
  await page.screenshot({ ...SHOT, path: join(folder, 'panel-tata-letak.jpg') });

  // What technicians do, each on a desktop and on a phone: cameras, displays, layouts, figures.
  const desk = await at_panel(chromium.browser, wall, signed, DESKTOP);
  const shot = async (on, name, settle = 4000) => {
    await on.page.waitForTimeout(settle);
    await on.page.screenshot({ ...SHOT, path: join(folder, `panel-${name}.jpg`) });
  };
  const phone = { page, context };
  const go = async (on, where, ready) => {
    await on.page.goto(`${wall.address}#pengaturan/${where}`);
    await on.page.locator(ready).first().waitFor({ timeout: 60_000 });
  };

  await go(desk, 'kamera', 'main img');
  await desk.page.waitForFunction(() => document.querySelectorAll('main img').length >= 12, null, { timeout: 120_000 });
  await shot(desk, 'kamera-daftar', 0);
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
  await page.locator('.ladder').evaluate((ladder) => ladder.scrollIntoView({ block: 'start' }));
  await shot(phone, 'kamera');

  for (const [on, suffix] of [[desk, ''], [phone, '-ponsel']]) {
    await go(on, 'layar', '.stage');
    await shot(on, `layar${suffix}`, 1500);
    await go(on, 'tata-letak/anggaran', '.desk .stage img');
    await on.page.locator('[data-tile]').first().click();
    await shot(on, `editor${suffix}`, 8000);
    await go(on, suffix ? 'data/sumber/harga-pangan' : 'data/kartu/apbd-opd', suffix ? 'table' : 'section img');
    if (suffix) await on.page.locator('table').first().evaluate((table) => table.scrollIntoView({ block: 'center' }));
    await shot(on, `kartu${suffix}`);
  }
} finally {
  await chromium.close();
  await wall.stop();
  cameras.kill();
}
