// Each view for everybody: WCAG 2.2 AA as far as axe-core sees it, targets of 44 px, both themes,
// and names full of markup that stay text.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium_for } from '../browser.mjs';
import { MARKUP } from '../markup.mjs';
import { at_panel, DEVICES, first_sign_in, problems_of, small_targets } from '../people.mjs';
import { look_at_all_views } from '../views.mjs';
import { start_wall } from '../wall.mjs';

let wall;
let chromium;
let signed;
before(async () => {
  wall = await start_wall({ markup: true });
  chromium = await chromium_for();
  signed = await first_sign_in(chromium.browser, wall);
});
after(async () => {
  await chromium?.close();
  await wall?.stop();
});

look_at_all_views('markup', () => ({ wall, chromium, signed }));

test('names of markup are read as they were written', async () => {
  const { page, context } = await at_panel(chromium.browser, wall, signed, DEVICES.desktop);
  await page.goto(`${wall.address}#keadaan`);
  for (const text of MARKUP.slice(0, 4)) await page.getByText(text, { exact: false }).first().waitFor();
  await page.goto(`${wall.address}#dinding`);
  await page.locator('.stage .tile').first().click();
  await page.getByRole('dialog').waitFor();
  assert.deepEqual(await problems_of(page), []);
  assert.equal(await page.evaluate(() => window.pwned ?? 0), 0);
  await context.close();
});

test('what the settings show of names is read as it was written', async () => {
  const { page, context, foreign } = await at_panel(chromium.browser, wall, signed, DEVICES.desktop);
  const read = async (view, texts) => {
    await page.goto(`${wall.address}#pengaturan/${view}`);
    // An option of a list is text too, and never counts as visible.
    for (const text of texts) await page.getByText(text, { exact: false }).locator('visible=true').first().waitFor();
  };
  await read('kamera', MARKUP);
  await read('layar', [MARKUP[0], MARKUP[1]]);
  await read('tata-letak', [`beranda ${MARKUP[1]}`]);
  await read('tata-letak/beranda', [MARKUP[0]]);
  await page.getByRole('button', { name: 'Tambah isi' }).first().click();
  await page.getByRole('dialog').getByText(MARKUP[2]).first().waitFor();
  await page.getByRole('dialog').getByRole('radio', { name: 'Kelompok', exact: true }).check({ force: true });
  await page.getByRole('dialog').getByText(MARKUP[0]).first().waitFor();
  await page.getByRole('dialog').getByRole('radio', { name: 'Kartu', exact: true }).check({ force: true });
  await page.getByRole('dialog').getByText(MARKUP[1]).first().waitFor();
  await page.keyboard.press('Escape');
  await read('data', [MARKUP[0]]);
  await read('data/kartu', [MARKUP[1]]);
  await read('berkas', ['layouts/rusak.json']);
  assert.deepEqual([await page.evaluate(() => window.pwned ?? 0), foreign], [0, []]);
  await context.close();
});

test('a message of markup, an alarm text and the list of changes stay text', async () => {
  const { page, context, foreign } = await at_panel(chromium.browser, wall, signed, DEVICES.phone);
  for (const text of MARKUP) {
    await page.goto(`${wall.address}#pesan`);
    await page.getByLabel('Isi pesan').fill(text);
    await page.getByRole('button', { name: /Tampilkan pesan|Ganti pesan/ }).click();
    await page.locator('.said').filter({ hasText: text }).waitFor();
    await page.goto(`${wall.address}#hari-ini`);
    await page.getByText(text, { exact: false }).first().waitFor();
  }
  const pwned = await page.evaluate(() => window.pwned ?? 0);
  await context.close();
  assert.deepEqual([pwned, foreign], [0, []]);
});

test('the sign-in page too', async () => {
  for (const colorScheme of ['dark', 'light']) {
    const context = await chromium.browser.newContext({ ...DEVICES.phone, colorScheme });
    const page = await context.newPage();
    await page.goto(wall.address);
    await page.getByRole('heading', { name: 'Masuk ke dinding' }).waitFor();
    assert.deepEqual(await problems_of(page), []);
    assert.deepEqual(await small_targets(page), []);
    await context.close();
  }
});
