// cameras.json and the logins, as the camera pages share them: read when a page opens, after a
// save, and when the wall took another set of cameras.
import { explain } from '../api';
import { settings } from '../settings.svelte';
import { file_of, setup, type Fault, type Problem } from '../setup';
import { camera_file, type CameraFile } from './camera_file';

class Cameras {
  file = $state('cameras.json');
  revision = $state('');
  text = $state.raw('');
  document = $state.raw<CameraFile | null>(null);
  logins = $state.raw<string[]>([]);
  problems = $state.raw<Problem[]>([]); // of cameras.json, on the disk now
  fault = $state.raw<Fault | null>(null);
  loaded = $state(false);
  #last: Promise<void> = Promise.resolve();

  // One after the other: what began before a save must not be the last to answer.
  load(): Promise<void> {
    this.#last = this.#last.then(() => this.#load());
    return this.#last;
  }
  async #load(): Promise<void> {
    const where = await file_of('cameras');
    if (!where.ok) { this.fault = where.fault; this.loaded = true; return; }
    this.file = where.value.file;
    const [text, logins, files] = await Promise.all([setup.file(this.file), setup.logins(), setup.files()]);
    if (logins.ok) this.logins = logins.value.logins;
    if (files.ok) this.problems = files.value.problems.filter((problem) => problem.file === this.file);
    this.fault = text.ok ? null : text.fault;
    if (text.ok) {
      this.text = text.value.text;
      this.revision = text.value.revision;
      this.document = camera_file(this.text);
    }
    this.loaded = true;
  }
  get explained(): string { return this.fault ? explain(this.fault, settings.words) : ''; }
  get ids(): string[] { return this.document?.cameras.map((camera) => camera.id) ?? []; }
}

export const cameras = new Cameras();
