// What the page of data and cards works with: which files there are, data.json as a draft, the
// schemas, and the pictures of the cards, drawn one after the other as they come into view.
import { setup, type ConfigFile, type Fault } from '../setup';
import { Draft } from './draft.svelte';
import { is_object, type JsonObject } from './json';
import { read_json } from './json_text';
import { SHAPES, usual_shape } from './cards';
import { SchemaBook, type Schema } from './schema';
import { sources_of } from './sources';

const AT_ONCE = 2; // pictures that are asked for

export interface Shown { card: JsonObject; url: string; failed: boolean }

export class Library {
  phase = $state<'loading' | 'ready' | 'failed'>('loading');
  fault = $state.raw<Fault | null>(null);
  files = $state.raw<ConfigFile[]>([]);
  logins = $state.raw<string[]>([]);
  data = new Draft();
  source_book = $state.raw<SchemaBook | null>(null);
  card_book = $state.raw<SchemaBook | null>(null);
  shown = $state.raw<ReadonlyMap<string, Shown>>(new Map()); // by file and revision
  cards: ConfigFile[] = $derived(this.files.filter((file) => file.kind === 'card').sort((a, b) => a.file.localeCompare(b.file)));
  folder: string = $derived(this.cards[0]?.file.replace(/\/[^/]*$/, '') ?? 'cards');
  sources: JsonObject[] = $derived(sources_of(this.data.value));
  #queue: ConfigFile[] = [];
  #running = 0;
  #closed = false;

  async load(): Promise<void> {
    this.phase = 'loading';
    const [files, data, card, logins] = await Promise.all([setup.files(), setup.schema('data'), setup.schema('card'), setup.logins()]);
    for (const answer of [files, data, card]) if (!answer.ok) { this.fault = answer.fault; this.phase = 'failed'; return; }
    if (!files.ok || !data.ok || !card.ok) return;
    this.files = files.value.files;
    this.logins = logins.ok ? logins.value.logins : [];
    const root = data.value as Schema;
    // One source, as if it were the whole file.
    this.source_book = new SchemaBook({ ...root.definitions?.source, ...(root.definitions ? { definitions: root.definitions } : {}) });
    this.card_book = new SchemaBook(card.value as Schema);
    const there = this.files.find((file) => file.kind === 'data');
    if (there) await this.data.load(there.file);
    else this.data.begin('data.json', { version: 1, sources: [] });
    this.phase = this.data.phase === 'failed' ? 'failed' : 'ready';
    this.fault = this.data.fault;
  }
  async reload_files(): Promise<void> {
    const files = await setup.files();
    if (files.ok) this.files = files.value.files;
  }
  close(): void {
    this.#closed = true;
    this.data.close();
    for (const { url } of this.shown.values()) if (url) URL.revokeObjectURL(url);
  }

  want(file: ConfigFile): void {
    if (this.shown.has(key_of(file)) || this.#queue.includes(file)) return;
    this.#queue.push(file);
    if (this.#running < AT_ONCE) void this.#draw();
  }
  async #draw(): Promise<void> {
    this.#running += 1;
    for (let file = this.#queue.shift(); file && !this.#closed; file = this.#queue.shift()) {
      const answer = await setup.file(file.file);
      const read = answer.ok ? read_json(answer.value.text) : null;
      if (!read?.ok || !is_object(read.value)) { this.#show(file, { card: {}, url: '', failed: true }); continue; }
      this.#show(file, { card: read.value, url: '', failed: false });
      const [width, height] = SHAPES[usual_shape(String(read.value.kind))];
      const picture = await setup.card_preview(read.value, Math.round(width / 2), Math.round(height / 2));
      this.#show(file, { card: read.value, url: picture.ok && !this.#closed ? URL.createObjectURL(picture.value) : '', failed: !picture.ok });
    }
    this.#running -= 1;
  }
  #show(file: ConfigFile, shown: Shown): void {
    if (this.#closed) return;
    this.shown = new Map([...this.shown, [key_of(file), shown]]);
  }
  picture(file: ConfigFile): Shown | undefined { return this.shown.get(key_of(file)); }
}

const key_of = (file: ConfigFile): string => `${file.file} ${file.revision}`;
export const id_of_file = (file: string): string => file.replace(/^.*\//, '').replace(/\.json$/, '');
