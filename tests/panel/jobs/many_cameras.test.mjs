// An installation of 200 cameras: lists show the first of them at once and the rest as somebody goes
// on, searching and sorting know all of them, and no list holds up a slow phone.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium_for } from '../browser.mjs';
import { at_panel, DEVICES, first_sign_in, look_at, open, picture } from '../people.mjs';
import { start_wall } from '../wall.mjs';

const MANY = 200;
const AT_ONCE = 40; // parts/More.svelte
const PLACES = ['RSUD Blambangan', 'Pasar Rogojampi', 'Puskesmas Kertosari', 'Mal Pelayanan Publik', 'Terminal Sritanjung', 'Kantor Kecamatan Kalipuro'];
const SPOTS = ['Lobi', 'Loket antrean', 'Parkir timur', 'Pintu masuk', 'Lorong lantai 2', 'Gerbang'];

// Beside the lounge's own: those at a discard port, which answers nobody.
async function add_cameras(lounge) {
  const file = join(lounge, 'cameras.json');
  const document = JSON.parse(await readFile(file, 'utf8'));
  for (let number = document.cameras.length; number < MANY; ++number) {
    document.cameras.push({
      id: `cctv-${String(number).padStart(3, '0')}`, main: `rtsp://127.0.0.1:9/${number}`,
      name: `${PLACES[number % PLACES.length]} · ${SPOTS[number % 5]} ${number}`,
    });
  }
  document.groups.push({ id: 'semua', name: 'Semua CCTV', cameras: document.cameras.map((camera) => camera.id) });
  await writeFile(file, JSON.stringify(document));
}

let wall;
let chromium;
let signed;
before(async () => {
  wall = await start_wall({ prepare: add_cameras });
  chromium = await chromium_for();
  signed = await first_sign_in(chromium.browser, wall);
});
after(async () => {
  await chromium?.close();
  await wall?.stop();
});

const settings = async (page) => {
  await open(page, 'Pengaturan');
  await page.locator('main .grid > li').first().waitFor();
};
const rows = (page) => page.locator('main .grid > li');

// The longest the page did nothing else while `work` ran, on a phone a fourth as fast as this machine.
async function longest_task(page, work) {
  const device = await page.context().newCDPSession(page);
  await device.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.evaluate(() => {
    window.tasks = [];
    window.watcher = new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.tasks.push(entry.duration); });
    window.watcher.observe({ type: 'longtask' });
  });
  await work();
  await page.waitForTimeout(1500);
  const longest = await page.evaluate(() => { window.watcher.disconnect(); return Math.max(0, ...window.tasks); });
  await device.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  return Math.round(longest);
}

for (const [name, device] of Object.entries(DEVICES)) {
  test(name, { skip: process.env.PENDOPO_DEV ? 'the made-up wall has cameras of its own' : false }, async (t) => {
    const { page, context, foreign } = await at_panel(chromium.browser, wall, signed, device);
    await t.test('the list begins with the first of them and goes on as one scrolls', async () => {
      const opening = await longest_task(page, () => settings(page));
      assert.equal(await rows(page).count(), AT_ONCE);
      await page.getByText(new RegExp(`dari ${MANY} kamera`)).waitFor();
      await look_at(page, `${name}-many-list`);
      const going_on = await longest_task(page, async () => {
        for (let seen = AT_ONCE; seen < MANY; seen += AT_ONCE) {
          await page.locator('main').evaluate((main) => main.scrollTo(0, main.scrollHeight));
          await page.waitForFunction((least) => document.querySelectorAll('main .grid > li').length > least, seen);
        }
      });
      assert.equal(await rows(page).count(), MANY);
      console.log(`${name}, ${MANY} cameras, at a fourth of this machine's speed: longest task ${opening} ms opening the list, ${going_on} ms going through it`);
    });
    await t.test('searching and sorting know all of them', async () => {
      const search = page.getByRole('searchbox');
      const typing = await longest_task(page, () => search.pressSequentially('rogojampi', { delay: 60 }));
      console.log(`${name}: longest task while searching ${typing} ms`);
      const found = await rows(page).count();
      assert.ok(found > 20 && found <= AT_ONCE, `${found}`);
      await search.fill(`cctv-${MANY - 1}`);
      await page.waitForFunction(() => document.querySelectorAll('main .grid > li').length === 1);
      await picture(page, `${name}-many-found`);
      await search.fill('tidak ada ini');
      await page.getByText(/tidak ada ini/).waitFor();
      assert.equal(await rows(page).count(), 0);
      await search.fill('');
      await page.getByLabel('Urutkan menurut').selectOption('name');
      await page.getByRole('button', { name: 'Balikkan urutan' }).click();
      await page.waitForFunction((count) => document.querySelectorAll('main .grid > li').length === count, AT_ONCE);
      const names = await page.locator('main .grid .name').allTextContents();
      assert.deepEqual(names, [...names].sort((a, b) => b.localeCompare(a, 'id', { numeric: true })));
    });
    await t.test('the page of states lists them as it is scrolled', async () => {
      const opening = await longest_task(page, () => open(page, 'Keadaan'));
      console.log(`${name}: longest task opening the page of states ${opening} ms`);
      const listed = page.locator('main details');
      await listed.first().waitFor();
      assert.equal(await listed.count(), AT_ONCE);
      await page.getByRole('button', { name: `Tampilkan ${MANY - AT_ONCE} lagi` }).scrollIntoViewIfNeeded();
      await page.waitForFunction((least) => document.querySelectorAll('main details').length > least, AT_ONCE);
      await picture(page, `${name}-many-states`);
    });
    assert.deepEqual(foreign, []);
    await context.close();
  });
}
