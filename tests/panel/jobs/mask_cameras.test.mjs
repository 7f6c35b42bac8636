// A technician draws privacy masks over a camera, on a phone and on a desktop: a mask is added, its
// points are dragged by finger or mouse and moved by keys, a point comes and goes, steps are undone
// and done again, the result is looked at as the worker renders it, in the panel and over a display of
// staff, and saved; somebody else writes
// the file meanwhile; the camera's shape changes and the masks are confirmed. Proved by the wall's
// files, its log, and the samples of the pictures it tells.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { chromium_for } from '../browser.mjs';
import { CAMERA_PASSWORD, start_cameras, USER } from '../cameras.mjs';
import { DEVICES, at_panel, first_sign_in, look_at, picture } from '../people.mjs';
import { start_wall } from '../wall.mjs';

const DEV = process.env.PENDOPO_DEV === '1';
const PATIENCE_MS = DEV ? 25_000 : 60_000;
const GREY = 96;
let wall;
let chromium;
let signed;
let simulated;

before(async () => {
  simulated = await start_cameras();
  wall = await start_wall();
  chromium = await chromium_for();
  signed = await first_sign_in(chromium.browser, wall);
  const context = await chromium.browser.newContext({ storageState: signed.state });
  await post(context, 'config/logins', { id: 'uji', user: USER, password: CAMERA_PASSWORD });
  const cameras = Object.keys(DEVICES).map((name) => ({ id: `uji-${name}`, name: `Uji ${name}`, main: simulated.address('cam-1', 'main'), login: 'uji' }));
  const { text } = await get(context, 'config/file?file=wall.json');
  const at = JSON.parse(text).displays.findIndex((display) => display.id === 'kanan');
  await changed(context, [{ op: 'add', pointer: `/displays/${at}/audience`, value: 'staff' }], 'wall.json');
  await changed(context, cameras.map((value) => ({ op: 'add', pointer: '/cameras/-', value })));
  await context.close();
});
after(async () => {
  await chromium?.close();
  await wall?.stop();
  await simulated?.stop();
});

const get = async (context, path) => (await context.request.get(`${wall.address}api/v1/${path}`)).json();
const post = (context, path, data) => context.request.post(`${wall.address}api/v1/${path}`, { data, headers: { Origin: wall.address.slice(0, -1) } });
async function changed(context, changes, file = 'cameras.json') {
  const { revision } = await get(context, `config/file?file=${file}`);
  const answer = await post(context, 'config/save', { changes: [{ file, revision, changes }] });
  assert.equal(answer.status(), 200, await answer.text());
}
async function cameras_of(context) { return JSON.parse((await get(context, 'config/file?file=cameras.json')).text).cameras; }
async function place_of(context, id) { return (await cameras_of(context)).findIndex((camera) => camera.id === id); }

const points = (page) => page.locator('.handle.point');
async function middle(target) {
  const box = await target.boundingBox();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
// By finger where the device has touch.
async function drag(page, target, x, y, touch) {
  await target.scrollIntoViewIfNeeded();
  const from = await middle(target);
  const to = { x: from.x + x, y: from.y + y };
  const on_the_way = [1, 2, 3, 4].map((part) => ({ x: from.x + (x * part) / 4, y: from.y + (y * part) / 4 }));
  if (touch) {
    const line = await page.context().newCDPSession(page);
    const send = (type, places) => line.send('Input.dispatchTouchEvent', { type, touchPoints: places });
    await send('touchStart', [from]);
    for (const place of on_the_way) await send('touchMove', [place]);
    await send('touchEnd', []);
  } else {
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    for (const place of on_the_way) await page.mouse.move(place.x, place.y);
    await page.mouse.up();
  }
  return { from, to };
}
async function drawn(page) {
  await page.locator('.sheet img').waitFor();
  await page.waitForFunction(() => { const image = document.querySelector('.sheet img'); return image?.complete && image.naturalWidth > 0; });
}
// The sample at a place of the picture on the page, in fractions.
const sample = (page, x, y) => page.evaluate(([at_x, at_y]) => {
  const image = document.querySelector('.sheet img');
  const canvas = Object.assign(document.createElement('canvas'), { width: image.naturalWidth, height: image.naturalHeight });
  const pen = canvas.getContext('2d');
  pen.drawImage(image, 0, 0);
  return [...pen.getImageData(Math.floor(at_x * canvas.width), Math.floor(at_y * canvas.height), 1, 1).data].slice(0, 3);
}, [x, y]);
// The middle of what a display shows now.
const on_display = (page, display) => page.evaluate(async (id) => {
  const answer = await fetch(`/api/v1/displays/${id}/picture.png`);
  if (!answer.ok) return [answer.status, 0, 0];
  const bitmap = await createImageBitmap(await answer.blob());
  const pen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  pen.drawImage(bitmap, 0, 0);
  return [...pen.getImageData(bitmap.width / 2, bitmap.height / 2, 1, 1).data].slice(0, 3);
}, display);
async function shows(page, display, grey) {
  const end = Date.now() + PATIENCE_MS;
  for (let seen; seen = await on_display(page, display), is_grey(seen) !== grey;) {
    assert.ok(Date.now() < end, `the middle of ${display} is ${seen}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
const is_grey = (color) => color.every((value) => Math.abs(value - GREY) <= 8); // a JPEG's

for (const [name, device] of Object.entries(DEVICES)) {
  describe(name, () => {
    const id = `uji-${name}`;
    const touch = device.hasTouch === true;
    const job = (title, work) => test(title, async () => {
      const panel = await at_panel(chromium.browser, wall, signed, device);
      panel.page.setDefaultTimeout(PATIENCE_MS);
      try {
        await work(panel);
        assert.deepEqual(panel.foreign, []);
      } catch (error) {
        await picture(panel.page, `masks-${name}-failed-${title.replace(/\W+/g, '-')}`);
        throw error;
      } finally {
        await panel.context.close();
      }
    });

    job('draws a mask, looks at the result, and saves it', async ({ page, context }) => {
      await page.goto(`${wall.address}#pengaturan/kamera/ubah/${id}`);
      await page.getByText('Belum ada topeng: seluruh gambar terlihat.').waitFor();
      await page.getByRole('link', { name: 'Atur topeng' }).click();
      await drawn(page);
      assert.ok(!is_grey(await sample(page, 0.5, 0.5)), 'the simulated camera is not grey there');
      await page.getByRole('button', { name: 'Tambah topeng' }).click();
      assert.equal(await points(page).count(), 4);

      // The lower right corner goes where it is dragged.
      const { from: before } = await drag(page, points(page).nth(2), 40, 20, touch);
      const moved = await middle(points(page).nth(2));
      assert.ok(Math.abs(moved.x - before.x - 40) < 3 && Math.abs(moved.y - before.y - 20) < 3, JSON.stringify([before, moved]));
      await page.getByRole('button', { name: 'Urungkan' }).click();
      assert.ok(Math.abs((await middle(points(page).nth(2))).x - before.x) < 2, 'undone');
      await page.getByRole('button', { name: 'Ulangi' }).click();
      assert.ok(Math.abs((await middle(points(page).nth(2))).x - moved.x) < 2, 'done again');

      // Enlarged, sides have room for a plus; a point more, moved by keys, and gone again.
      await page.getByRole('button', { name: 'Perbesar' }).click();
      await page.getByRole('button', { name: 'Perbesar' }).click();
      await page.getByRole('button', { name: 'Tambah titik setelah titik 1' }).click();
      assert.equal(await points(page).count(), 5);
      await points(page).nth(1).focus();
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Shift+ArrowLeft');
      await look_at(page, `masks-${name}-enlarged`);
      await points(page).nth(1).focus();
      await page.keyboard.press('Delete');
      assert.equal(await points(page).count(), 4);
      await page.getByRole('button', { name: 'Perkecil' }).click();
      await page.getByRole('button', { name: 'Perkecil' }).click();

      // Sides that cross are said at once, and nothing can be saved or looked at.
      const wide = await page.locator('.sheet').boundingBox();
      await drag(page, points(page).nth(0), wide.width * 0.55, wide.height * 0.2, touch);
      await page.getByText('Sisi topeng ini bersilangan.', { exact: false }).waitFor();
      assert.ok(await page.getByRole('button', { name: 'Simpan', exact: true }).isDisabled());
      await page.keyboard.press('Control+z');
      await page.getByText('Sisi topeng ini bersilangan.', { exact: false }).waitFor({ state: 'detached' });
      await look_at(page, `masks-${name}-drawn`);

      await page.getByRole('button', { name: 'Pratinjau' }).click();
      await page.getByText('Beginilah gambarnya akan terlihat.').waitFor();
      await drawn(page);
      if (!DEV) assert.ok(is_grey(await sample(page, 0.5, 0.5)), `masked by the worker: ${await sample(page, 0.5, 0.5)}`);
      await look_at(page, `masks-${name}-preview`);
      assert.equal((await cameras_of(context))[await place_of(context, id)].masks, undefined, 'nothing is saved yet');
      await page.getByRole('button', { name: 'Kembali menggambar' }).click();

      // On the wall too, before it is saved: over a display of staff.
      await page.getByRole('button', { name: 'Lihat di layar petugas' }).click();
      await page.getByText('sekarang memperlihatkan gambar dengan topeng ini', { exact: false }).waitFor();
      if (!DEV) await shows(page, 'kanan', true);
      await look_at(page, `masks-${name}-on-the-wall`);
      await page.getByRole('button', { name: 'Selesai di layar' }).click();
      if (!DEV) await shows(page, 'kanan', false);
      await page.getByRole('button', { name: 'Simpan', exact: true }).click();
      await page.getByText(`Topeng Uji ${name} tersimpan.`).waitFor();
      const saved = (await cameras_of(context))[await place_of(context, id)];
      assert.equal(saved.masks.length, 1);
      assert.deepEqual([saved.masks[0].points.length, saved.masks[0].style], [4, 'solid']);
      assert.ok(saved.masks[0].points.flat().every((value) => value >= 0 && value <= 1));
      if (!DEV) assert.deepEqual(saved.masks_drawn_on, [640, 360]);
      assert.equal(saved.login, 'uji', 'all else stays');
    });

    job('sees what lies under a mask only by asking for it, which is in the log', async ({ page, context }) => {
      await page.goto(`${wall.address}#pengaturan/kamera/topeng/${id}`);
      await drawn(page);
      if (!DEV) assert.ok(is_grey(await sample(page, 0.5, 0.5)), 'the saved mask');
      await page.getByRole('button', { name: 'Lihat tanpa topeng' }).click();
      await page.getByRole('button', { name: 'Lihat dengan topeng tersimpan' }).waitFor();
      await page.getByText('Mengambil gambar dari kamera…').waitFor({ state: 'detached' });
      await drawn(page);
      if (DEV) return;
      await page.waitForFunction(() => true);
      assert.ok(!is_grey(await sample(page, 0.5, 0.5)), 'what the camera sees');
      const { records } = await get(context, 'audit?limit=50');
      const looks = records.filter((record) => record.action === 'look_under_masks').map((record) => record.object);
      assert.ok(looks.includes(`${id} under 0 masks`) && looks.includes(`${id} under 1 masks`), JSON.stringify(looks));
    });

    job('saves while somebody else writes the file: both are seen, nothing is lost', async ({ page, context }) => {
      await page.goto(`${wall.address}#pengaturan/kamera/topeng/${id}`);
      await drawn(page);
      await page.getByRole('radio', { name: 'Kotak-kotak', exact: true }).check({ force: true });
      await page.getByLabel('Di layar umum').selectOption('mosaic');
      const at = await place_of(context, id);
      await changed(context, [{ op: 'replace', pointer: `/cameras/${at}/name`, value: `Uji ${name} lagi` }]);
      await page.getByRole('button', { name: 'Simpan', exact: true }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('cameras.json diubah orang lain').waitFor();
      await dialog.getByRole('button', { name: 'Simpan perubahan saya di atasnya' }).click();
      await dialog.waitFor({ state: 'detached' });
      const saved = (await cameras_of(context))[at];
      assert.deepEqual([saved.name, saved.masks[0].style, saved.detail], [`Uji ${name} lagi`, 'pixelate', { public: 'mosaic' }]);
    });

    job('confirms the masks after the picture changed its shape', async ({ page, context }) => {
      const at = await place_of(context, id);
      await changed(context, [{ op: 'replace', pointer: `/cameras/${at}/masks_drawn_on`, value: [640, 480] }]);
      await page.goto(`${wall.address}#pengaturan/kamera/topeng/${id}`);
      await drawn(page);
      if (DEV) return;
      await page.getByText('Bentuk gambar kamera berubah sejak topeng digambar', { exact: false }).waitFor();
      await look_at(page, `masks-${name}-confirm`);
      await page.getByRole('button', { name: 'Konfirmasi topeng' }).click();
      await page.getByText('tersimpan.', { exact: false }).waitFor();
      assert.deepEqual((await cameras_of(context))[at].masks_drawn_on, [640, 360]);
      await page.getByText('Bentuk gambar kamera berubah sejak topeng digambar', { exact: false }).waitFor({ state: 'detached' });
    });
  });
}
