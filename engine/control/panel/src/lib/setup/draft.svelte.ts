// One file of the installation while somebody changes it: what it was, what it is to be, what the
// wall says of that, and what happens when somebody else saves first. Nothing is ever overwritten
// that was not seen.
import { setup, type Fault, type FileChange, type FileText, type Outcome, type Problem, type Saved } from '../setup';
import { changes_between, pretty, rebased, type Change, type Json } from './json';
import { read_json } from './json_text';

const CHECK_AFTER_MS = 700; // after the last keystroke

export type Phase = 'loading' | 'ready' | 'failed' | 'saving';
export type Note = '' | 'saved' | 'merged' | 'undone';

export class Draft {
  file = $state('');
  phase = $state<Phase>('loading');
  revision = $state('');           // empty: there is no such file yet
  base = $state.raw<Json>(null);   // as it is saved
  value = $state.raw<Json>(null);  // as it is to be
  text = $state<string | null>(null); // written by hand, to be saved as it stands
  original = $state('');              // the text of `base`; empty: not known
  problems = $state.raw<Problem[]>([]);
  fault = $state.raw<Fault | null>(null);
  theirs = $state.raw<(FileText & { value: Json }) | null>(null);
  clashes = $state.raw<string[]>([]);
  note = $state<Note>('');
  before = $state.raw<Json | undefined>(undefined); // what the last save replaced
  changes: Change[] = $derived(changes_between(this.base, this.value));
  dirty = $derived(this.revision === '' || this.changes.length > 0 || this.text !== null);
  #start: Json = null; // of a file that is not there yet
  #timer: ReturnType<typeof setTimeout> | undefined;
  #check: AbortController | undefined;

  // Of a file that is there.
  async load(file: string): Promise<void> {
    this.file = file;
    this.phase = 'loading';
    const answer = await setup.file(file);
    if (!answer.ok) { this.fault = answer.fault; this.phase = 'failed'; return; }
    this.#stands(answer.value);
  }
  // Of one that is made by saving it.
  begin(file: string, value: Json): void {
    this.file = file;
    this.base = null;
    this.#start = value;
    this.value = value;
    this.phase = 'ready';
  }
  #stands({ revision, text }: FileText): void {
    const read = read_json(text);
    if (!read.ok) { this.fault = { status: 422, code: 'invalid', message: `${this.file}:${read.error.line}:${read.error.column}` }; this.phase = 'failed'; return; }
    this.revision = revision;
    this.original = text;
    this.base = read.value;
    this.value = read.value;
    this.forget();
    this.phase = 'ready';
  }
  forget(): void {
    this.text = null;
    this.problems = [];
    this.fault = null;
    this.theirs = null;
    this.clashes = [];
  }

  change(value: Json, text: string | null = null): void {
    this.value = value;
    this.text = text;
    this.note = '';
    this.fault = null;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { void this.check(); }, CHECK_AFTER_MS);
  }
  // The text to write on in; empty: as the value would be written.
  get written(): string { return this.text ?? (this.changes.length === 0 ? this.original : ''); }
  discard(): void {
    this.value = this.revision === '' ? this.#start : this.base;
    this.forget();
    this.note = '';
  }
  close(): void {
    clearTimeout(this.#timer);
    this.#check?.abort();
  }

  #asked(): FileChange {
    const { file, revision } = this;
    if (this.text !== null) return { file, revision, text: this.text };
    return revision === '' ? { file, revision, text: written(this.value) } : { file, revision, changes: this.changes };
  }
  // What the wall would say; saves nothing.
  async check(): Promise<void> {
    this.#check?.abort();
    if (!this.dirty) { this.problems = []; return; }
    const stop = this.#check = new AbortController();
    const answer = await setup.check([this.#asked()], stop.signal);
    if (stop.signal.aborted) return;
    if (answer.ok) this.problems = answer.value.problems;
    else this.#refused(answer.fault, false);
  }
  async save(): Promise<boolean> {
    if (this.phase !== 'ready' || this.theirs) return false;
    clearTimeout(this.#timer);
    this.#check?.abort();
    this.phase = 'saving';
    const answer = await setup.save([this.#asked()]);
    this.phase = 'ready';
    return this.#saved(answer, 'saved');
  }
  #saved(answer: Outcome<{ files: Saved[] }>, note: Note): boolean {
    if (!answer.ok) { this.#refused(answer.fault, true); return false; }
    this.before = this.revision === '' ? undefined : this.base;
    this.revision = answer.value.files.find((saved) => saved.file === this.file)?.revision ?? this.revision;
    this.base = this.value;
    this.original = this.text ?? '';
    this.forget();
    this.note = note;
    return true;
  }
  // The last save taken back, as long as nobody saved after it.
  async undo(): Promise<boolean> {
    if (this.before === undefined || this.phase !== 'ready') return false;
    this.value = this.before;
    this.text = null;
    this.phase = 'saving';
    const answer = await setup.save([this.#asked()]);
    this.phase = 'ready';
    const done = this.#saved(answer, 'undone');
    if (done) this.before = undefined;
    return done;
  }
  async remove(): Promise<boolean> {
    this.phase = 'saving';
    const answer = await setup.save([{ file: this.file, revision: this.revision, remove: true }]);
    this.phase = 'ready';
    if (!answer.ok) this.#refused(answer.fault, true);
    return answer.ok;
  }

  #refused(fault: Fault, told: boolean): void {
    if (fault.status === 422 && fault.problems) this.problems = fault.problems;
    const read = fault.status === 409 && fault.current ? read_json(fault.current.text) : null;
    if (read?.ok) { this.theirs = { revision: fault.current!.revision, text: fault.current!.text, value: read.value }; return; }
    if (told || fault.status === 409) this.fault = fault;
  }
  // My changes on top of what is there now; nothing is saved yet.
  merge(): void {
    if (!this.theirs) return;
    const { revision, text, value } = this.theirs;
    const joined = rebased(this.base, this.value, value);
    this.revision = revision;
    this.original = text;
    this.base = value;
    this.change(joined.value);
    this.theirs = null;
    this.clashes = joined.clashes;
    this.note = 'merged';
  }
  take_theirs(): void {
    if (!this.theirs) return;
    const { revision, text, value } = this.theirs;
    this.revision = revision;
    this.original = text;
    this.base = value;
    this.discard();
  }
}

const written = (value: Json): string => `${pretty(value)}\n`;
