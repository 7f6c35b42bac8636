// Masks shown on the wall before they are saved, over a display of staff: begun by a button, told
// anew when they change and before the wall forgets them, ended by whoever began it.
import { setup, type Fault } from '../setup';

const AGAIN_MS = 30_000; // the wall shows them for a minute
const STEADY_MS = 400;   // after the last change

export class MaskTrial {
  display = $state(''); // that shows them; empty: none
  none = $state(false); // no display is for staff
  fault = $state.raw<Fault | null>(null);
  busy = $state(false);
  #camera: string;
  #draft: object = {};
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0; // grows with each end

  constructor(camera: string) { this.#camera = camera; }

  async begin(draft: object): Promise<void> {
    this.#draft = draft;
    Object.assign(this, { none: false, fault: null, busy: true });
    await this.#tell();
    this.busy = false;
  }
  // What is drawn now.
  follow(draft: object): void {
    if (this.display === '' || JSON.stringify(draft) === JSON.stringify(this.#draft)) return;
    this.#draft = draft;
    this.#later(STEADY_MS);
  }
  async end(): Promise<void> {
    clearTimeout(this.#timer);
    this.#turn += 1;
    if (this.display === '') return;
    this.display = '';
    await setup.end_mask_trial(this.#camera);
  }

  async #tell(): Promise<void> {
    const turn = this.#turn;
    const answer = await setup.try_masks(this.#camera, this.#draft);
    if (turn !== this.#turn) {
      if (answer.ok) void setup.end_mask_trial(this.#camera);
    } else if (answer.ok) {
      this.display = answer.value.display;
      this.#later(AGAIN_MS);
    } else {
      this.display = '';
      this.none = answer.fault.status === 403;
      this.fault = answer.fault;
    }
  }
  #later(wait_ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#tell(), wait_ms);
  }
}
