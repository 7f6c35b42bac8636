// A newcomer's walk, in the panel alone, from the link that the first start prints: the own first
// camera on the wall, a layout of one's own, a figure from a spreadsheet. Each within three minutes.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium_for, DESKTOP } from '../browser.mjs';
import { CAMERA_PASSWORD, start_cameras, USER } from '../cameras.mjs';
import { connected, open, PASSWORD, picture, until } from '../people.mjs';
import { start_wall } from '../wall.mjs';

const MOST_MS = 180_000;
const CSV = 'kecamatan;penerima\nGiri;120\nGlagah;88\nLicin;40\nKabat;77\n';

let cameras;
let wall;
let chromium;
let context;
let page;
before(async () => {
  cameras = await start_cameras();
  wall = await start_wall();
  chromium = await chromium_for();
  context = await chromium.browser.newContext(DESKTOP);
  page = await context.newPage();
  page.setDefaultTimeout(60_000);
});
after(async () => {
  await chromium?.close();
  await wall?.stop();
  await cameras?.stop();
});

const walk = (title, work) => test(title, async () => {
  const begun = Date.now();
  try {
    await work();
  } catch (error) {
    await picture(page, `newcomer-failed-${title.replace(/\W+/g, '-')}`);
    throw error;
  }
  const took = Date.now() - begun;
  console.log(`${title}: ${Math.round(took / 1000)} s`);
  assert.ok(took < MOST_MS, `${took} ms`);
});

const on_the_wall = (what) => until(context, wall, (state) => state.tiles.some((tile) => what(tile) && tile.state === 'live'), 60_000);
const dialog = () => page.getByRole('dialog');

// A layout from a pattern, with one thing in it, on the wall for good.
async function draw(name, fill) {
  await page.goto(`${wall.address}#pengaturan/tata-letak`);
  await page.getByRole('button', { name: 'Buat baru' }).click();
  await dialog().getByLabel('Nama').fill(name);
  await dialog().getByRole('radio', { name: 'Satu per layar', exact: true }).check({ force: true });
  await dialog().getByRole('button', { name: 'Mulai menggambar' }).click();
  await page.locator('.desk .stage').waitFor();
  await page.getByRole('button', { name: 'Tambah isi' }).first().click();
  await fill();
  await dialog().waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Uji', exact: true }).click();
  await dialog().getByRole('button', { name: 'Simpan lalu uji' }).click();
  await dialog().getByRole('button', { name: 'Tampilkan di dinding' }).click();
  await page.getByRole('button', { name: 'Biarkan tampil' }).click();
}

walk('the own first camera on the wall', async () => {
  await page.goto(wall.link);
  await page.getByRole('button', { name: 'Buat kata sandi' }).click();
  await dialog().getByLabel('Kata sandi baru', { exact: true }).fill(PASSWORD);
  await dialog().getByLabel('Ulangi kata sandi baru').fill(PASSWORD);
  await dialog().getByRole('button', { name: 'Simpan' }).click();
  await dialog().waitFor({ state: 'detached' });
  await connected(page);
  await open(page, 'Pengaturan');
  await page.getByRole('link', { name: 'Tambah kamera' }).click();
  await page.getByRole('radio', { name: 'Ketik alamat' }).check();
  await page.getByLabel('Alamat aliran utama').fill(cameras.address('cam-1', 'main'));
  await page.getByLabel('Nama di kamera').fill(USER);
  await page.getByLabel('Kata sandi', { exact: true }).fill(CAMERA_PASSWORD);
  await page.getByRole('button', { name: 'Uji kamera' }).click();
  await page.locator('.ladder img').first().waitFor();
  await page.getByLabel('Nama', { exact: true }).fill('Kamera pertama');
  await page.getByRole('button', { name: 'Simpan kamera' }).click();
  await page.getByRole('heading', { name: 'Kamera pertama' }).waitFor();
  await draw('Pertama', async () => {
    await dialog().getByLabel('Cari kamera').fill('kamera pertama');
    await dialog().locator('.pick button').first().click();
  });
  await on_the_wall((tile) => tile.camera === 'kamera-pertama');
  await picture(page, 'newcomer-camera');
});

walk('a layout of one’s own on the wall', async () => {
  await draw('Lobi saja', async () => {
    await dialog().getByLabel('Cari kamera').fill('kamera pertama');
    await dialog().locator('.pick button').first().click();
  });
  const state = await until(context, wall, (now) => now.layout === 'lobi-saja' && now.control.trial === null, 30_000);
  assert.equal(state.control.displays[0].layout, 'lobi-saja');
});

walk('a figure from a spreadsheet on the wall', async () => {
  await page.goto(`${wall.address}#pengaturan/data`);
  await page.getByRole('link', { name: 'Tambah sumber' }).click();
  await page.locator('input[type=file]').setInputFiles({ name: 'bantuan.csv', mimeType: 'text/csv', buffer: Buffer.from(CSV) });
  await page.getByRole('cell', { name: 'Licin' }).waitFor();
  await page.getByLabel('Penerbit').fill('Dinas Sosial');
  await page.getByRole('button', { name: 'Simpan', exact: true }).click();
  await page.getByText('Tersimpan.').waitFor();
  await page.goto(`${wall.address}#pengaturan/data/kartu-baru`);
  await page.getByRole('radio', { name: /^Tabel/ }).check();
  await page.getByLabel('Sumber data').selectOption('bantuan');
  await page.getByLabel('Judul').fill('Penerima bantuan');
  await page.getByRole('button', { name: 'Buat', exact: true }).click();
  await page.getByRole('img', { name: /^Gambar kartu/ }).waitFor();
  await page.getByRole('button', { name: 'Simpan', exact: true }).click();
  await page.getByText('Tersimpan.').waitFor();
  await draw('Angka pertama', async () => {
    await dialog().getByRole('radio', { name: 'Kartu', exact: true }).check({ force: true });
    await dialog().getByLabel('Cari kartu').fill('penerima bantuan');
    await dialog().locator('.pick button').first().click();
  });
  await on_the_wall((tile) => tile.card === 'penerima-bantuan');
  await picture(page, 'newcomer-figure');
});
