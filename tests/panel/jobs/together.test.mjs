// Between browser and wall: what a second person sees and when, a network that is gone, changes at
// the same time, and what the first load costs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium_for, PHONE } from '../browser.mjs';
import { at_panel, connected, first_sign_in, open, picture, state_of, until } from '../people.mjs';
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

test('a second browser sees a change within 300 ms', async () => {
  const first = await at_panel(chromium.browser, wall, signed);
  const second = await at_panel(chromium.browser, wall, signed);
  // When the second page shows it, by the clock that both pages share.
  const seen = second.page.evaluate(() => new Promise((resolve) => {
    const look = () => { if (/Ditahan/.test(document.body.textContent)) { observer.disconnect(); resolve(Date.now()); } };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  }));
  const pressed = first.page.evaluate(() => new Promise((resolve) => {
    addEventListener('click', () => resolve(Date.now()), { capture: true, once: true });
  }));
  await first.page.getByRole('button', { name: 'Tahan', exact: true }).click();
  const took = await seen - await pressed;
  await first.page.getByRole('button', { name: 'Lanjutkan', exact: true }).first().click();
  await until(first.context, wall, (now) => now.control.hold === null);
  await first.context.close();
  await second.context.close();
  assert.ok(took <= (process.env.PENDOPO_DEV ? 500 : 300), `${took} ms`);
});

for (const kind of ['offline', 'silent']) {
  test(`a network that is ${kind} is named within 5 s, and nothing looks current`, async () => {
    const { page, context } = await at_panel(chromium.browser, wall, signed);
    const begun = Date.now();
    if (kind === 'offline') await context.setOffline(true);
    else wall.freeze();
    await page.getByText(/^Tidak tersambung ke dinding sejak/).waitFor({ timeout: 8000 });
    const took = Date.now() - begun;
    const green = await page.evaluate(() => [...document.querySelectorAll('.mark.good, .connection.on, .mark .shape')]
      .filter((mark) => mark.textContent.includes('●') || mark.classList.contains('on')).length);
    const enabled = await page.locator('.strip button:enabled').count();
    await picture(page, `phone-lost-${kind}`);
    if (kind === 'offline') await context.setOffline(false);
    else wall.thaw();
    await connected(page);
    await page.locator('.strip button:enabled').first().waitFor();
    await context.close();
    assert.ok(took <= 5200, `${took} ms`);
    assert.equal(green, 0);
    assert.equal(enabled, 0);
  });
}

test('what somebody else changed meanwhile is told, and nothing is done', { skip: process.env.PENDOPO_DEV ? 'the made-up wall tells its tag at once' : false }, async () => {
  const { page, context } = await at_panel(chromium.browser, wall, signed);
  await context.request.post(`${wall.address}api/v1/layouts/pasar/activate`, { headers: { Origin: wall.address.slice(0, -1) } });
  await until(context, wall, (now) => now.layout === 'pasar');
  // The page asks with what it saw; a change falls in between. Not by page.route: a request that
  // passes the page's service worker is now and then not shown to it.
  await page.evaluate(() => {
    const ask = window.fetch;
    window.fetch = async (address, how) => {
      if (String(address).endsWith('/undo')) await ask('/api/v1/layouts/malam/activate', { method: 'POST' });
      return ask(address, how);
    };
  });
  await page.getByRole('button', { name: /^Kembalikan/ }).click();
  await page.getByText('Orang lain lebih dulu mengubah dinding').waitFor();
  assert.equal((await state_of(context, wall)).layout, 'malam');
  await picture(page, 'phone-conflict');
  await context.close();
});

test('the first load is below 200 KB, and usable soon on a slow phone', async () => {
  const context = await chromium.browser.newContext({ ...PHONE, storageState: signed.state });
  const page = await context.newPage();
  const phone = await context.newCDPSession(page);
  await phone.send('Network.enable');
  await phone.send('Network.emulateNetworkConditions', { offline: false, latency: 40, downloadThroughput: 9e6 / 8, uploadThroughput: 1.5e6 / 8 }); // Chromium's "4G"
  await phone.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  // By the page's own clock: looking from outside takes a second of such a phone by itself.
  await page.addInitScript(() => {
    let drawn = 0;
    const look = () => {
      const button = document.querySelector('.strip button:last-of-type');
      if (button) drawn ||= performance.now();
      if (button && !button.disabled) console.log(`usable ${drawn} ${performance.now()}`);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  const usable = page.waitForEvent('console', { predicate: (message) => message.text().startsWith('usable '), timeout: 120_000 });
  let bytes = 0;
  const shell = new Set();
  phone.on('Network.responseReceived', ({ requestId, response }) => { if (!response.url.includes('/api/')) shell.add(requestId); });
  phone.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => { if (shell.has(requestId)) bytes += encodedDataLength; });
  await page.goto(wall.address);
  const [drawn, took] = (await usable).text().split(' ').slice(1).map(Number);
  await page.waitForTimeout(500);
  await context.close();
  console.log(`first load: ${bytes} bytes, drawn after ${Math.round(drawn)} ms, usable after ${Math.round(took)} ms at a fourth of this machine's speed`);
  assert.ok(bytes < 200_000, `${bytes} bytes`);
  // 1 s is the aim, on a machine that has nothing else to do: PENDOPO_FIRST_LOAD_MS=1000 holds it to that.
  const most = Number(process.env.PENDOPO_FIRST_LOAD_MS ?? 20_000);
  assert.ok(took < most, `${took} ms`);
});

test('kiosk shows the picture and nothing to press', async () => {
  const { page, context } = await at_panel(chromium.browser, wall, signed);
  await page.goto(`${wall.address}?kiosk=1`);
  await page.getByRole('img', { name: 'Dinding sekarang' }).waitFor({ timeout: 15_000 });
  assert.equal(await page.locator('button, a[href], input, select').count(), 0);
  await context.close();
});

test('pictures are let go: none is left behind', async () => {
  const { page, context } = await at_panel(chromium.browser, wall, signed, PHONE, {});
  await page.evaluate(() => {
    window.made = 0;
    const [create, revoke] = [URL.createObjectURL, URL.revokeObjectURL];
    URL.createObjectURL = (blob) => { window.made += 1; return create.call(URL, blob); };
    URL.revokeObjectURL = (url) => { window.made -= 1; revoke.call(URL, url); };
  });
  await page.waitForTimeout(4000);
  const held = await page.evaluate(() => window.made);
  await open(page, 'Pesan');
  await page.waitForTimeout(1000);
  const left = await page.evaluate(() => window.made);
  await context.close();
  assert.ok(held <= 2, `${held} held`);
  assert.ok(left <= 0, `${left} left`);
});
