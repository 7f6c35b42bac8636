// A technician draws layouts, on a phone and on a desktop: chosen, made, changed by hand, by keys and
// in numbers, saved, rehearsed and taken. What came of it is read from the wall itself.
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

const text_of = async (context, name) => {
  const answer = await context.request.get(`${wall.address}api/v1/config/file?file=${encodeURIComponent(`layouts/${name}.json`)}`);
  return answer.ok() ? answer.json() : null;
};
const layout_of = async (context, name) => JSON.parse((await text_of(context, name)).text);
async function edit(page, name) {
  await page.goto(`${wall.address}#pengaturan/tata-letak/${name}`);
  await page.locator('.desk .stage').waitFor();
}
const display = (page, name) => page.getByRole('group', { name: 'Yang digambar' }).getByRole('button', { name, exact: true }).click();
const tile = (page, id) => page.locator(`[data-tile="${id}"]`);
const field = (page, name) => page.getByLabel(name, { exact: true });
async function set(page, name, value) {
  await field(page, name).fill(String(value));
  await field(page, name).press('Enter');
}
const unsaved = (page) => page.locator('.title').getByText(/belum disimpan/i).waitFor();
async function save(page) {
  await page.getByRole('button', { name: 'Simpan', exact: true }).click();
  await page.locator('.title').getByText('Tersimpan').waitFor();
}
// A new layout from a pattern, on the desk, not saved.
async function begin(page, name, preset) {
  await page.goto(`${wall.address}#pengaturan/tata-letak`);
  await page.getByRole('button', { name: 'Buat baru' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Nama').fill(name);
  await dialog.getByRole('radio', { name: preset, exact: true }).check({ force: true });
  await dialog.getByRole('button', { name: 'Mulai menggambar' }).click();
  await page.locator('.desk .stage').waitFor();
}
async function add_camera(page, search) {
  await page.getByRole('button', { name: 'Tambah isi' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Cari kamera').fill(search);
  await dialog.locator('.pick button').first().click();
  await dialog.waitFor({ state: 'detached' });
}
async function drag(page, locator, x, y) {
  const box = await locator.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  for (let step = 1; step <= 8; ++step) await page.mouse.move(box.x + box.width / 2 + x * step / 8, box.y + box.height / 2 + y * step / 8);
  await page.mouse.up();
}

for (const [name, device] of Object.entries(DEVICES)) {
  describe(name, () => {
    const job = (title, work, more = {}) => test(title, async () => {
      const panel = await at_panel(chromium.browser, wall, signed, device, more);
      try {
        await work(panel);
        assert.deepEqual(panel.foreign, []);
      } catch (error) {
        await picture(panel.page, `${name}-edit-failed-${title.replace(/\W+/g, '-')}`);
        throw error;
      } finally {
        await panel.context.close();
      }
    });

    job('makes a layout from a pattern, fills it, saves it; nothing goes live', async ({ page, context }) => {
      await begin(page, `Pagi ${name}`, '2 × 2');
      await page.getByText('Baru, belum disimpan').waitFor();
      assert.equal(await text_of(context, `pagi-${name}`), null);
      await add_camera(page, 'rsud lobi');
      await add_camera(page, 'rsud igd');
      await page.locator('.stage img').first().waitFor();
      await picture(page, `${name}-edit-new`);
      await save(page);
      const layout = await layout_of(context, `pagi-${name}`);
      assert.equal(layout.name, `Pagi ${name}`);
      assert.deepEqual(layout.displays.kiri, { grid: '2x2', gap: 8, tiles: [{ camera: 'rsud-lobi' }, { camera: 'rsud-igd' }] });
      const state = await until(context, wall, (now) => now.layouts.some((known) => known.name === `Pagi ${name}`));
      assert.ok(state.control.displays.every((shown) => shown.layout !== `pagi-${name}`));
    });

    job('changes places by keys and in numbers, undoes and does again', async ({ page }) => {
      await edit(page, 'anggaran');
      await display(page, 'Kanan');
      await tile(page, 'kanan/1').click();
      await set(page, 'Kiri (%)', 50);
      await set(page, 'Atas (%)', 10);
      assert.match(await tile(page, 'kanan/1').getAttribute('aria-label'), /kiri 50 %, atas 10 %, lebar 42 %, tinggi 50 %/);
      await tile(page, 'kanan/1').focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Shift+ArrowLeft');
      assert.match(await tile(page, 'kanan/1').getAttribute('aria-label'), /kiri 51 %, atas 11 %, lebar 41 %/);
      // Keys that follow each other are one step, or two where this machine is slow.
      const label = () => tile(page, 'kanan/1').getAttribute('aria-label');
      for (let step = 0; step < 3 && !/kiri 50 %, atas 10 %/.test(await label()); ++step) await page.keyboard.press('Control+z');
      assert.match(await label(), /kiri 50 %, atas 10 %, lebar 42 %/);
      await page.getByRole('button', { name: 'Ulangi' }).click();
      assert.match(await label(), /kiri 51 %/);
      await tile(page, 'kanan/1').focus();
      await page.keyboard.press('Delete');
      await tile(page, 'kanan/1').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Urungkan' }).click();
      await tile(page, 'kanan/1').waitFor();
      await picture(page, `${name}-edit-keys`);
    });

    job('the text follows the picture, and the picture a good text only', async ({ page }) => {
      await edit(page, 'malam');
      await page.getByRole('button', { name: 'Teks', exact: true }).click();
      const text = page.getByLabel('Teks tata letak');
      const good = await text.inputValue();
      await text.fill(good.replace('"malam"', '"malam"" '));
      await page.getByText(/^baris \d+, kolom \d+: /).first().waitFor();
      await page.getByText('Harus diperbaiki').waitFor();
      await picture(page, `${name}-edit-broken`);
      await page.getByRole('button', { name: 'Kembali ke teks yang benar' }).click();
      assert.equal(await text.inputValue(), good);
      await text.fill(good.replace('"fit": "cover"', '"fit": "stretch"').replace('"card": "jam-nusantara"', '"card": "jam-nusantara", "z": 7'));
      await page.locator('.title').getByText('Belum disimpan').waitFor();
      await page.getByRole('button', { name: 'Urungkan' }).and(page.locator(':enabled')).waitFor();
      await display(page, 'Tengah kiri');
      await tile(page, 'tengah-kiri/0').click();
      assert.equal(await field(page, 'Lapisan').inputValue(), '7');
      await set(page, 'Lapisan', 3);
      assert.match(await text.inputValue(), /"z": 3/);
    });

    job('a name that no camera has is said with its line, and not saved', async ({ page, context }) => {
      const before = await text_of(context, 'malam');
      await edit(page, 'malam');
      await page.getByRole('button', { name: 'Teks', exact: true }).click();
      const text = page.getByLabel('Teks tata letak');
      await text.fill((await text.inputValue()).replace('"alun-alun"', '"alun-alum"'));
      await page.locator('.item.bad').getByText(/alun-alum/).waitFor();
      await page.getByRole('button', { name: 'Simpan', exact: true }).click();
      await page.getByText('Perbaiki dahulu yang ditandai.').waitFor();
      assert.equal((await text_of(context, 'malam')).revision, before.revision);
    });

    job('says what stands over a frame and over another tile', async ({ page }) => {
      await edit(page, 'alun-alun');
      await page.getByText(/melintasi bingkai antara Tengah kiri dan Tengah kanan: 12 mm tidak terlihat/).waitFor();
      await edit(page, 'anggaran');
      await display(page, 'Kanan');
      await tile(page, 'kanan/1').click();
      await set(page, 'Lapisan', 0);
      await page.getByText(/menutupi sebagian/).waitFor();
      await picture(page, `${name}-edit-warnings`);
    });

    job('a draft survives a reload; leaving asks; it can be discarded', async ({ page, context }) => {
      await edit(page, 'pasar');
      const before = await text_of(context, 'pasar');
      await display(page, 'Tengah kiri');
      await page.getByLabel('Petak', { exact: true }).selectOption('3x3');
      await unsaved(page);
      await page.waitForTimeout(900); // a draft is kept a moment after the change
      page.removeAllListeners('dialog');
      page.on('dialog', (dialog) => void dialog.accept());
      await page.reload();
      await page.getByText(/^Rancangan Anda dari \d\d\.\d\d dipulihkan/).waitFor();
      await display(page, 'Tengah kiri');
      assert.equal(await page.getByLabel('Petak', { exact: true }).inputValue(), '3x3');
      await page.getByRole('navigation').getByRole('link', { name: 'Dinding' }).click();
      await page.getByRole('dialog').getByText('Rancangan tetap ada di peramban ini').waitFor();
      await picture(page, `${name}-edit-leave`);
      await page.getByRole('button', { name: 'Tetap di sini' }).click();
      await page.getByRole('button', { name: 'Buang rancangan' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Buang rancangan' }).click();
      await page.locator('.title').getByText('Tersimpan').waitFor();
      assert.equal((await text_of(context, 'pasar')).revision, before.revision);
    });

    job('Back asks too, and goes where it was going', async ({ page }) => {
      await page.goto(`${wall.address}#pengaturan/tata-letak`);
      await page.locator('a[href$="/layanan"]').click();
      await page.locator('.desk .stage').waitFor();
      await page.goBack(); // nothing was changed: nobody is asked
      await page.getByRole('button', { name: 'Buat baru' }).waitFor();
      await page.locator('a[href$="/layanan"]').click();
      await page.locator('.desk .stage').waitFor();
      await page.getByLabel('Sela (px)').fill('33');
      await page.getByLabel('Sela (px)').press('Enter');
      await unsaved(page);
      const dialog = page.getByRole('dialog', { name: 'Tinggalkan tanpa menyimpan?' });
      await page.goBack();
      await dialog.waitFor();
      assert.match(page.url(), /tata-letak\/layanan$/);
      await page.getByRole('button', { name: 'Tetap di sini' }).click();
      assert.equal(await page.getByLabel('Sela (px)').inputValue(), '33');
      await page.goBack();
      await dialog.getByRole('button', { name: 'Tinggalkan' }).click();
      await page.getByRole('button', { name: 'Buat baru' }).waitFor();
      await page.getByText(/Rancangan belum disimpan/).first().waitFor();
      await page.locator('a[href$="/layanan"]').click();
      await page.getByRole('button', { name: 'Buang rancangan' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Buang rancangan' }).click();
      await page.locator('.title').getByText('Tersimpan').waitFor();
    });

    job('closing the window asks while something is not saved', async ({ page, foreign }) => {
      await edit(page, 'layanan');
      await page.getByLabel('Sela (px)').fill('34');
      await page.getByLabel('Sela (px)').press('Enter');
      await unsaved(page);
      page.removeAllListeners('dialog');
      const asked = page.waitForEvent('dialog');
      await page.close({ runBeforeUnload: true });
      const dialog = await asked;
      assert.equal(dialog.type(), 'beforeunload');
      await dialog.dismiss();
      await page.getByRole('button', { name: 'Urungkan' }).click();
      await page.locator('.title').getByText('Tersimpan').waitFor();
      assert.deepEqual(foreign, []);
    });

    job('a card comes from its own page and stands in a free place', async ({ page, context }) => {
      await begin(page, `Taruh ${name}`, '2 × 2');
      await add_camera(page, 'rsud lobi');
      await save(page);
      await until(context, wall, (now) => now.layouts.some((layout) => layout.id === `taruh-${name}`));
      await page.goto(`${wall.address}#pengaturan/data/kartu/antrean`);
      const link = page.getByRole('link', { name: 'Taruh di dinding' });
      // To the layout that is on the wall; here to another one.
      assert.match(await link.getAttribute('href'), /^#pengaturan\/tata-letak\/[a-z0-9-]+\/taruh\/kartu\/antrean$/);
      await page.goto(`${wall.address}#pengaturan/tata-letak/taruh-${name}/taruh/kartu/antrean`);
      await page.getByText(/^Kartu Antrean.* sudah ditaruh di Kiri, kolom 2, baris 1\./).waitFor();
      assert.match(page.url(), new RegExp(`tata-letak/taruh-${name}$`));
      assert.equal(await tile(page, 'kiri/1').getAttribute('aria-pressed'), 'true');
      await page.waitForTimeout(600);
      await picture(page, `${name}-edit-brought`);
      assert.equal((await layout_of(context, `taruh-${name}`)).displays.kiri.tiles.length, 1); // not saved by it
      await page.getByRole('button', { name: 'Urungkan' }).click();
      await tile(page, 'kiri/1').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Ulangi' }).click();
      await save(page);
      assert.deepEqual((await layout_of(context, `taruh-${name}`)).displays.kiri.tiles, [{ camera: 'rsud-lobi' }, { card: 'antrean' }]);
      // Once more, from its page: it is there already.
      await page.goto(`${wall.address}#pengaturan/data/kartu/antrean`);
      await link.waitFor();
      await page.goto(`${wall.address}#pengaturan/tata-letak/taruh-${name}/taruh/kartu/antrean`);
      await page.getByText(/sudah ada di tata letak ini: Kiri, kolom 2/).waitFor();
    });

    job('a camera comes to a full layout: a tile is tapped for it, or another layout is chosen', async ({ page }) => {
      await page.goto(`${wall.address}#pengaturan/kamera/ubah/rsud-lobi`);
      await page.getByRole('link', { name: 'Taruh di dinding' }).waitFor();
      await page.goto(`${wall.address}#pengaturan/tata-letak/pasar/taruh/kamera/rsud-lobi`);
      await page.getByText(/^Tidak ada tempat kosong\. Ketuk ubin yang diganti dengan RSUD Blambangan · Lobi/).waitFor();
      await picture(page, `${name}-edit-full`);
      await page.locator('.stage [data-tile]').first().click();
      await page.getByText(/RSUD Blambangan · Lobi sudah ditaruh di/).waitFor();
      await unsaved(page);
      await page.getByRole('button', { name: 'Tata letak lain' }).click(); // as if it had not come: nothing is asked
      await page.getByText('RSUD Blambangan · Lobi: pilih tata letaknya.').waitFor();
      await picture(page, `${name}-edit-elsewhere`);
      assert.match(await page.locator('ul.grid a').first().getAttribute('href'), /\/taruh\/kamera\/rsud-lobi$/);
    });

    job('two people: both texts are shown, and neither is lost', async ({ page, context }) => {
      await begin(page, `Bersama ${name}`, 'Satu per layar');
      await add_camera(page, 'alun');
      await save(page);
      const file = `layouts/bersama-${name}.json`;
      const first = await text_of(context, `bersama-${name}`);
      const theirs = first.text.replace(`Bersama ${name}`, 'Milik Agus');
      const answer = await context.request.post(`${wall.address}api/v1/config/save`, { headers: { Origin: new URL(wall.address).origin }, data: { changes: [{ file, revision: first.revision, text: theirs }] } });
      assert.ok(answer.ok(), await answer.text());
      await page.getByRole('button', { name: 'Selesai', exact: true }).click();
      await page.getByLabel('Sela (px)').fill('20');
      await page.getByLabel('Sela (px)').press('Enter');
      await page.getByRole('button', { name: 'Simpan', exact: true }).click();
      const dialog = page.getByRole('dialog', { name: 'Diubah orang lain' });
      await dialog.getByText(/Milik Agus/).waitFor();
      await picture(page, `${name}-edit-conflict`);
      await dialog.getByRole('button', { name: 'Pakai yang tersimpan' }).click();
      await page.getByRole('heading', { name: 'Milik Agus' }).waitFor();
      await page.getByRole('button', { name: 'Urungkan' }).click();
      await page.getByRole('heading', { name: `Bersama ${name}` }).waitFor();
      await save(page);
      assert.equal((await layout_of(context, `bersama-${name}`)).displays.kiri.gap, 20);
    });

    job('rehearses what was drawn and takes it', async ({ page, context }) => {
      await begin(page, `Uji ${name}`, 'Satu per layar');
      await add_camera(page, 'pasar ikan');
      await page.getByRole('button', { name: 'Uji', exact: true }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Simpan lalu uji' }).click();
      await page.getByText('Hanya terlihat di sini, belum di dinding.').waitFor({ timeout: 15_000 });
      await until(context, wall, (now) => now.control.rehearsal?.layout === `uji-${name}`);
      assert.notEqual((await state_of(context, wall)).layout, `uji-${name}`);
      await page.waitForTimeout(600);
      await picture(page, `${name}-edit-test`);
      await page.getByRole('dialog').getByRole('button', { name: 'Tampilkan di dinding' }).click();
      await until(context, wall, (now) => now.layout === `uji-${name}` && now.control.trial !== null);
      // What is on the wall changes with its file: that is asked first.
      await page.getByRole('button', { name: 'Selesai', exact: true }).click();
      await page.getByLabel('Sela (px)').fill('12');
      await page.getByLabel('Sela (px)').press('Enter');
      await page.getByRole('button', { name: 'Simpan', exact: true }).click();
      await page.getByRole('dialog').getByText('Menyimpan langsung mengubah dinding').waitFor();
      await page.keyboard.press('Escape');
      assert.notEqual((await layout_of(context, `uji-${name}`)).displays.kiri.gap, 12);
    });

    job('every content, by name', async ({ page, context }) => {
      await begin(page, `Isi ${name}`, '3 × 3');
      const dialog = page.getByRole('dialog');
      const tab = async (word) => {
        await page.getByRole('button', { name: 'Tambah isi' }).first().click();
        await dialog.getByRole('radio', { name: word, exact: true }).check({ force: true });
      };
      await tab('Giliran kamera');
      for (const camera of [/Lobi/, /IGD/]) await dialog.locator('.pick button').filter({ hasText: camera }).first().click();
      await dialog.getByLabel('Tiap kamera (detik)').fill('9');
      await dialog.getByLabel('Tiap kamera (detik)').press('Enter');
      await picture(page, `${name}-edit-tour`);
      await dialog.getByRole('button', { name: 'Pakai' }).click();
      await tab('Kelompok');
      await dialog.locator('.pick button').filter({ hasText: 'Pasar' }).first().click();
      await tab('Kartu');
      await dialog.getByLabel('Cari kartu').fill('beasiswa');
      await dialog.locator('.pick button').first().click();
      await tab('Tulisan');
      await dialog.getByLabel('Tulisan').and(page.locator('textarea')).fill('Selamat <b>datang</b>');
      await dialog.getByRole('button', { name: 'Pakai' }).click();
      await save(page);
      const { tiles } = (await layout_of(context, `isi-${name}`)).displays.kiri;
      assert.deepEqual(tiles[0], { cameras: ['rsud-lobi', 'rsud-igd'], tour_seconds: 9 });
      assert.equal(tiles[1].group, 'pasar');
      assert.equal(tiles[2].card, 'beasiswa');
      assert.deepEqual(tiles[3], { card: 'text', text: 'Selamat <b>datang</b>' });
    });

    for (const colorScheme of ['dark', 'light']) {
      job(`for everybody, ${colorScheme}`, async ({ page }) => {
        const look = async (what) => {
          await page.waitForTimeout(400);
          await picture(page, `${name}-edit-${colorScheme}-${what}`);
          // WCAG 2.5.8, "equivalent": in the view of its display each tile is as large as it can be.
          const tiny = (problem) => what === 'whole' && problem.startsWith('target-size: button[data-tile=');
          assert.deepEqual((await problems_of(page)).filter((problem) => !tiny(problem)), [], what);
          assert.deepEqual(await small_targets(page), [], what);
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth) <= 0, `${what} is too wide`);
        };
        await page.goto(`${wall.address}#pengaturan/tata-letak`);
        await page.getByRole('button', { name: 'Buat baru' }).waitFor();
        await look('list');
        await page.getByRole('button', { name: 'Buat baru' }).click();
        await look('begin');
        await page.keyboard.press('Escape');
        await edit(page, 'layanan');
        await look('display');
        await display(page, 'Tengah kanan');
        await tile(page, 'tengah-kanan/1').click();
        await page.getByText('Tampilan', { exact: true }).click();
        await look('tile');
        await page.getByRole('button', { name: 'Ganti isi' }).click();
        await look('content');
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: 'Teks', exact: true }).click();
        await page.getByRole('button', { name: 'Seluruh dinding' }).click();
        await look('whole');
      }, { colorScheme });
    }
  });
}

test('desktop: carried and drawn by hand, held by lines', async () => {
  const { page, context, foreign } = await at_panel(chromium.browser, wall, signed, DEVICES.desktop);
  await edit(page, 'semua');
  await display(page, 'Kiri');
  const box = await page.locator('.stage').boundingBox();
  // A tile of the grid changes places with the one below.
  const first = await tile(page, 'kiri/0').getAttribute('aria-label');
  await drag(page, tile(page, 'kiri/0'), 0, box.height * 0.25);
  assert.equal((await tile(page, 'kiri/4').getAttribute('aria-label')).split(',')[0], first.split(',')[0]);
  await page.keyboard.press('Control+z');
  assert.equal(await tile(page, 'kiri/0').getAttribute('aria-label'), first);
  await edit(page, 'anggaran');
  await display(page, 'Kanan');
  const part = (x, y) => [box.width * x, box.height * y];
  await tile(page, 'kanan/1').click();
  await drag(page, tile(page, 'kanan/1'), ...part(-0.262, 0.2)); // from 0.55 to about 0.29: the middle at the half
  assert.match(await tile(page, 'kanan/1').getAttribute('aria-label'), /kiri 29 %/);
  await drag(page, page.locator('.handle.right.bottom'), ...part(0.035, 0.02));
  const label = await tile(page, 'kanan/1').getAttribute('aria-label');
  assert.match(label, /lebar (4[3-9]|37)/);
  await context.close();
  assert.deepEqual(foreign, []);
});

test('an editor that is open asks for pictures after a change at most once a second', async () => {
  const { page, context } = await at_panel(chromium.browser, wall, signed, DEVICES.desktop);
  const asked = [];
  page.on('request', (request) => { if (request.url().endsWith('/layouts/preview.jpg')) asked.push(Date.now()); });
  await edit(page, 'anggaran');
  await display(page, 'Kanan');
  await tile(page, 'kanan/1').click();
  await tile(page, 'kanan/1').focus();
  for (let at = 0; at < 30; ++at) { await page.keyboard.press('ArrowLeft'); await page.waitForTimeout(100); }
  for (let at = 1; at < asked.length; ++at) assert.ok(asked[at] - asked[at - 1] >= 950, `${asked[at] - asked[at - 1]} ms apart`);
  assert.ok(asked.length >= 2);
  const count = asked.length;
  await page.waitForTimeout(4000);
  assert.ok(asked.length <= count + 2, 'without a change each five seconds');
  await context.close();
});
