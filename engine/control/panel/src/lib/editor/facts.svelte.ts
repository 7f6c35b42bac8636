// What a layout may name: the wall as it hangs, cameras, groups and cards, and the files of layouts.
// Read once when the page opens; cards when somebody chooses one.
import { live } from '../live.svelte';
import { setup, type ConfigFile, type Fault, type Problem } from '../setup';
import { ground_in, ground_named, USUAL_GROUND } from './ground';
import { plan_of, type Plan } from './wall_plan';

export interface Group { id: string; name: string; cameras: string[] }
export interface Card { id: string; file: string; kind: string; title: { id: string; en: string } }

const AT_ONCE = 6; // requests
type Loose = { [key: string]: unknown };
const loose = (value: unknown): Loose => typeof value === 'object' && value !== null ? value as Loose : {};
const list = (value: unknown): unknown[] => Array.isArray(value) ? value : [];
const word = (value: unknown): string => typeof value === 'string' ? value : '';
function json(text: string): unknown { try { return JSON.parse(text); } catch { return null; } }

class Facts {
  ready = $state(false);
  fault = $state.raw<Fault | null>(null);
  files = $state.raw<readonly ConfigFile[]>([]);
  problems = $state.raw<readonly Problem[]>([]);
  cards = $state.raw<readonly Card[] | null>(null); // null: not read yet
  groups = $state.raw<readonly Group[]>([]);
  audiences = $state.raw<ReadonlyMap<string, string>>(new Map()); // of cameras that are not public
  ground = $state(USUAL_GROUND); // the theme's
  #wall = $state.raw<unknown>(null);
  plan: Plan = $derived(plan_of(live.wall?.displays ?? [], this.#wall));
  group_cameras = $derived(new Map(this.groups.map((group) => [group.id, group.cameras] as const)));
  layouts = $derived(this.files.filter((file) => file.kind === 'layout'));
  #known = new Map<string, { revision: string; card: Card | null }>();
  #reading = false;

  // The folder that layouts are kept in.
  get folder(): string {
    const path = this.layouts[0]?.file ?? 'layouts/';
    return path.slice(0, path.lastIndexOf('/') + 1);
  }
  file_for(name: string): string { return `${this.folder}${name}.json`; }
  name_of(file: string): string { return file.slice(file.lastIndexOf('/') + 1).replace(/\.json$/, ''); }

  async load(): Promise<void> {
    const answer = await setup.files();
    if (!answer.ok) { this.fault = answer.fault; return; }
    this.fault = null;
    this.files = answer.value.files;
    this.problems = answer.value.problems;
    const of = (kind: string): ConfigFile | undefined => this.files.find((file) => file.kind === kind);
    const [wall, cameras] = await Promise.all([of('wall'), of('cameras')].map((file) => file ? setup.file(file.file) : null));
    if (wall?.ok) this.#wall = json(wall.value.text);
    this.ground = await this.#theme_ground();
    if (cameras?.ok) {
      const document = loose(json(cameras.value.text));
      this.groups = list(document.groups).map(loose).filter((group) => word(group.id) !== '')
        .map((group) => ({ id: word(group.id), name: word(group.name) || word(group.id), cameras: list(group.cameras).map(word).filter(Boolean) }));
      this.audiences = new Map(list(document.cameras).map(loose).filter((camera) => word(camera.audience) !== '').map((camera) => [word(camera.id), word(camera.audience)]));
    }
    this.ready = true;
  }

  async #theme_ground(): Promise<string> {
    const told = ground_named(this.#wall);
    if ('ground' in told) return told.ground;
    const theme = this.files.find((file) => file.kind === 'theme' && file.file === told.file);
    const answer = theme ? await setup.file(theme.file) : null;
    return answer?.ok ? ground_in(json(answer.value.text)) : USUAL_GROUND;
  }

  async load_cards(): Promise<void> {
    if (this.#reading) return;
    this.#reading = true;
    const waiting = this.files.filter((file) => file.kind === 'card');
    const next = async (): Promise<void> => {
      for (let file = waiting.shift(); file; file = waiting.shift()) {
        if (this.#known.get(file.file)?.revision === file.revision) continue;
        const answer = await setup.file(file.file);
        this.#known.set(file.file, { revision: file.revision, card: answer.ok ? card_in(file.file, json(answer.value.text)) : null });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, next));
    this.cards = this.files.filter((file) => file.kind === 'card').flatMap((file) => this.#known.get(file.file)?.card ?? []);
    this.#reading = false;
  }
}

function card_in(file: string, value: unknown): Card | null {
  const card = loose(value);
  const id = word(card.id);
  if (id === '') return null;
  const said = loose(card.title);
  const plain = word(card.title) || id;
  return { id, file, kind: word(card.kind), title: { id: word(said.id) || word(said.en) || plain, en: word(said.en) || word(said.id) || plain } };
}

export const facts = new Facts();
