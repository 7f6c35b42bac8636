// Every view of the panel, on a phone and a desktop, dark and light: WCAG 2.2 AA as far as axe-core sees
// it, targets of 44 px, nothing wider than the screen, and names that stay text.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { at_panel, DEVICES, picture, problems_of, small_targets } from './people.mjs';

const VIEWS = ['dinding', 'tata-letak', 'pesan', 'hari-ini', 'keadaan', 'akses',
  'pengaturan/kamera', 'pengaturan/kamera/tambah', 'pengaturan/kamera/ubah/rsud-lobi', 'pengaturan/kamera/grup', 'pengaturan/kamera/tabel', 'pengaturan/berkas',
  'pengaturan/berkas/f/cameras.json', 'pengaturan/berkas/login', 'pengaturan/layar', 'pengaturan/tata-letak', 'pengaturan/tata-letak/beranda',
  'pengaturan/tata-letak/beranda/taruh/kartu/antrean', 'pengaturan/data', 'pengaturan/data/sumber/apbd-opd', 'pengaturan/data/kartu', 'pengaturan/data/kartu/apbd-opd'];

// A page that is still being fetched or read shows nothing that could be wrong.
const loaded = (page) => page.waitForFunction(() => ![...document.querySelectorAll('main p[role="status"]')]
  .some((note) => /^(Memuat|Membaca|Loading|Reading)\b.*…$/.test(note.textContent.trim())), undefined, { timeout: 30_000 });

// `here()`: { wall, chromium, signed } once they are there; `kind` begins the names of pictures.
export function look_at_all_views(kind, here) {
  for (const [name, device] of Object.entries(DEVICES)) {
    for (const colorScheme of ['dark', 'light']) {
      describe(`${name}, ${colorScheme}`, { concurrency: 3 }, () => {
        for (const view of VIEWS) {
          test(view, async () => {
            const { wall, chromium, signed } = here();
            const { page, context, foreign } = await at_panel(chromium.browser, wall, signed, device, { colorScheme });
            await page.goto(`${wall.address}#${view}`);
            await page.waitForTimeout(700);
            await page.locator('main').waitFor();
            await loaded(page);
            await picture(page, `${kind}-${name}-${colorScheme}-${view.replace(/\W/g, '-')}`);
            const problems = await problems_of(page);
            const small = await small_targets(page);
            const overflow = await page.evaluate(() => Math.max(...[document.documentElement, document.querySelector('main')].map((of) => of.scrollWidth - of.clientWidth)));
            const below = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
            const pwned = await page.evaluate(() => window.pwned ?? 0);
            const elements = await page.evaluate(() => document.querySelectorAll('main script, main iframe, main img[onerror], main svg[onload], a[href^="javascript"]').length);
            await context.close();
            assert.deepEqual(problems, []);
            assert.deepEqual(small, []);
            assert.ok(overflow <= 0, `${overflow} px too wide`);
            assert.ok(below <= 0, `the page itself scrolls by ${below} px, and its bars with it`);
            assert.deepEqual([pwned, elements, foreign], [0, 0, []]);
          });
        }
      });
    }
  }
}
