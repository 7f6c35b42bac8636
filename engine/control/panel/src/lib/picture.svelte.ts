// The live picture of the whole wall: asked again when the last one is there, at most twice a
// second, and only while somebody looks. One picture is held at a time.
import { live } from './live.svelte';

const EVERY_MS = 500;
const PATIENCE_MS = 6000;
export const OLD_MS = 5000;
const WIDTHS = [960, 1920, 3840]; // few, so that viewers share pictures

class WallPicture {
  url = $state('');
  at = $state(0);        // Date.now() of the shown one
  none = $state(false);  // the wall said that it has none
  aspect = $state(0);    // width by height of what came
  #wanted = 960;
  #watchers = 0;
  #running = false;

  // Counts those who show it; the answer ends it.
  watch(): () => void {
    this.#watchers += 1;
    void this.#run();
    return () => {
      this.#watchers -= 1;
      if (this.#watchers === 0) this.#forget();
    };
  }
  // So many device pixels would show it best.
  want(pixels: number): void {
    this.#wanted = WIDTHS.find((width) => width >= pixels * 0.6) ?? WIDTHS[WIDTHS.length - 1]!;
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    while (this.#watchers > 0) {
      const begun = performance.now();
      if (!document.hidden && live.phase === 'live') await this.#next();
      const every = this.#wanted > 1920 ? EVERY_MS * 2 : EVERY_MS;
      await new Promise((resolve) => setTimeout(resolve, Math.max(50, every - (performance.now() - begun))));
    }
    this.#running = false;
  }

  async #next(): Promise<void> {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
    let url = '';
    try {
      const answer = await fetch(`/api/v1/wall.jpg?width=${this.#wanted}`, { signal: stop.signal, cache: 'no-store' });
      this.none = !answer.ok;
      if (!answer.ok) return;
      url = URL.createObjectURL(await answer.blob());
      const image = new Image();
      image.src = url;
      await image.decode();
      if (this.#watchers === 0) { URL.revokeObjectURL(url); return; }
      const before = this.url;
      this.aspect = image.naturalWidth / image.naturalHeight;
      this.url = url;
      this.at = Date.now();
      if (before) requestAnimationFrame(() => URL.revokeObjectURL(before));
    } catch {
      if (url) URL.revokeObjectURL(url); // what is shown tells its age
    } finally {
      clearTimeout(timer);
    }
  }

  #forget(): void {
    if (this.url) URL.revokeObjectURL(this.url);
    this.url = '';
    this.at = 0;
  }
}

export const picture = new WallPicture();
