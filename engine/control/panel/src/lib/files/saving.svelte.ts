// Saves one file so that nothing that somebody else wrote is lost in silence: against the revision
// that was read; on a conflict both texts are kept, to be looked at, and only a second, knowing
// press saves upon the newer one.
import { setup, type Fault, type FileChange, type FileText, type JsonChange } from '../setup';

export type Content = { text: string } | { changes: JsonChange[] } | { remove: true };
// `theirs`: what stands there now. `proposed`: what it would become; empty while that is not known.
export interface Conflict { file: string; base: string; theirs: FileText; proposed: string }
export interface Kept { file: string; text: string; revision: string } // before the last save, for undo

export class Saving {
  busy = $state(false);
  fault = $state.raw<Fault | null>(null);
  conflict = $state.raw<Conflict | null>(null);
  kept = $state.raw<Kept | null>(null);

  // `content` makes the change for a text: again, where another one stands there by now.
  async save(file: string, base: FileText, content: (text: string) => Content): Promise<string | null> {
    if (this.busy) return null;
    this.busy = true;
    this.fault = null;
    const made = content(base.text);
    const answer = await setup.save([{ file, revision: base.revision, ...made } as FileChange]);
    if (answer.ok) {
      const revision = answer.value.files.find((saved) => saved.file === file)?.revision ?? '';
      this.kept = { file, text: base.text, revision };
      this.conflict = null;
      this.busy = false;
      return revision;
    }
    if (answer.fault.status === 409 && answer.fault.current) {
      const theirs = answer.fault.current;
      this.conflict = { file, base: base.text, theirs, proposed: await this.#proposed(file, theirs, content(theirs.text)) };
    } else {
      this.fault = answer.fault;
    }
    this.busy = false;
    return null;
  }
  async #proposed(file: string, theirs: FileText, made: Content): Promise<string> {
    if ('text' in made) return made.text;
    if ('remove' in made) return '';
    const answer = await setup.check([{ file, revision: theirs.revision, ...made }]);
    return answer.ok ? answer.value.files.find((each) => each.file === file)?.text ?? '' : '';
  }
  // The text from before the last save, byte for byte; null: it is not so.
  async undo(): Promise<string | null> {
    const kept = this.kept;
    if (!kept || this.busy) return null;
    this.busy = true;
    this.fault = null;
    const answer = await setup.save([{ file: kept.file, revision: kept.revision, text: kept.text }]);
    this.busy = false;
    if (!answer.ok) { this.fault = answer.fault; return null; }
    this.kept = null;
    return answer.value.files.find((saved) => saved.file === kept.file)?.revision ?? '';
  }
}
