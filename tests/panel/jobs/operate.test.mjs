// What operators do, on a phone and on a desktop: every job is done with the panel and proved by
// the wall's own state.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { chromium_for } from '../browser.mjs';
import { at_panel, DEVICES, first_sign_in, open, PASSWORD, picture, state_of, until } from '../people.mjs';
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

for (const [name, device] of Object.entries(DEVICES)) {
  describe(name, () => {
    const job = (title, work) => test(title, async () => {
      const panel = await at_panel(chromium.browser, wall, signed, device);
      try {
        await work(panel);
        assert.deepEqual(panel.foreign, []);
      } catch (error) {
        await picture(panel.page, `${name}-failed-${title.replace(/\W+/g, '-')}`);
        throw error;
      } finally {
        await panel.context.close();
      }
    });

    job('shows a layout on the whole wall with one tap', async ({ page, context }) => {
      await open(page, 'Tata letak');
      await page.getByRole('button', { name: /^Tampilkan Anggaran/ }).click();
      const state = await until(context, wall, (now) => now.control.displays.every((shown) => shown.layout === 'anggaran'));
      assert.equal(state.control.displays[0].priority, 'operator');
      await page.getByRole('button', { name: /^Tampilkan Anggaran/, pressed: true }).waitFor();
      await page.waitForTimeout(800); // thumbnails, for the picture only
      await picture(page, `${name}-layouts`);
    });

    job('shows a layout on one display, for a while, and says why and until when', async ({ page, context }) => {
      await page.getByRole('button', { name: /^Layar Kanan:/ }).click();
      await page.getByRole('button', { name: 'Ganti tata letak' }).click();
      await page.getByLabel('Selama').selectOption('900');
      await page.getByRole('button', { name: /^Tampilkan Pasar/ }).click();
      const state = await until(context, wall, (now) => now.control.displays.find((shown) => shown.display === 'kanan').layout === 'pasar');
      assert.notEqual(state.control.displays.find((shown) => shown.display === 'kanan').until_ms, null);
      assert.notEqual(state.control.displays.find((shown) => shown.display === 'kiri').layout, 'pasar');
      await open(page, 'Dinding');
      await page.getByText(/^Dipilih Anda \d\d\.\d\d · sampai \d\d\.\d\d · kembali ke /).waitFor();
      await picture(page, `${name}-wall`);
    });

    job('undoes the last take', async ({ page, context }) => {
      await open(page, 'Tata letak');
      await page.getByLabel('Tampilkan di').selectOption('');
      await page.getByRole('button', { name: /^Tampilkan Malam/ }).click();
      await page.getByRole('button', { name: /^Tampilkan Malam/, pressed: true }).waitFor();
      await page.getByRole('button', { name: /^Kembalikan/ }).click();
      await until(context, wall, (now) => now.layout !== 'malam');
    });

    job('holds and goes on', async ({ page, context }) => {
      await page.getByRole('button', { name: 'Tahan', exact: true }).click();
      await until(context, wall, (now) => now.control.hold !== null);
      await page.locator('.banner').getByText(/^Ditahan Anda sejak \d\d\.\d\d/).waitFor();
      await picture(page, `${name}-hold`);
      await page.getByRole('button', { name: 'Lanjutkan', exact: true }).first().click();
      await until(context, wall, (now) => now.control.hold === null);
    });

    job('hides every camera with one press; coming back asks', async ({ page, context }) => {
      await page.getByRole('button', { name: 'Sembunyikan semua kamera' }).click();
      await until(context, wall, (now) => now.control.cameras_hidden);
      await page.getByText('Semua kamera disembunyikan.').waitFor();
      await page.getByRole('button', { name: 'Tampilkan kamera lagi' }).click();
      assert.equal((await state_of(context, wall)).control.cameras_hidden, true);
      await picture(page, `${name}-show-cameras`);
      await page.getByRole('dialog').getByRole('button', { name: 'Tampilkan kamera lagi' }).click();
      await until(context, wall, (now) => !now.control.cameras_hidden);
    });

    job('enlarges what is tapped on the picture, and gives it back', async ({ page, context }) => {
      await open(page, 'Tata letak');
      await page.getByLabel('Tampilkan di').selectOption('');
      await page.getByRole('button', { name: /^Tampilkan Beranda: kamera dan angka/ }).click();
      await until(context, wall, (now) => now.layout === 'beranda');
      await open(page, 'Dinding');
      await page.getByRole('button', { name: /^Layar Kiri:/ }).click();
      await page.locator('.stage .tile').first().click();
      await picture(page, `${name}-tile`);
      await page.getByRole('button', { name: 'Perbesar', exact: true }).click();
      await until(context, wall, (now) => now.control.displays.find((shown) => shown.display === 'kiri').tile !== '');
      await page.getByRole('button', { name: 'Kembalikan ukuran' }).click();
      await until(context, wall, (now) => now.control.displays.find((shown) => shown.display === 'kiri').tile === '');
    });

    job('hides one camera and shows it again', async ({ page, context }) => {
      await page.getByRole('button', { name: /^Layar Kiri:/ }).click();
      await page.locator('.stage .tile').first().click();
      await page.getByRole('button', { name: 'Sembunyikan kamera ini' }).click();
      await until(context, wall, (now) => now.control.hidden_cameras.length === 1);
      await page.locator('.stage .tile').first().click();
      await page.getByRole('button', { name: 'Tampilkan kamera ini' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Tampilkan kamera ini' }).click();
      await until(context, wall, (now) => now.control.hidden_cameras.length === 0);
    });

    job('rehearses, takes on trial and keeps it', async ({ page, context }) => {
      await open(page, 'Tata letak');
      await page.getByRole('button', { name: 'Coba dulu Anggaran', exact: true }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('Hanya terlihat di sini, belum di dinding.').waitFor();
      await until(context, wall, (now) => now.control.rehearsal?.layout === 'anggaran');
      await page.waitForTimeout(800);
      await picture(page, `${name}-rehearse`);
      await dialog.getByRole('button', { name: 'Tampilkan di dinding' }).click();
      await until(context, wall, (now) => now.control.trial !== null && now.layout === 'anggaran');
      await page.getByText(/Tampil sementara\. Kembali sendiri dalam \d+ dtk\./).waitFor();
      await picture(page, `${name}-trial`);
      await page.getByRole('button', { name: 'Biarkan tampil' }).click();
      await until(context, wall, (now) => now.control.trial === null && now.layout === 'anggaran');
    });

    job('a rehearsal that is closed is dropped', async ({ page, context }) => {
      await open(page, 'Tata letak');
      await page.getByRole('button', { name: 'Coba dulu Pasar', exact: true }).click();
      await until(context, wall, (now) => now.control.rehearsal !== null);
      await page.getByRole('dialog').getByText('Hanya terlihat di sini').waitFor();
      await page.waitForTimeout(300);
      await page.keyboard.press('Escape');
      await until(context, wall, (now) => now.control.rehearsal === null);
    });

    job('puts a message on the wall and takes it away', async ({ page, context }) => {
      await open(page, 'Pesan');
      await page.getByLabel('Isi pesan').fill('Loket 3 buka kembali pukul 13.00');
      await page.getByRole('radio', { name: 'Peringatan' }).check();
      await page.getByRole('button', { name: 'Tampilkan pesan' }).click();
      const { control } = await until(context, wall, (now) => now.control.message !== null);
      assert.deepEqual([control.message.text, control.message.level], ['Loket 3 buka kembali pukul 13.00', 'warning']);
      await page.getByText('Tampil di dinding sekarang').waitFor();
      await picture(page, `${name}-message`);
      await page.getByRole('button', { name: 'Hapus pesan' }).click();
      await until(context, wall, (now) => now.control.message === null);
    });

    job('reads who did what, and how everything is', async ({ page }) => {
      await open(page, 'Hari ini');
      await page.getByText('menghapus pesan').first().waitFor();
      await picture(page, `${name}-today`);
      await open(page, 'Keadaan');
      await page.getByText(/kamera baik$/).waitFor();
      await page.getByText('render', { exact: true }).waitFor();
      await picture(page, `${name}-condition`);
    });

    job('zooms into the picture and back', async ({ page }) => {
      await page.getByRole('button', { name: 'Perbesar gambar' }).click();
      await page.waitForTimeout(2500); // the state changes meanwhile, and the picture stays as it is
      await page.getByRole('button', { name: 'Ukuran awal' }).click();
      await page.getByRole('button', { name: 'Ukuran awal' }).waitFor({ state: 'detached' });
    });

    job('speaks English, and remembers it', async ({ page }) => {
      await page.getByRole('button', { name: 'Menu' }).click();
      await page.getByRole('radio', { name: 'English' }).check();
      await page.keyboard.press('Escape');
      await page.reload();
      await page.getByRole('button', { name: 'Hide all cameras' }).waitFor();
      assert.equal(await page.getAttribute('html', 'lang'), 'en');
    });
  });
}

test('signs in by password, and out', async () => {
  const context = await chromium.browser.newContext(DEVICES.phone);
  const page = await context.newPage();
  await page.goto(wall.address);
  await page.getByLabel('Nama').fill(signed.name);
  await page.getByLabel('Kata sandi', { exact: true }).fill('bukan ini');
  await page.getByRole('button', { name: 'Masuk', exact: true }).click();
  await page.getByText('Nama atau kata sandi tidak cocok').waitFor();
  await picture(page, 'phone-sign-in');
  await page.getByLabel('Kata sandi', { exact: true }).fill(process.env.PENDOPO_DEV ? 'rahasia-sekali' : PASSWORD);
  await page.getByRole('button', { name: 'Masuk', exact: true }).click();
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('button', { name: 'Keluar' }).click();
  await page.getByRole('heading', { name: 'Masuk ke dinding' }).waitFor();
  await context.close();
});

test('the one-time link leaves no token in the address', async () => {
  const context = await chromium.browser.newContext(DEVICES.phone);
  const page = await context.newPage();
  await page.goto(`${wall.address}#masuk=sudah-dipakai`);
  await page.getByText('Tautan ini sudah dipakai atau kedaluwarsa').waitFor();
  assert.equal(page.url(), wall.address);
  await context.close();
});
