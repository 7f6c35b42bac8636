// People at the panel: signed in once for a test file, then each on a device of their own.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { DESKTOP, PHONE } from './browser.mjs';

export const PASSWORD = 'kebun raya bogor 1817';
export const DEVICES = { phone: PHONE, desktop: DESKTOP };
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// Follows the one-time link and sets the first password, as a technician does; the session's state.
export async function first_sign_in(browser, wall) {
  const context = await browser.newContext(DESKTOP);
  const page = await context.newPage();
  await page.goto(wall.link);
  await page.getByRole('button', { name: 'Buat kata sandi' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Kata sandi baru', { exact: true }).fill(PASSWORD);
  await dialog.getByLabel('Ulangi kata sandi baru').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Simpan' }).click();
  await dialog.waitFor({ state: 'detached' });
  const state = await context.storageState();
  const me = await (await context.request.get(`${wall.address}api/v1/me`)).json();
  await context.close();
  return { state, name: me.name };
}

// A page that is signed in and shows the wall; `foreign` collects what must not happen.
export async function at_panel(browser, wall, signed, device = PHONE, more = {}) {
  const context = await browser.newContext({ ...device, storageState: signed.state, ...more });
  const page = await context.newPage();
  const foreign = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(wall.address) && !url.startsWith('blob:') && !url.startsWith(wall.address.replace('http', 'ws'))) foreign.push(`request ${url}`);
  });
  page.on('pageerror', (error) => foreign.push(`error ${error.message}`));
  page.on('dialog', (dialog) => { foreign.push(`dialog ${dialog.message()}`); void dialog.dismiss(); });
  page.on('console', (message) => { if (/Content Security Policy|Refused to/.test(message.text())) foreign.push(message.text()); });
  await page.goto(wall.address);
  await connected(page);
  return { context, page, foreign };
}

export const connected = (page) => page.locator('.connection.on').waitFor({ timeout: 20_000 });
export const open = (page, name) => page.getByRole('navigation').getByRole('link', { name }).click();
export async function state_of(context, wall) {
  return (await context.request.get(`${wall.address}api/v1/state`)).json();
}
// Asks until `good(state)`; the wall is another process.
export async function until(context, wall, good, limit_ms = 8000) {
  const end = Date.now() + limit_ms;
  for (;;) {
    const state = await state_of(context, wall);
    if (good(state)) return state;
    if (Date.now() > end) throw new Error(`not so within ${limit_ms} ms: ${good}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

// Problems of WCAG 2.2 AA that axe finds, one line each.
export async function problems_of(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }));
  return violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')} ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`));
}
// Buttons and links smaller than 44 by 44 CSS pixels.
export function small_targets(page) {
  return page.evaluate(() => [...document.querySelectorAll('button, a[href], select, summary, label.choice, .segments label')]
    .filter((element) => element.checkVisibility() && !element.closest('.stage .layer') && !element.classList.contains('skip'))
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    .filter(({ box }) => box.width < 44 || box.height < 44)
    .map(({ element, box }) => `${element.tagName} "${element.textContent.trim() || element.getAttribute('aria-label')}" ${Math.round(box.width)}x${Math.round(box.height)}`));
}
// A picture for people to look at, where PENDOPO_PICTURES names a folder.
export async function picture(page, name) {
  if (process.env.PENDOPO_PICTURES) await page.screenshot({ path: `${process.env.PENDOPO_PICTURES}/${name}.png` });
}
// Takes its picture, and wants it free of problems. A page that heard nothing for a while is greyed,
// with less contrast than it promises: on a busy machine it is looked at again.
export async function look_at(page, name) {
  await picture(page, name);
  for (let turn = 0; ; ++turn) {
    await connected(page);
    const problems = await problems_of(page);
    if (problems.length > 0 && turn < 3) continue;
    assert.deepEqual(problems, []);
    break;
  }
  assert.deepEqual(await small_targets(page), []);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name}: too wide`);
}
