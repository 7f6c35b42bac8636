// The picture of a layout that is not installed, drawn by the wall: after a change at most once a
// second, else every five seconds, and only while somebody can see it. One is held at a time.
import { live } from '../live.svelte';
import { setup } from '../setup';

const AFTER_CHANGE_MS = 1000;
const EVERY_MS = 5000;
const TICK_MS = 200;
const WIDTHS = [640, 960, 1920]; // few, so that the wall draws few

export interface Wanted { layout: object; text: string; display: string; pixels: number }

export class Preview {
  url = $state('');
  display = $state('');  // of what it is; empty: the whole wall
  text = $state.raw(''); // of the layout it was drawn from
  failed = $state(false);
  visible = true;
  #wanted: Wanted | null = null;
  #asked = '';           // what the last request was for
  #at = -EVERY_MS;
  #busy = false;
  #stop = new AbortController();
  #timer: ReturnType<typeof setInterval>;

  constructor() { this.#timer = setInterval(() => void this.#tick(), TICK_MS); }
  want(wanted: Wanted): void { this.#wanted = wanted; }
  close(): void {
    clearInterval(this.#timer);
    this.#stop.abort();
    if (this.url) URL.revokeObjectURL(this.url);
    this.url = '';
  }

  async #tick(): Promise<void> {
    const wanted = this.#wanted;
    if (!wanted || this.#busy || !this.visible || document.hidden || live.phase !== 'live') return;
    const key = `${wanted.display}\n${wanted.text}`;
    const waited = performance.now() - this.#at;
    if (waited < (key === this.#asked ? EVERY_MS : AFTER_CHANGE_MS)) return;
    this.#busy = true;
    this.#at = performance.now();
    this.#asked = key;
    const width = WIDTHS.find((one) => one >= wanted.pixels * 0.8) ?? WIDTHS[WIDTHS.length - 1]!;
    const answer = await setup.preview(wanted.layout, wanted.display, width, this.#stop.signal);
    this.#busy = false;
    if (this.#stop.signal.aborted) return;
    this.failed = !answer.ok && (answer.fault.status === 422 || answer.fault.status === 400);
    if (!answer.ok) return;
    const url = URL.createObjectURL(answer.value);
    const image = new Image();
    image.src = url;
    try { await image.decode(); } catch { URL.revokeObjectURL(url); this.failed = true; return; }
    if (this.#stop.signal.aborted) { URL.revokeObjectURL(url); return; }
    const before = this.url;
    this.url = url;
    this.display = wanted.display;
    this.text = wanted.text;
    if (before) requestAnimationFrame(() => URL.revokeObjectURL(before));
  }
}
