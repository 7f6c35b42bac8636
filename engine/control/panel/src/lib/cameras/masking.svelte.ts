// The masks of one camera while somebody draws them: what can be undone, what is chosen, and whether
// all of it could be saved.
import { begun, can_redo, can_undo, changed, redone, text_of, undone } from '../editor/history';
import { seen_of, type MaskKeys, type Seen } from './mask_file';
import { added_point, begun_at, carried, FEWEST_POINTS, MOST_MASKS, moved_point, removed_point, wrong_with, type Mask, type MaskStyle, type Point, type Wrong } from './mask_shapes';

export class Masking {
  #history = $state.raw(begun('{"masks":[]}'));
  #saved = $state('');
  // While something is carried it is not a step yet.
  #carried = $state.raw<Seen | null>(null);
  chosen = $state(-1); // a mask
  point = $state(-1);  // of it

  seen = $derived(this.#carried ?? (JSON.parse(text_of(this.#history)) as Seen));
  masks = $derived(this.seen.masks);
  wrong: Wrong[] = $derived(this.masks.map(wrong_with));
  dirty = $derived(text_of(this.#history) !== this.#saved);
  can_undo = $derived(can_undo(this.#history));
  can_redo = $derived(can_redo(this.#history));
  mask: Mask | undefined = $derived(this.masks[this.chosen]);

  constructor(entry: MaskKeys | undefined) { this.fill(entry); }
  fill(entry: MaskKeys | undefined): void {
    this.#history = begun(JSON.stringify(seen_of(entry)));
    this.#saved = text_of(this.#history);
    this.#carried = null;
    this.choose(this.masks.length > 0 ? 0 : -1);
  }
  choose(at: number, point = -1): void { this.chosen = at; this.point = point; }

  // `what`: a name under which changes that follow each other are one step.
  change(seen: Seen, what = ''): void {
    this.#carried = null;
    this.#history = changed(this.#history, JSON.stringify(seen), what, performance.now());
    if (this.chosen >= seen.masks.length) this.choose(seen.masks.length - 1);
  }
  #put(mask: Mask, what = ''): void { this.change({ ...this.seen, masks: this.#with(mask) }, what); }
  #with(mask: Mask): Mask[] { return this.masks.map((each, at) => (at === this.chosen ? mask : each)); }
  // Under a finger; drop() makes it a step.
  carry(mask: Mask): void { this.#carried = { ...this.seen, masks: this.#with(mask) }; }
  drop(): void { if (this.#carried) this.change(this.#carried); }

  add(middle: Point, width: number, height: number): void {
    if (this.masks.length >= MOST_MASKS) return;
    this.change({ ...this.seen, masks: [...this.masks, begun_at(middle, width, height)] });
    this.choose(this.masks.length - 1);
  }
  remove(): void {
    if (!this.mask) return;
    this.change({ ...this.seen, masks: this.masks.filter((_, at) => at !== this.chosen) });
    this.choose(Math.min(this.chosen, this.masks.length - 1));
  }
  style(style: MaskStyle): void { if (this.mask) this.#put({ ...this.mask, style }); }
  add_point(after: number): void { if (this.mask) { this.#put(added_point(this.mask, after)); this.point = after + 1; } }
  remove_point(): void {
    if (!this.mask || this.point < 0 || this.mask.points.length <= FEWEST_POINTS) return;
    this.#put(removed_point(this.mask, this.point));
    this.point = Math.min(this.point, (this.mask?.points.length ?? 0) - 1);
  }
  // By keys: the point that is chosen, or all of the mask.
  nudge(by: Point): void {
    const { mask, point } = this;
    if (!mask) return;
    const at = mask.points[point];
    this.#put(at ? moved_point(mask, point, { x: at.x + by.x, y: at.y + by.y }) : carried(mask, by), `nudge ${this.chosen} ${point}`);
  }
  undo(): void { this.#history = undone(this.#history); this.#after_step(); }
  redo(): void { this.#history = redone(this.#history); this.#after_step(); }
  #after_step(): void {
    this.#carried = null;
    if (this.chosen >= this.masks.length) this.choose(this.masks.length - 1);
    else if (this.point >= (this.mask?.points.length ?? 0)) this.point = -1;
  }
}
