// What was brought to the layout that is on the desk, until it has a place or is put away. It is one
// step of the history, and nothing is saved by it.
import { content_brought, find_place, put_on, shows, type Put } from './bring';
import { facts } from './facts.svelte';
import type { Content } from './layout_doc';
import type { Placed } from './placement';
import type { Session } from './session.svelte';

export class Bringing {
  content = $state.raw<Content | null>(null);        // what is told of; null: nothing
  how = $state<'there' | 'put' | 'waiting'>('there'); // waiting: the next tile that is tapped takes it
  #text = ''; // of the layout with it, as it was placed
  constructor(private readonly session: Session, readonly parts: readonly string[]) {
    this.content = content_brought(parts);
    if (!this.content) return;
    const { root, doc, placement } = session;
    const audience = this.content.kind === 'camera' ? facts.audiences.get(this.content.camera) : undefined;
    const found = session.locked ? { how: 'full' as const } : find_place(root, doc, facts.plan, placement, this.content, audience);
    if (found.how === 'full') this.how = 'waiting';
    else this.#take(found, found.how);
  }
  // Whether the tile was taken for it.
  put(tile: Placed): boolean {
    if (!this.content || this.how !== 'waiting' || this.session.locked) return false;
    const put = put_on(this.session.root, this.session.doc, facts.plan, tile, this.content);
    if (put) this.#take(put, 'put');
    return put !== null;
  }
  #take(put: Put, how: 'there' | 'put'): void {
    this.how = how;
    this.session.apply(put.changes, '', put.tile);
    this.#text = this.session.text;
    this.session.selected = put.tile;
    this.session.focus = put.display;
  }
  // Where it stands now; undefined: it waits, or that was undone.
  get placed(): Placed | undefined {
    const { content } = this;
    return content && this.how !== 'waiting' ? this.session.placement.placed.find((tile) => tile.kind !== 'fill' && shows(tile.content, content)) : undefined;
  }
  forget(): void { this.content = null; }
  // As if it had not come, where nothing was changed since.
  take_back(): void {
    if (this.how === 'put' && this.session.text === this.#text) this.session.undo();
    this.forget();
  }
}
