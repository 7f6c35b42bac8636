// What a technician does with figures and cards: puts in a file, sees what was read and what was lost,
// says what happens to a column, makes a card of it, as a form and as JSON. Proved by the files.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { chromium_for } from '../browser.mjs';
import { at_panel, DEVICES, first_sign_in, picture, problems_of, small_targets } from '../people.mjs';
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

async function read(context, file) {
  const answer = await context.request.get(`${wall.address}api/v1/config/file?file=${file}`);
  return answer.ok() ? JSON.parse((await answer.json()).text) : null;
}
const source = async (context, id) => (await read(context, 'data.json')).sources.find((one) => one.id === id);
const CSV = 'kecamatan;penerima;nilai;nama\nGiri;120;1500000;Siti Aminah\nGlagah;88;x;Budi Santoso\nLicin;40;700000;Tono Raharjo\nKabat;77;900000;Rina Wati\n';
async function save(page) {
  await page.getByRole('button', { name: 'Simpan', exact: true }).click();
  await page.getByText('Tersimpan.').waitFor();
}

for (const [name, device] of Object.entries(DEVICES)) {
  describe(name, () => {
    const job = (title, where, work) => test(title, async () => {
      const at = await at_panel(chromium.browser, wall, signed, device);
      try {
        await at.page.goto(`${wall.address}#pengaturan/${where}`);
        await work(at);
        assert.deepEqual(at.foreign, []);
      } catch (error) {
        await picture(at.page, `${name}-failed-${title.replace(/\W+/g, '-')}`);
        throw error;
      } finally {
        await at.context.close();
      }
    });
    const id = `bansos-${name}`;

    job('sees what a source says now', 'data', async ({ page }) => {
      await page.getByText('APBD per perangkat daerah').click();
      await page.getByRole('cell', { name: 'Dinas Pendidikan' }).waitFor();
      await page.getByRole('columnheader', { name: /^pagu\s*angka/ }).waitFor();
      await picture(page, `${name}-source`);
    });

    job('puts in a file, says what happens to a column, and saves the source', 'data', async ({ page, context }) => {
      await page.getByRole('link', { name: 'Tambah sumber' }).click();
      await picture(page, `${name}-source-new`);
      await page.locator('input[type=file]').setInputFiles({ name: 'lama.xls', mimeType: 'application/vnd.ms-excel', buffer: Buffer.from('x') });
      await page.getByText('Ini Excel lama (.xls).').waitFor();
      await page.locator('input[type=file]').setInputFiles({ name: `${id}.csv`, mimeType: 'text/csv', buffer: Buffer.from(CSV) });
      await page.getByText(/"nama"/).first().waitFor(); // refused for the public until somebody decides
      await picture(page, `${name}-personal`);
      await page.getByLabel('Perlakuan kolom nama').selectOption('initials');
      await page.getByLabel('Perlakuan kolom nilai').selectOption('number');
      await page.getByRole('cell', { name: 'Licin' }).waitFor();
      await page.getByText('Yang tidak terbaca').waitFor();
      await picture(page, `${name}-preview`);
      await page.getByLabel('Penerbit').fill('Dinas Sosial');
      assert.equal(await source(context, id), undefined);
      await save(page);
      const made = await source(context, id);
      assert.deepEqual([made.columns, made.publisher, made.file.endsWith(`${id}.csv`)], [{ nama: 'initials', nilai: 'number' }, 'Dinas Sosial', true]);
    });

    job('shows what is refused at its field, and where it stands in the JSON', 'data/sumber-baru', async ({ page, context }) => {
      await page.getByRole('button', { name: /Alamat web/ }).click();
      await page.getByLabel('Alamat', { exact: true }).fill('ftp:nope');
      await page.getByRole('button', { name: 'Simpan', exact: true }).click();
      await page.locator('.bar').getByText(/perlu diperbaiki/).waitFor();
      await picture(page, `${name}-refused-source`);
      await page.getByRole('radio', { name: 'JSON' }).check();
      await page.getByRole('button', { name: /^■ Baris \d+:/ }).first().waitFor();
      await page.getByRole('textbox', { name: /Teks JSON/ }).fill('{ "id": "a", ');
      await page.getByRole('button', { name: /^■ Baris 1: di sini perlu nama kunci/ }).waitFor();
      await page.getByText('Perbaiki dahulu JSON-nya').first().waitFor();
      await page.getByRole('button', { name: 'Batalkan ubahan' }).click();
      await page.getByRole('link', { name: 'Tambah sumber' }).waitFor();
      assert.ok((await read(context, 'data.json')).sources.every((one) => !String(one.url ?? '').startsWith('ftp')));
    });

    job('is asked before Back drops what is not saved, but not inside the pages of figures', 'data', async ({ page, context }) => {
      const before = await source(context, 'apbd-opd');
      await page.getByText('APBD per perangkat daerah').click();
      await page.getByLabel('Penerbit').fill('Badan Lain');
      await page.goBack(); // the list; what was changed is kept
      await page.getByRole('link', { name: 'Tambah sumber' }).waitFor();
      await page.getByText(/^\d+ ubahan belum disimpan/).waitFor();
      const dialog = page.getByRole('dialog', { name: 'Tinggalkan tanpa menyimpan?' });
      await page.getByRole('link', { name: 'Layar', exact: true }).click();
      await dialog.waitFor();
      await picture(page, `${name}-leave`);
      await page.getByRole('button', { name: 'Tetap di sini' }).click();
      await page.getByText('APBD per perangkat daerah').click();
      assert.equal(await page.getByLabel('Penerbit').inputValue(), 'Badan Lain');
      await page.goto(`${wall.address}#dinding`);
      await dialog.getByRole('button', { name: 'Tinggalkan' }).click();
      await page.locator('.stage .tile').first().waitFor();
      assert.deepEqual(await source(context, 'apbd-opd'), before);
    });

    job('makes a card of it by a form', 'data/kartu-baru', async ({ page, context }) => {
      await page.getByRole('radio', { name: /^Batang kemajuan/ }).check();
      await page.getByLabel('Sumber data').selectOption(id);
      await page.getByLabel('Judul').fill(`Bantuan ${name}`);
      await page.getByRole('button', { name: 'Buat', exact: true }).click();
      await page.getByRole('img', { name: /^Gambar kartu/ }).waitFor();
      await page.getByRole('group', { name: 'Judul', exact: true }).getByLabel('Indonesia').fill(`Bantuan sosial ${name}`);
      await page.getByLabel('Baris tiap halaman').fill('99');
      await page.getByText('Paling banyak 20.').waitFor();
      await page.getByLabel('Baris tiap halaman').fill('6');
      await picture(page, `${name}-card`);
      await save(page);
      const card = await read(context, `cards/bantuan-${name}.json`);
      assert.deepEqual([card.kind, card.source, card.rows], ['progress', id, 6]);
      await page.getByRole('link', { name: 'Taruh di dinding' }).waitFor();
    });

    job('writes a card as JSON with what the schema offers', `data/kartu/bantuan-${name}`, async ({ page, context }) => {
      await page.getByRole('radio', { name: 'JSON' }).check();
      const area = page.getByRole('textbox', { name: /Teks JSON/ });
      await area.press('Control+Home');
      await area.press('End');
      await area.press('Enter');
      await area.pressSequentially('"not');
      await page.getByRole('button', { name: 'note', exact: true }).waitFor();
      await area.press('Control+ ');
      await page.keyboard.press('Enter');
      await area.pressSequentially('Angka contoh');
      await area.press('End');
      await area.pressSequentially(',');
      await picture(page, `${name}-card-json`);
      await save(page);
      assert.equal((await read(context, `cards/bantuan-${name}.json`)).note, 'Angka contoh');
      await page.getByRole('button', { name: 'Kembalikan ke sebelumnya' }).click();
      await page.getByText('Dikembalikan ke sebelum disimpan.').waitFor();
      assert.equal((await read(context, `cards/bantuan-${name}.json`)).note, undefined);
    });

    job('takes card and source away again', `data/kartu/bantuan-${name}`, async ({ page, context }) => {
      await page.getByRole('button', { name: 'Hapus kartu' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Hapus kartu' }).click();
      await page.getByRole('link', { name: 'Buat kartu' }).waitFor();
      assert.equal(await read(context, `cards/bantuan-${name}.json`), null);
      await page.goto(`${wall.address}#pengaturan/data/sumber/${id}`);
      await page.getByRole('button', { name: 'Hapus sumber' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Hapus sumber' }).click();
      await save(page);
      assert.equal(await source(context, id), undefined);
    });

    for (const colorScheme of ['dark', 'light']) {
      test(`for everybody, ${colorScheme}`, async () => {
        const { page, context, foreign } = await at_panel(chromium.browser, wall, signed, device, { colorScheme });
        for (const [where, sign] of [['data', 'Tambah sumber'], ['data/sumber-baru', 'Pilih berkas'], ['data/sumber/apbd-opd', 'Dinas Pendidikan'], ['data/kartu', 'Realisasi APBD 2026'], ['data/kartu-baru', 'Pilih jenis kartu'], ['data/kartu/apbd-opd', 'Pratinjau kartu']]) {
          await page.goto(`${wall.address}#pengaturan/${where}`);
          await (sign === 'Pratinjau kartu' ? page.getByRole('img', { name: /^Gambar kartu/ }) : page.getByText(sign).first()).waitFor();
          await page.waitForTimeout(300);
          await picture(page, `${name}-${colorScheme}-${where.replaceAll('/', '-')}`);
          const [problems, small] = [await problems_of(page), await small_targets(page)];
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.deepEqual([where, problems, small, foreign], [where, [], [], []]);
          assert.ok(overflow <= 0, `${where}: ${overflow} px too wide`);
        }
        await context.close();
      });
    }
  });
}
