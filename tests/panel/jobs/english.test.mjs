// Each view in English, as the lounge has it: what jobs/everybody wants of the Indonesian ones, and
// that no page stays Indonesian.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium_for } from '../browser.mjs';
import { at_panel, DEVICES, first_sign_in } from '../people.mjs';
import { look_at_all_views } from '../views.mjs';
import { start_wall } from '../wall.mjs';

let wall;
let chromium;
let signed;
before(async () => {
  wall = await start_wall();
  chromium = await chromium_for();
  const { state, name } = await first_sign_in(chromium.browser, wall);
  const origins = state.origins.map((one) => ({ ...one, localStorage: [...one.localStorage, { name: 'pendopo.language', value: 'en' }] }));
  signed = { name, state: { ...state, origins } };
});
after(async () => {
  await chromium?.close();
  await wall?.stop();
});

test('the panel speaks English', async () => {
  const { page, context } = await at_panel(chromium.browser, wall, signed, DEVICES.desktop);
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
  await page.getByRole('button', { name: 'Hold', exact: true }).waitFor();
  await context.close();
});

look_at_all_views('english', () => ({ wall, chromium, signed }));
