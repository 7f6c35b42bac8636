// Displays that the schedule has off: what is said of them is no fault, and who wants to lights them.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium_for } from '../browser.mjs';
import { at_panel, DEVICES, first_sign_in, look_at, open, picture, until } from '../people.mjs';
import { edit, start_wall } from '../wall.mjs';

let wall;
let chromium;
let signed;
before(async () => {
  const last_day = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const entry = { id: 'tutup', name: 'Kantor tutup', off: true, display: 'kanan', last_day };
  wall = await start_wall({ prepare: (lounge) => edit(join(lounge, 'schedule.json'), (file) => { file.entries = [entry]; }) });
  chromium = await chromium_for();
  signed = await first_sign_in(chromium.browser, wall);
});
after(async () => {
  await chromium?.close();
  await wall?.stop();
});

const power_of = (state) => state.displays.find((display) => display.id === 'kanan').power;

// [its name, what the page says, who sees it how]
const PEOPLE = [
  ['phone', { display: 'Layar Kanan:', off: 'Dimatikan sesuai jadwal', empty: /^Layar dimatikan sesuai jadwal/, wake: 'Nyalakan', end: 'Matikan lagi', condition: 'Keadaan' }, DEVICES.phone, {}],
  ['phone-dark', { display: 'Layar Kanan:', off: 'Dimatikan sesuai jadwal', empty: /^Layar dimatikan sesuai jadwal/, wake: 'Nyalakan', end: 'Matikan lagi', condition: 'Keadaan' }, DEVICES.phone, { colorScheme: 'dark' }],
  ['desktop-english', { display: 'Display Kanan:', off: 'Off by schedule', empty: /^The display is off by schedule/, wake: 'Switch on', end: 'Switch off again', condition: 'State' }, DEVICES.desktop, { english: true }],
];

for (const [name, words, device, { english = false, ...more }] of PEOPLE) {
  test(`${name}: says that a display is off by plan, lights it and lets it be off again`, async () => {
    const origins = signed.state.origins.map((one) => ({ ...one, localStorage: [...one.localStorage, { name: 'pendopo.language', value: 'en' }] }));
    const who = english ? { ...signed, state: { ...signed.state, origins } } : signed;
    const { page, context, foreign } = await at_panel(chromium.browser, wall, who, device, more);
    assert.equal(power_of(await until(context, wall, (state) => power_of(state).state === 'off_by_plan')).reason, 'Jadwal: Kantor tutup');
    await page.getByRole('button', { name: words.display }).click();
    await page.getByRole('heading', { name: words.off }).waitFor();
    await page.getByText(words.empty).waitFor();
    await page.waitForTimeout(800); // its picture, for people to look at
    await look_at(page, `off-${name}`);

    await page.getByRole('button', { name: words.wake, exact: true }).click();
    await until(context, wall, (state) => power_of(state).state === 'woken');
    await page.getByRole('button', { name: words.end, exact: true }).waitFor();
    await page.waitForTimeout(2500);
    await look_at(page, `woken-${name}`);
    await page.getByRole('button', { name: words.end, exact: true }).click();
    await until(context, wall, (state) => power_of(state).state === 'off_by_plan');
    await page.getByRole('button', { name: words.wake, exact: true }).waitFor();

    await open(page, words.condition);
    const row = page.getByRole('listitem').filter({ hasText: 'Kanan' }).filter({ hasText: words.off }).first();
    await row.scrollIntoViewIfNeeded();
    await picture(page, `off-condition-${name}`);
    assert.deepEqual(foreign, []);
    await context.close();
  });
}
