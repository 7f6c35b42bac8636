// What a technician does with the displays: finds which is which, hangs them in the panel as they hang
// on the wall, tells their sizes and colours, and puts back what was before. Proved by wall.json and by
// the wall's own state.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { chromium_for } from '../browser.mjs';
import { at_panel, DEVICES, first_sign_in, picture, problems_of, small_targets, state_of, until } from '../people.mjs';
import { start_wall } from '../wall.mjs';

let wall;
let chromium;
let signed;
before(async () => {
  wall = await start_wall();
  chromium = await chromium_for();
  signed = await first_sign_in(chromium.browser, wall);
});
after(async () => {
  await chromium?.close();
  await wall?.stop();
});

// wall.json as it is saved.
async function saved(context) {
  const answer = await context.request.get(`${wall.address}api/v1/config/file?file=wall.json`);
  return JSON.parse((await answer.json()).text);
}
async function until_saved(context, good) {
  for (let tries = 0; tries < 100; ++tries) {
    const file = await saved(context);
    if (good(file)) return file;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`not saved so: ${good}`);
}
const names = (file) => file.displays.map((display) => display.id);
const drawn = (page, name) => page.getByRole('button', { name: new RegExp(`^Layar \\d+: ${name}$`) });
async function save(page) {
  await page.getByRole('button', { name: 'Simpan', exact: true }).click();
  await page.getByText('Tersimpan.').waitFor();
}

for (const [name, device] of Object.entries(DEVICES)) {
  describe(name, () => {
    const job = (title, work) => test(title, async () => {
      const at = await at_panel(chromium.browser, wall, signed, device);
      try {
        await at.page.goto(`${wall.address}#pengaturan/layar`);
        await drawn(at.page, 'Kanan').waitFor();
        await work(at);
        assert.deepEqual(at.foreign, []);
      } catch (error) {
        await picture(at.page, `${name}-failed-${title.replace(/\W+/g, '-')}`);
        throw error;
      } finally {
        await at.context.close();
      }
    });

    job('shows which display is which, and a test pattern', async ({ page, context }) => {
      await picture(page, `${name}-displays`);
      await page.getByRole('button', { name: 'Kenali layar' }).click();
      if (!process.env.PENDOPO_DEV) await until(context, wall, (now) => now.control.displays.every((shown) => shown.identify));
      await page.getByRole('button', { name: 'Pola uji', exact: true }).click();
      await until(context, wall, (now) => now.control.claims.some((claim) => claim.kind.includes('pattern')));
      await page.getByText('Pola uji tampil di dinding').waitFor();
      await picture(page, `${name}-pattern`);
      await page.getByRole('button', { name: 'Tutup pola uji' }).click();
      await until(context, wall, (now) => !now.control.claims.some((claim) => claim.kind.includes('pattern')));
    });

    job('binds a display to its monitor, and lets it go again', async ({ page, context }) => {
      // The wall of this test is drawn without outputs: what a machine with monitors would tell.
      const outputs = [{ output: 'DP-1', edid: 'GSM:30471:208NTYT', edid_unique: true, width: 1920, height: 1080 },
        { output: 'DP-2', edid: 'SAM:3327:1', edid_unique: false, width: 1920, height: 1080 }, { output: 'HDMI-1', edid: '', edid_unique: false, width: 0, height: 0 }];
      if (!process.env.PENDOPO_DEV) await page.getByText(/^Tidak ada monitor yang terlihat/).waitFor();
      await page.route('**/api/v1/displays/outputs', (route) => route.fulfill({ json: { outputs } }));
      await page.goto(`${wall.address}#pengaturan/data`);
      await page.goto(`${wall.address}#pengaturan/layar`);
      await drawn(page, 'Kanan').click();
      const list = page.getByRole('list', { name: 'Yang tersambung sekarang' });
      await list.getByText('SAM:3327:1').waitFor();
      assert.equal(await list.getByRole('button').count(), 1, 'only a monitor that says who it is');
      await page.getByRole('button', { name: 'Ikat ke monitor di DP-1' }).click();
      await page.getByText('Monitor ini tersambung di DP-1.').waitFor();
      await list.scrollIntoViewIfNeeded();
      await picture(page, `${name}-monitor`);
      await save(page);
      const kanan = (file) => file.displays.find((display) => display.name === 'Kanan');
      assert.equal(kanan(await saved(context)).edid, 'GSM:30471:208NTYT');
      await page.getByRole('button', { name: 'Lepas ikatan' }).click();
      await page.getByText('Terikat pada keluaran saja.').waitFor();
      await save(page);
      assert.equal(kanan(await saved(context)).edid, undefined);
    });

    job('arranges them by dragging, by buttons and by keys, and takes it back', async ({ page, context }) => {
      const before = names(await saved(context));
      await drawn(page, 'Kanan').hover(); // waits until it stands still
      const [from, to] = [await drawn(page, 'Kanan').boundingBox(), await drawn(page, 'Kiri').boundingBox()];
      await page.mouse.down();
      await page.mouse.move(to.x + 40, from.y + from.height / 2, { steps: 6 });
      await page.mouse.move(to.x + 2, from.y + from.height / 2, { steps: 4 });
      await picture(page, `${name}-dragging`);
      await page.mouse.up();
      await page.getByRole('button', { name: 'Layar 1: Kanan' }).waitFor();
      await page.getByRole('button', { name: 'Geser ke kanan' }).click();
      await page.getByRole('button', { name: 'Layar 2: Kanan' }).waitFor();
      await drawn(page, 'Kanan').focus();
      await page.keyboard.press('ArrowRight');
      await page.getByRole('button', { name: 'Layar 3: Kanan' }).waitFor();
      assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('data-display')), 'kanan');
      assert.deepEqual(names(await saved(context)), before); // nothing yet
      await page.getByText('Seluruh dinding gelap sebentar').waitFor();
      await save(page);
      assert.deepEqual(names(await saved(context)), ['kiri', 'tengah-kiri', 'kanan', 'tengah-kanan']);
      await page.getByRole('button', { name: 'Kembalikan ke sebelumnya' }).click();
      await page.getByText('Dikembalikan ke sebelum disimpan.').waitFor();
      assert.deepEqual(names(await saved(context)), before);
    });

    job('tells size, rotation, frame, distance and colour', async ({ page, context }) => {
      await drawn(page, 'Tengah kiri').click();
      await page.getByLabel('Diagonal (inci)').fill('65');
      await page.getByLabel('Bingkai tiap sisi (mm)').fill('4,5');
      await page.getByLabel('Jarak pandang (m)').fill('7');
      await page.getByRole('radio', { name: '90°', exact: true }).check();
      await page.getByLabel('Merah').fill('0.9');
      await page.getByLabel('Gamma').fill('1.2');
      await picture(page, `${name}-display-form`);
      await save(page);
      const display = (await saved(context)).displays.find((one) => one.id === 'tengah-kiri');
      assert.deepEqual([display.size_mm, display.bezel_mm, display.viewing_distance_m, display.rotation, display.gain, display.gamma], [[809, 1439], 4.5, 7, 90, [0.9, 1, 1], 1.2]);
      await page.getByRole('button', { name: 'Kembalikan ke sebelumnya' }).click();
      await until_saved(context, (file) => file.displays.every((one) => one.gain === undefined && one.rotation === undefined));
    });

    job('hangs them freely, to the millimetre', async ({ page, context }) => {
      await page.getByRole('radio', { name: 'Bebas' }).check();
      await drawn(page, 'Kanan').click();
      await page.getByLabel('Dari atas (mm)').fill('700');
      await drawn(page, 'Kanan').focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Shift+ArrowUp');
      await picture(page, `${name}-free`);
      await save(page);
      const file = await saved(context);
      assert.deepEqual(file.displays.map((display) => display.position_mm), [[0, 0], [1222, 0], [2444, 0], [3666, 709]]);
      await page.getByRole('button', { name: 'Kembalikan ke sebelumnya' }).click();
      await until_saved(context, (now) => now.displays.every((display) => display.position_mm === undefined));
    });

    job('shows what is refused at its field, and saves nothing', async ({ page, context }) => {
      const first = (await saved(context)).displays[0];
      await drawn(page, 'Kiri').click();
      await page.getByLabel('Keluaran', { exact: true }).fill('DP-1');
      await drawn(page, 'Tengah kiri').click();
      await page.getByLabel('Keluaran', { exact: true }).fill('DP-1');
      await page.getByRole('button', { name: 'Simpan', exact: true }).click();
      await page.locator('.bar').getByText(/hal perlu diperbaiki/).waitFor();
      await picture(page, `${name}-refused`);
      assert.deepEqual((await saved(context)).displays[0], first);
      await page.getByRole('button', { name: 'Batalkan ubahan' }).click();
      await page.locator('.bar').getByText(/hal perlu diperbaiki/).waitFor({ state: 'detached' });
    });

    job('never overwrites what somebody else saved meanwhile', async ({ page, context }) => {
      await drawn(page, 'Kiri').click();
      await page.getByLabel('Nama', { exact: true }).fill('Kiri sekali');
      const other = await (await context.request.get(`${wall.address}api/v1/config/file?file=wall.json`)).json();
      const answer = await context.request.post(`${wall.address}api/v1/config/save`, {
        headers: { Origin: wall.address.replace(/\/$/, '') },
        data: { changes: [{ file: 'wall.json', revision: other.revision, changes: [{ op: 'replace', pointer: '/displays/3/name', value: 'Kanan sekali' }] }] },
      });
      assert.equal(answer.status(), 200);
      await page.getByRole('button', { name: 'Simpan', exact: true }).click();
      await page.getByText('Tidak ada yang ditimpa.').waitFor();
      await picture(page, `${name}-conflict`);
      assert.equal((await saved(context)).displays[0].name, 'Kiri');
      await page.getByRole('button', { name: 'Gabungkan, lalu periksa' }).click();
      await drawn(page, 'Kanan sekali').waitFor();
      await save(page);
      assert.deepEqual((await saved(context)).displays.map((display) => display.name), ['Kiri sekali', 'Tengah kiri', 'Tengah kanan', 'Kanan sekali']);
      await drawn(page, 'Kiri sekali').click();
      await page.getByLabel('Nama', { exact: true }).fill('Kiri');
      await drawn(page, 'Kanan sekali').click();
      await page.getByLabel('Nama', { exact: true }).fill('Kanan');
      await save(page);
    });

    for (const colorScheme of ['dark', 'light']) {
      test(`for everybody, ${colorScheme}`, async () => {
        const { page, context, foreign } = await at_panel(chromium.browser, wall, signed, device, { colorScheme });
        await page.goto(`${wall.address}#pengaturan/layar`);
        await drawn(page, 'Kanan').waitFor();
        await page.getByRole('radio', { name: 'Bebas' }).check();
        await page.waitForTimeout(300);
        await picture(page, `${name}-${colorScheme}-displays`);
        const [problems, small] = [await problems_of(page), await small_targets(page)];
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        await context.close();
        assert.deepEqual([problems, small, foreign], [[], [], []]);
        assert.ok(overflow <= 0, `${overflow} px too wide`);
      });
    }
  });
}

test('speaks English too', async () => {
  const { page, context } = await at_panel(chromium.browser, wall, signed, DEVICES.phone);
  await page.evaluate(() => localStorage.setItem('pendopo.language', 'en'));
  await page.goto(`${wall.address}#pengaturan/layar`);
  await page.reload();
  await page.getByRole('button', { name: 'Identify displays' }).waitFor();
  await picture(page, 'phone-displays-en');
  assert.equal((await state_of(context, wall)).displays.length, 4);
  await context.close();
});
