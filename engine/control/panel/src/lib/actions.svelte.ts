// What the user asked of the wall and is not yet done, and what could not be done. A button stays
// pressed until the state shows its effect; nothing is shown as done before it is.
import { ask, explain, type Refusal } from './api';
import { live } from './live.svelte';
import { settings } from './settings.svelte';
import type { Done } from './wall';

const KEPT = 3;

export interface Failure { number: number; what: string; refusal: Refusal }

class Actions {
  under_way = $state.raw<ReadonlySet<string>>(new Set());
  failures = $state.raw<readonly Failure[]>([]);
  #count = 0;

  busy(key: string): boolean { return this.under_way.has(key); }

  // `key` names the button, `what` says in words what it does. `guarded`: only if nobody changed
  // the wall since this page saw it.
  async run(key: string, what: string, path: string, body?: object, guarded = false): Promise<boolean> {
    if (this.busy(key)) return false;
    this.under_way = new Set([...this.under_way, key]);
    const answer = await ask<Done>('POST', path, body, guarded ? live.wall?.control.tag : undefined);
    if (answer.ok) {
      this.failures = this.failures.filter((failure) => failure.what !== what);
      if (answer.value.tag) await live.reached(answer.value.tag);
    } else if (answer.refusal.status === 401) {
      live.signed_out(true);
    } else {
      const failure = { number: ++this.#count, what, refusal: answer.refusal };
      this.failures = [...this.failures.filter((known) => known.what !== what), failure].slice(-KEPT);
    }
    this.under_way = new Set([...this.under_way].filter((known) => known !== key));
    return answer.ok;
  }

  dismiss(number: number): void {
    this.failures = this.failures.filter((failure) => failure.number !== number);
  }

  explain(failure: Failure): string { return explain(failure.refusal, settings.words); }

  // Why nothing can be pressed now; empty: it can.
  get blocked(): string {
    const t = settings.words;
    if (live.phase !== 'live') return t.lost_reason;
    if (live.me?.must_set_password) return t.password_reason;
    return live.me?.role === 'viewer' ? t.viewer_reason : '';
  }
}

export const actions = new Actions();
