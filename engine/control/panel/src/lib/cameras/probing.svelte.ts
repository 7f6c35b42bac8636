// One climb of the ladder, looked at while it goes on. Whoever begins one ends it: close() when the
// page goes.
import { setup, type Fault, type Outcome, type Probe, type ProbeRequest } from '../setup';
import { failed_step, steps_of } from './ladder';

const EVERY_MS = 300;
const MISSED = 10; // answers in a row that may stay away

export class Probing {
  probe = $state.raw<Probe | null>(null);
  fault = $state.raw<Fault | null>(null);
  running = $state(false);
  picture = $state('');
  request = $state.raw<ProbeRequest | null>(null);
  steps = $derived(steps_of(this.probe));
  failed = $derived(failed_step(this.steps));
  ok = $derived(this.probe?.done === true && this.probe.ok);
  #id = '';
  #turn = 0;

  // True when it reached the picture.
  climb(request: ProbeRequest): Promise<boolean> {
    this.request = request;
    return this.#climb(() => setup.probe(request));
  }
  // An installed camera, for the picture alone: under these masks and no others.
  look(camera: string, draft: object): Promise<boolean> {
    return this.#climb(() => setup.mask_still(camera, draft));
  }
  async #climb(begin: () => Promise<Outcome<{ id: string }>>): Promise<boolean> {
    this.close();
    const turn = this.#turn;
    Object.assign(this, { probe: null, fault: null, picture: '', running: true });
    const begun = await begin();
    if (turn !== this.#turn) { if (begun.ok) void setup.cancel_probe(begun.value.id); return false; }
    if (!begun.ok) { this.fault = begun.fault; this.running = false; return false; }
    this.#id = begun.value.id;
    for (let missed = 0; turn === this.#turn;) {
      const seen = await setup.probed(this.#id);
      if (turn !== this.#turn) return false;
      if (seen.ok) {
        missed = 0;
        this.probe = seen.value;
        if (seen.value.picture && !this.picture) this.picture = setup.probe_picture(this.#id);
        if (seen.value.done) { this.running = false; this.#id = ''; return seen.value.ok; }
      } else if (seen.fault.status !== 0 || ++missed > MISSED) {
        this.fault = seen.fault;
        this.running = false;
        return false;
      }
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
    return false;
  }
  stop(): void {
    this.close();
    this.running = false;
  }
  close(): void {
    this.#turn += 1;
    if (this.#id) void setup.cancel_probe(this.#id);
    this.#id = '';
  }
}
