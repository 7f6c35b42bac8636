// What the views share: the page that is open, the display that is chosen, the time, and the
// document in words.
import { Describe } from './describe';
import { wallNow } from './api';
import { live } from './live.svelte';
import { settings } from './settings.svelte';
import { Times } from './times';
import type { Display, ShownOn, Wall } from './wall';

export const PAGES = ['wall', 'layouts', 'message', 'today', 'condition'] as const;
export type Page = typeof PAGES[number] | 'access' | 'setup';

const FRAGMENTS: Record<Page, string> = {
  wall: 'dinding', layouts: 'tata-letak', message: 'pesan', today: 'hari-ini', condition: 'keadaan', access: 'akses', setup: 'pengaturan',
};
// "#pengaturan/kamera/rsud-lobi": the page, and where in it.
function page_of(fragment: string): Page {
  const [name] = fragment.slice(1).split('/');
  return (Object.keys(FRAGMENTS) as Page[]).find((page) => FRAGMENTS[page] === name) ?? 'wall';
}
function inside(fragment: string): string[] {
  return fragment.split('/').slice(1).map((part) => { try { return decodeURIComponent(part); } catch { return part; } });
}

class Panel {
  page = $state<Page>(page_of(location.hash));
  inside = $state.raw<string[]>(inside(location.hash)); // ["kamera", "rsud-lobi"]: where in the page
  chosen = $state('');        // display id; empty: the first
  target = $state('');        // where layouts are shown; empty: the whole wall
  now = $state(wallNow());    // the wall's clock, once a second
  #hour = $derived(Math.floor(this.now / 3_600_000)); // what day it is needs no more
  times = $derived(new Times(settings.language, live.wall?.timezone, this.#hour * 3_600_000));
  describe = $derived(new Describe(live.wall ?? NOTHING, settings.words, this.times, live.me?.name ?? ''));
  display: Display | undefined = $derived(
    live.wall?.displays.find((display) => display.id === this.chosen) ?? live.wall?.displays[0]);
  shown: ShownOn | undefined = $derived(
    live.wall?.control.displays.find((shown) => shown.display === this.display?.id));

  constructor() {
    setInterval(() => { this.now = wallNow(); }, 1000);
    addEventListener('hashchange', () => this.#came());
  }
  // What a page that holds something unsaved says of another address that the browser came to (Back,
  // or typed): true keeps the page open.
  hold: ((to: string) => boolean) | null = null;
  #here = location.hash;
  #own = false; // the panel itself goes there
  #came(): void {
    const own = this.#own;
    this.#own = false;
    if (!own && this.hold?.(location.hash)) { history.pushState(null, '', this.#here); return; }
    this.#open();
  }
  #open(): void {
    this.#here = location.hash;
    this.page = page_of(location.hash);
    this.inside = inside(location.hash);
  }
  href(page: Page, ...parts: string[]): string { return `#${[FRAGMENTS[page], ...parts.map(encodeURIComponent)].join('/')}`; }
  go(page: Page, ...parts: string[]): void { this.to(this.href(page, ...parts)); }
  to(href: string): void {
    if (href === location.hash) return;
    this.#own = true;
    location.hash = href;
  }
  // The same place by another address, without a step of its own in the browser's history.
  rename(page: Page, ...parts: string[]): void {
    history.replaceState(null, '', this.href(page, ...parts));
    this.#open();
  }
}

const NOTHING: Wall = {
  name: 'Pendopo', version: '', language: '', timezone: '', revision: 0, layout: '', started_ms: 0, renderer: '', render_path: '', layouts: [],
  displays: [], tiles: [], cameras: [], sources: [], workers: [], problems: [],
  control: {
    tag: '', hold: null, displays: [], claims: [], message: null, cameras_hidden: false, hidden_cameras: [], rehearsal: null,
    trial: null, undo: null, alarms: [], planned: [], changes: [], keyboard_locked: false,
  },
};

export const panel = new Panel();
