// What technicians do with cameras and files, on a phone and on a desktop: a camera is found or
// typed, climbs the ladder, is saved, edited, replaced, removed and brought back; a table; a file
// that somebody else wrote meanwhile; an earlier text. Proved by the wall's files and its state.
// The addresses are served by the simulated cameras; the made-up wall makes its own.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { chromium_for } from '../browser.mjs';
import { CAMERA_PASSWORD, start_cameras, USER } from '../cameras.mjs';
import { DEVICES, at_panel, first_sign_in, look_at, open, picture, until } from '../people.mjs';
import { start_wall } from '../wall.mjs';

const DEV = process.env.PENDOPO_DEV === '1';
const PATIENCE_MS = DEV ? 25_000 : 60_000; // a ladder on a busy machine
let wall;
let chromium;
let signed;
let simulated; // { address(camera, stream), stop() }

before(async () => {
  simulated = await start_cameras();
  wall = await start_wall();
  chromium = await chromium_for();
  signed = await first_sign_in(chromium.browser, wall);
});
after(async () => {
  await chromium?.close();
  await wall?.stop();
  await simulated?.stop();
});

const get = async (context, path) => (await context.request.get(`${wall.address}api/v1/${path}`)).json();
const post = (context, path, data) => context.request.post(`${wall.address}api/v1/${path}`, { data, headers: { Origin: wall.address.slice(0, -1) } });
async function cameras_of(context) { return JSON.parse((await get(context, 'config/file?file=cameras.json')).text); }
// As somebody else, with a text editor or another browser.
async function written_by_another(context, from, to) {
  const file = await get(context, 'config/file?file=cameras.json');
  const answer = await post(context, 'config/save', { changes: [{ file: 'cameras.json', revision: file.revision, text: file.text.replace(from, to) }] });
  assert.equal(answer.status(), 200, await answer.text());
}
async function to_cameras(page) {
  await open(page, 'Pengaturan');
  await page.getByRole('link', { name: 'Tambah kamera' }).waitFor();
}

for (const [name, device] of Object.entries(DEVICES)) {
  describe(name, () => {
    const id = `uji-${name === 'phone' ? 'ponsel' : 'meja'}`;
    const spoken = `Uji ${name === 'phone' ? 'ponsel' : 'meja'}`;
    const job = (title, work) => test(title, async () => {
      const panel = await at_panel(chromium.browser, wall, signed, device);
      panel.page.setDefaultTimeout(PATIENCE_MS);
      try {
        await work(panel);
        assert.deepEqual(panel.foreign, []);
      } catch (error) {
        await picture(panel.page, `setup-${name}-failed-${title.replace(/\W+/g, '-')}`);
        throw error;
      } finally {
        await panel.context.close();
      }
    });

    job('sees every camera with its state, sorted and searched', async ({ page, context }) => {
      await to_cameras(page);
      const file = await cameras_of(context);
      let asked = 0;
      const first = `cameras/${encodeURIComponent(file.cameras[0].id)}/picture.jpg`;
      page.on('request', (request) => { if (request.url().includes(first)) asked += 1; });
      await page.waitForTimeout(6000);
      assert.ok(asked <= 3, `${asked} pictures of one camera in 6 s: one each 5 s is wanted`);
      assert.equal(await page.locator('main ul.grid > li').count(), file.cameras.length);
      await page.getByLabel('Cari kamera').fill('samsat');
      assert.equal(await page.locator('main ul.grid > li').count(), 1);
      await page.getByLabel('Cari kamera').fill('');
      await page.getByLabel('Urutkan menurut').selectOption('name');
      assert.match(await page.locator('main ul.grid > li').first().innerText(), /Alun-Alun/);
      await page.getByRole('button', { name: 'Balikkan urutan' }).click();
      assert.match(await page.locator('main ul.grid > li').first().innerText(), /Samsat|RSUD|Uji/);
      await page.getByLabel('Kelompok').selectOption({ index: 1 });
      assert.ok(await page.locator('main ul.grid > li').count() < file.cameras.length);
      await look_at(page, `setup-${name}-list`);
    });

    job('is asked before a camera or a file is left with changes', async ({ page }) => {
      const dialog = page.getByRole('dialog', { name: 'Tinggalkan tanpa menyimpan?' });
      const leave_by_back = async () => {
        await page.goBack();
        await dialog.getByRole('button', { name: 'Tinggalkan' }).click();
        await page.getByLabel('Cari kamera').waitFor();
      };
      await to_cameras(page);
      await page.goto(`${wall.address}#pengaturan/kamera/ubah/rsud-lobi`);
      await page.getByLabel('Nama', { exact: true }).fill('Lain');
      await leave_by_back();
      await page.goto(`${wall.address}#pengaturan/berkas/f/cameras.json`);
      await page.getByLabel('Teks cameras.json').fill('{}');
      await leave_by_back();
    });

    job('a dead address stops at a rung that says what to do', async ({ page }) => {
      await to_cameras(page);
      await page.getByRole('link', { name: 'Tambah kamera' }).click();
      await page.getByRole('radio', { name: 'Ketik alamat' }).check();
      await page.getByLabel('Alamat aliran utama').fill('rtsp://127.0.0.1:9/dead');
      await page.getByRole('button', { name: 'Uji kamera' }).click();
      await page.getByText('Yang perlu dilakukan:').waitFor();
      assert.equal(await page.locator('.ladder li.failed').count(), 1);
      await page.getByRole('button', { name: 'Simpan tanpa uji' }).waitFor();
      await look_at(page, `setup-${name}-ladder-stopped`);
    });

    job('types an address with a login in it, tests it, and saves the camera', async ({ page, context }) => {
      await to_cameras(page);
      await page.getByRole('link', { name: 'Tambah kamera' }).click();
      await page.getByRole('radio', { name: 'Ketik alamat' }).check();
      const main = page.getByLabel('Alamat aliran utama');
      await main.fill(simulated.address('cam-1', 'main').replace('rtsp://', `rtsp://${USER}:${CAMERA_PASSWORD}@`));
      await page.getByLabel('Alamat aliran kecil').fill(simulated.address('cam-1', 'sub'));
      assert.equal(await main.inputValue(), simulated.address('cam-1', 'main'));
      assert.equal(await page.getByLabel('Nama di kamera').inputValue(), USER);
      assert.equal(await page.getByLabel('Kata sandi', { exact: true }).inputValue(), CAMERA_PASSWORD);
      await page.getByRole('button', { name: 'Uji kamera' }).click();
      await page.locator('.ladder img').first().waitFor();
      await page.getByRole('button', { name: 'Simpan kamera' }).waitFor();
      await look_at(page, `setup-${name}-ladder`);
      await page.getByLabel('Nama', { exact: true }).fill(spoken);
      assert.equal(await page.getByLabel('Id', { exact: true }).inputValue(), id);
      await page.getByLabel('Pasar', { exact: true }).check();
      await page.getByRole('button', { name: 'Simpan kamera' }).click();
      await page.getByRole('heading', { name: spoken }).waitFor();
      const file = await cameras_of(context);
      const entry = file.cameras.find((camera) => camera.id === id);
      assert.deepEqual([entry.name, entry.main, entry.sub, entry.login], [spoken, simulated.address('cam-1', 'main'), simulated.address('cam-1', 'sub'), id]);
      assert.ok(file.groups.find((group) => group.id === 'pasar').cameras.includes(id));
      assert.ok((await get(context, 'config/logins')).logins.includes(id));
      assert.doesNotMatch(JSON.stringify([file, await get(context, 'config/logins'), await get(context, 'state')]), /sandi"#1/);
      await until(context, wall, (now) => now.cameras.some((camera) => camera.id === id), PATIENCE_MS);
      await look_at(page, `setup-${name}-camera`);
    });

    job('edits it while somebody else writes the file: both are seen, nothing is lost', async ({ page, context }) => {
      await to_cameras(page);
      await page.getByRole('link', { name: new RegExp(spoken) }).click();
      await page.getByLabel('Nama', { exact: true }).fill(`${spoken} diganti`);
      await written_by_another(context, 'Samsat · Loket Pajak', `Samsat · ${name}`);
      await page.getByRole('button', { name: 'Simpan', exact: true }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('cameras.json diubah orang lain').waitFor();
      await dialog.getByText(`Samsat · ${name}`).waitFor();
      assert.equal((await cameras_of(context)).cameras.find((camera) => camera.id === id).name, spoken);
      await look_at(page, `setup-${name}-conflict`);
      await dialog.getByRole('button', { name: 'Simpan perubahan saya di atasnya' }).click();
      await dialog.waitFor({ state: 'detached' });
      const file = await cameras_of(context);
      assert.equal(file.cameras.find((camera) => camera.id === id).name, `${spoken} diganti`);
      assert.ok(file.cameras.some((camera) => camera.name === `Samsat · ${name}`));
      await written_by_another(context, `Samsat · ${name}`, 'Samsat · Loket Pajak');
    });

    job('gives it another address; id and groups stay', async ({ page, context }) => {
      await page.goto(`${wall.address}#pengaturan/kamera/ubah/${id}`);
      await page.getByRole('link', { name: 'Ganti alamat kamera' }).click();
      await page.getByRole('radio', { name: 'Ketik alamat' }).check();
      await page.getByLabel('Alamat aliran utama').fill(simulated.address('cam-2', 'main'));
      await page.getByRole('button', { name: 'Uji kamera' }).click();
      await page.getByRole('button', { name: 'Simpan alamat baru' }).click();
      await page.getByRole('heading', { name: `${spoken} diganti` }).waitFor();
      const file = await cameras_of(context);
      const entry = file.cameras.find((camera) => camera.id === id);
      assert.deepEqual([entry.main, entry.sub, entry.login], [simulated.address('cam-2', 'main'), undefined, id]);
      assert.ok(file.groups.find((group) => group.id === 'pasar').cameras.includes(id));
    });

    job('removes it and takes that back', async ({ page, context }) => {
      const text = (await get(context, 'config/file?file=cameras.json')).text;
      await page.goto(`${wall.address}#pengaturan/kamera/ubah/${id}`);
      await page.getByRole('button', { name: 'Hapus kamera' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Hapus', exact: true }).click();
      await page.getByText(`${spoken} diganti dihapus.`).waitFor();
      assert.ok(!(await cameras_of(context)).cameras.some((camera) => camera.id === id));
      await page.getByRole('button', { name: 'Urungkan' }).click();
      await page.getByRole('link', { name: new RegExp(spoken) }).waitFor();
      assert.equal((await get(context, 'config/file?file=cameras.json')).text, text);
    });

    job('a camera that a layout shows is not removed, and the layout is named', async ({ page, context }) => {
      await page.goto(`${wall.address}#pengaturan/kamera/ubah/rsud-lobi`);
      await page.getByRole('button', { name: 'Hapus kamera' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Hapus', exact: true }).click();
      await page.getByRole('dialog').getByText('Kamera ini masih dipakai.').waitFor();
      await page.getByRole('dialog').getByRole('link', { name: /^layouts\/.*\.json:\d+/ }).first().waitFor();
      assert.ok((await cameras_of(context)).cameras.some((camera) => camera.id === 'rsud-lobi'));
    });

    job('makes a group and drops it', async ({ page, context }) => {
      await to_cameras(page);
      await page.getByRole('link', { name: 'Kelompok' }).click();
      await page.getByRole('button', { name: 'Tambah kelompok' }).click();
      await page.getByLabel('Nama', { exact: true }).fill('Lantai dua');
      await page.getByRole('dialog').getByLabel('Samsat · Loket Pajak').check();
      await look_at(page, `setup-${name}-group`);
      await page.getByRole('dialog').getByRole('button', { name: 'Simpan' }).click();
      await page.getByText('Lantai dua tersimpan.').waitFor();
      assert.deepEqual((await cameras_of(context)).groups.at(-1), { id: 'lantai-dua', name: 'Lantai dua', cameras: ['kantor-samsat'] });
      await page.getByRole('button', { name: 'Urungkan' }).click();
      await page.getByRole('button', { name: /Lantai dua/ }).waitFor({ state: 'detached' });
      assert.ok(!(await cameras_of(context)).groups.some((group) => group.id === 'lantai-dua'));
    });

    job('brings a table of cameras; the difference is seen first', async ({ page, context }) => {
      const before_text = (await get(context, 'config/file?file=cameras.json')).text;
      const table = await (await context.request.get(`${wall.address}api/v1/cameras.csv`)).text();
      const [head] = table.split(/\r?\n/);
      const row = { id: `tabel-${name}`, name: `Café – ${name}`, main: simulated.address('cam-2', 'main') };
      const line = head.split(/[,;]/).map((column) => row[column.replace(/^\uFEFF|"/g, '')] ?? '').join(head.includes(';') ? ';' : ',');
      // What spreadsheets save as "Unicode text" is UTF-16.
      const as_unicode_text = Buffer.from(`\uFEFF${table.replace(/^\uFEFF/, '').trimEnd()}\r\n${line}\r\n`, 'utf16le');
      await to_cameras(page);
      await page.getByRole('link', { name: 'Tabel CSV' }).click();
      await page.getByLabel('Pilih atau jatuhkan berkas CSV di sini').setInputFiles({ name: 'cameras.csv', mimeType: 'text/csv', buffer: as_unicode_text });
      await page.getByText('1 kamera ditambah').waitFor();
      await page.locator('.difference .added').filter({ hasText: `tabel-${name}` }).first().waitFor();
      assert.equal((await get(context, 'config/file?file=cameras.json')).text, before_text);
      await look_at(page, `setup-${name}-table`);
      await page.getByRole('button', { name: 'Simpan', exact: true }).click();
      await page.getByText('Tersimpan: 1 kamera ditambah, 0 diubah.').waitFor();
      assert.ok((await cameras_of(context)).cameras.some((camera) => camera.id === `tabel-${name}` && camera.name === row.name));
      await page.getByRole('button', { name: 'Urungkan' }).click();
      await page.getByText('Tersimpan:').waitFor({ state: 'detached' });
      assert.equal((await get(context, 'config/file?file=cameras.json')).text, before_text);
    });

    job('writes a file by hand: a mistake is shown at its line, then mended and saved', async ({ page, context }) => {
      await page.goto(`${wall.address}#pengaturan/berkas`);
      await page.getByRole('link', { name: /^cameras\.json/ }).click();
      const area = page.getByLabel('Teks cameras.json');
      const text = await area.inputValue();
      await area.fill(text.replace('"version": 1,', '"version": 1'));
      await page.getByRole('button', { name: 'Periksa' }).click();
      await page.getByRole('button', { name: /^cameras\.json:\d+:\d+/ }).first().click();
      await look_at(page, `setup-${name}-mistake`);
      await page.getByRole('button', { name: 'Simpan', exact: true }).click();
      await page.getByText('Dinding menolak karena:').waitFor();
      assert.equal((await get(context, 'config/file?file=cameras.json')).text, text);
      await area.fill(text.replace(/"name": "([^"]*)"/, '"name": "$1 ditulis"'));
      await page.getByRole('button', { name: 'Periksa' }).click();
      await page.getByText('Tidak ada masalah. Belum disimpan.').waitFor();
      await page.getByRole('radio', { name: 'Perubahan' }).check();
      await look_at(page, `setup-${name}-difference`);
      await page.getByRole('button', { name: 'Simpan', exact: true }).click();
      await page.getByText('cameras.json tersimpan.').waitFor();
      assert.match((await get(context, 'config/file?file=cameras.json')).text, /ditulis/);
    });

    job('brings an earlier text back with one press', async ({ page, context }) => {
      const [, before] = (await get(context, 'config/generations?file=cameras.json')).generations; // the first is in force
      const old = await get(context, `config/generation?file=cameras.json&id=${encodeURIComponent(before.id)}`);
      await page.goto(`${wall.address}#pengaturan/berkas/f/cameras.json`);
      await page.getByRole('radio', { name: /^Versi lama/ }).check();
      await page.getByRole('button', { name: 'Lihat perbedaan' }).nth(1).click();
      await page.locator('.difference').waitFor();
      await look_at(page, `setup-${name}-earlier`);
      // What the file says now is not offered to be brought back.
      const first = page.locator('.rows > li').first();
      await first.getByText('Berlaku sekarang').waitFor();
      assert.equal(await first.getByRole('button', { name: 'Kembalikan versi ini' }).count(), 0);
      await page.locator('.rows > li').nth(1).getByRole('button', { name: 'Kembalikan versi ini' }).click();
      await page.getByText(/^Versi .* dikembalikan\.$/).waitFor();
      assert.equal((await get(context, 'config/file?file=cameras.json')).text, old.text);
    });

    job('sets a login, which is never read back, and removes it', async ({ page, context }) => {
      await page.goto(`${wall.address}#pengaturan/berkas/login`);
      await page.getByRole('button', { name: 'Tambah kata sandi' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Nama simpanan').fill('gedung-b');
      await dialog.getByLabel('Nama di kamera').fill('viewer');
      await dialog.getByLabel('Kata sandi', { exact: true }).fill('ß @:/#%"\\ ');
      await look_at(page, `setup-${name}-login`);
      await dialog.getByRole('button', { name: 'Simpan' }).click();
      await page.getByText('Kata sandi gedung-b tersimpan.').waitFor();
      assert.ok((await get(context, 'config/logins')).logins.includes('gedung-b'));
      await page.getByRole('button', { name: 'Hapus: gedung-b' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Hapus', exact: true }).click();
      await page.getByText('gedung-b dihapus.').waitFor();
      assert.ok(!(await get(context, 'config/logins')).logins.includes('gedung-b'));
    });

    job('finds cameras by their make', async ({ page }) => {
      await to_cameras(page);
      await page.getByRole('link', { name: 'Tambah kamera' }).click();
      await page.getByRole('radio', { name: 'Menurut merek' }).check();
      await page.getByLabel('Merek', { exact: true }).selectOption({ value: 'Hikvision' });
      await page.getByLabel('Alamat IP atau nama').fill('10.0.3.14');
      assert.match(await page.getByLabel('Alamat aliran utama').inputValue(), /^rtsp:\/\/10\.0\.3\.14.*\/Streaming\/Channels\/101/i);
      assert.match(await page.getByLabel('Alamat aliran kecil').inputValue(), /102/);
      await look_at(page, `setup-${name}-make`);
    });

    job('searches the network, and says what to do when nobody answers', async ({ page }) => {
      await to_cameras(page);
      await page.getByRole('link', { name: 'Tambah kamera' }).click();
      await page.getByRole('button', { name: 'Cari kamera', exact: true }).click();
      await page.getByText(/Tidak ada kamera yang menjawab|perangkat menjawab$/).waitFor();
      await look_at(page, `setup-${name}-network`);
    });
  });
}

test('an operator has no settings, by the page or by the API', async () => {
  // Without the service worker: a request that passes it is now and then not shown to page.route.
  const { page, context } = await at_panel(chromium.browser, wall, signed, DEVICES.phone, { serviceWorkers: 'block' });
  await page.route('**/api/v1/me', (route) => route.fulfill({ json: { name: 'agus', role: 'operator', from: '', must_set_password: false } }));
  await page.goto('about:blank');
  await page.goto(`${wall.address}#pengaturan/berkas`);
  await page.getByRole('button', { name: 'Sembunyikan semua kamera' }).waitFor();
  assert.equal(await page.getByRole('link', { name: 'Pengaturan' }).count(), 0);
  assert.equal(await page.getByText('secrets.json').count(), 0);
  await context.close();
});
