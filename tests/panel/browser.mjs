// Debian's Chromium, steered by playwright-core, with nothing in it that talks to anybody else.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

export const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
export const DESKTOP = { viewport: { width: 1366, height: 768 }, deviceScaleFactor: 1 };

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'];

// { browser, close() }: the browser and its folder are gone afterwards.
export async function chromium_for() {
  const folder = await mkdtemp(join(tmpdir(), 'pendopo-browser-'));
  const browser = await chromium.launch({
    executablePath: process.env.PENDOPO_CHROMIUM ?? '/usr/bin/chromium', headless: true, args: FLAGS,
    env: { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, XDG_CACHE_HOME: folder },
  });
  return {
    browser,
    async close() {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
