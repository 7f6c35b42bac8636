// How much of a long list is shown: its first rows at once, more as somebody goes on. Two hundred rows
// at once hold up a slow phone for longer than a press may wait.
export const AT_ONCE = 40;

export class LongList {
  #most = $state(AT_ONCE);
  first<T>(all: readonly T[]): readonly T[] { return all.length > this.#most ? all.slice(0, this.#most) : all; }
  left(all: readonly unknown[]): number { return Math.max(0, all.length - this.#most); }
  more(): void { this.#most += AT_ONCE; }
  again(): void { this.#most = AT_ONCE; } // of another search or order
}
