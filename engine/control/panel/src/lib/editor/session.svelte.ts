// One layout that is being drawn. Its text is the truth; the picture, the forms and what can be
// undone come from it. The wall checks every change a moment later; nothing is saved by itself.
import { setup, type Fault, type FileText, type Problem, type SolvedDisplay } from '../setup';
import { warnings_of } from './check';
import { draft_of, drop_draft, keep_draft, own_store, type Draft } from './drafts';
import { facts } from './facts.svelte';
import { begun, can_redo, can_undo, changed, redone, text_of, undone, type History } from './history';
import { edited, type Change } from './json_edit';
import { parsed, type Broken, type Json, type Node } from './json_tree';
import { layout_in } from './layout_doc';
import { tile_of } from './moves';
import { place } from './placement';

const CHECK_MS = 450;  // after the last change
const DRAFT_MS = 700;

export type Save = { kind: 'saved' } | { kind: 'conflict'; current: FileText } | { kind: 'refused'; fault: Fault };

export class Session {
  readonly file: string;
  #history: History = $state.raw(begun('{}'));
  saved = $state.raw<FileText>({ text: '', revision: '' });   // revision '': there is no such file yet
  typed = $state.raw<string | null>(null);                    // a text that is not (yet) what the picture shows
  broken = $state.raw<Broken | null>(null);
  problems = $state.raw<readonly Problem[]>([]);              // of what was checked last
  solved = $state.raw<readonly SolvedDisplay[] | null>(null); // by the wall, of the text as it is
  checking = $state(false);
  unchecked = $state.raw<Fault | null>(null);                 // the wall did not answer
  restored = $state.raw<Draft | null>(null);                  // a draft was taken up
  stale = $state(false);                                      // the file changed since the draft began
  selected = $state('');                                      // a tile's id
  focus = $state('');                                         // a display's id; empty: the whole wall

  text = $derived(text_of(this.#history));
  #tree = $derived(parsed(this.text));
  root: Json = $derived(this.#tree.ok ? this.#tree.root.value : {});
  tree: Node | null = $derived(this.#tree.ok ? this.#tree.root : null);
  doc = $derived(layout_in(this.root));
  placement = $derived(place(this.doc, facts.plan, facts.group_cameras));
  warnings = $derived(warnings_of(this.placement, facts.plan));
  tile = $derived(tile_of(this.doc, this.selected));
  placed = $derived(this.placement.placed.find((tile) => tile.id === this.selected));
  dirty = $derived((this.typed ?? this.text) !== this.saved.text);
  is_new = $derived(this.saved.revision === '');
  can_undo = $derived(can_undo(this.#history));
  can_redo = $derived(can_redo(this.#history));
  locked = $derived(this.typed !== null); // the picture waits for the text
  #checked = $state.raw('');             // the text that the problems are of
  wrong = $derived(this.broken !== null || (this.problems.length > 0 && this.#checked === (this.typed ?? this.text)));

  #check: ReturnType<typeof setTimeout> | undefined;
  #draft: ReturnType<typeof setTimeout> | undefined;
  #stop = new AbortController();

  constructor(file: string, current: FileText, begin: string | null) {
    this.file = file;
    this.saved = current;
    const draft = draft_of(own_store(), file);
    this.#history = begun(begin ?? current.text);
    if (begin === null && draft && draft.text !== current.text) {
      // What was saved is one step back.
      this.#history = current.revision === '' ? begun(draft.text) : changed(this.#history, draft.text, '', 0);
      this.restored = draft;
      this.stale = current.revision !== '' && draft.revision !== current.revision;
    }
    if (!parsed(this.text).ok) { // a file that is broken on the disk, or such a draft
      const text = this.text;
      this.#history = begun(parsed(current.text).ok ? current.text : '{}');
      this.typed = text;
    }
    this.#later();
  }
  close(): void {
    clearTimeout(this.#check);
    clearTimeout(this.#draft);
    this.#stop.abort();
    if (this.dirty) this.#keep();
  }

  // A change of the picture. `what`: names steps that belong together; `select`: the tile's id then.
  apply(changes: readonly Change[], what = '', select?: string): void {
    if (changes.length === 0 || this.locked) return;
    this.#to(changed(this.#history, edited(this.text, changes), what, Date.now()));
    if (select !== undefined) this.selected = select;
  }
  undo(): void { this.#step(undone(this.#history)); }
  redo(): void { this.#step(redone(this.#history)); }
  #step(history: History): void {
    this.typed = null;
    this.#to(history);
    if (!tile_of(this.doc, this.selected)) this.selected = '';
  }
  #to(history: History): void {
    if (history === this.#history) return;
    this.#history = history;
    this.broken = null;
    this.solved = null;
    this.#later();
  }

  // A text that somebody types: it becomes the picture once it is good.
  type(text: string): void {
    this.typed = text === this.text ? null : text;
    const tree = parsed(text);
    this.broken = tree.ok ? null : tree.broken;
    this.#later();
  }
  untype(): void {
    this.typed = null;
    this.broken = null;
    this.#later();
  }
  // Another text as a whole, as one step that can be undone.
  replace(text: string): void {
    if (!parsed(text).ok) { this.type(text); return; }
    this.typed = null;
    this.#to(changed(this.#history, text, '', Date.now()));
    this.selected = '';
  }
  forget_draft(): void {
    this.restored = null;
    this.stale = false;
    if (this.saved.revision !== '') this.replace(this.saved.text);
    drop_draft(own_store(), this.file);
  }

  #later(): void {
    clearTimeout(this.#check);
    this.#check = setTimeout(() => void this.#look(), CHECK_MS);
    clearTimeout(this.#draft);
    this.#draft = setTimeout(() => this.#keep(), DRAFT_MS);
  }
  #keep(): void {
    if (this.dirty) keep_draft(own_store(), { file: this.file, text: this.typed ?? this.text, revision: this.saved.revision, at: Date.now() });
    else drop_draft(own_store(), this.file);
  }

  async #look(): Promise<void> {
    this.#stop.abort();
    const stop = new AbortController();
    this.#stop = stop;
    const text = this.typed ?? this.text;
    this.checking = true;
    const answer = await setup.check([{ file: this.file, revision: this.saved.revision, text }], stop.signal);
    if (stop.signal.aborted || text !== (this.typed ?? this.text)) return;
    this.unchecked = answer.ok || answer.fault.problems ? null : answer.fault;
    const problems = answer.ok ? answer.value.problems : answer.fault.problems ?? [];
    this.problems = problems.filter((problem) => problem.file === '' || problem.file === this.file);
    this.#checked = text;
    if (this.typed !== null && this.problems.length === 0 && !this.broken) {
      this.typed = null;
      this.#history = changed(this.#history, text, '', Date.now());
      if (!tile_of(this.doc, this.selected)) this.selected = '';
    }
    if (this.typed === null && this.problems.length === 0) {
      const solved = await setup.solve(this.root as object, stop.signal);
      if (stop.signal.aborted || text !== this.text) return;
      this.solved = solved.ok ? solved.value.displays : null;
    }
    this.checking = false;
  }

  // Over what stands there as `revision` says; what somebody else saved meanwhile is not lost.
  async save(revision = this.saved.revision): Promise<Save> {
    const text = this.typed ?? this.text;
    const answer = await setup.save([{ file: this.file, revision, text }]);
    if (answer.ok) {
      const saved = answer.value.files.find((file) => file.file === this.file);
      this.#now_saved({ text, revision: saved?.revision ?? '' });
      return { kind: 'saved' };
    }
    const { fault } = answer;
    if (fault.status === 409 && fault.current) return { kind: 'conflict', current: fault.current };
    if (fault.problems) this.problems = fault.problems;
    return { kind: 'refused', fault };
  }
  #now_saved(saved: FileText): void {
    if (this.typed !== null && this.typed === saved.text) {
      this.#history = changed(this.#history, saved.text, '', Date.now());
      this.typed = null;
    }
    this.saved = saved;
    this.restored = null;
    this.stale = false;
    drop_draft(own_store(), this.file);
  }
  // Takes what somebody else saved; one's own is one step back.
  take_theirs(current: FileText): void {
    this.saved = current;
    this.restored = null;
    this.stale = false;
    this.replace(current.text);
  }
}
