// The wall's state as it is now: one WebSocket that is always being tried, patches applied in
// order, and the truth about how old all of it is. When nothing came for so long (below) the phase is
// `lost`, and it stays lost until a whole document came again.
import { ask } from './api';
import { take_early, type Early } from './early';
import { patched } from './patch';
import { remember, remembered } from './remember';
import { settings } from './settings.svelte';
import type { Frame, Me, Wall } from './wall';

const SILENT_MS = 4500; // two beats of the wall missed; said within 5 s
const CHECK_MS = 250;
const SLOWEST_RETRY_MS = 5000;
const SIGNED_IN = 'signed-in'; // remembered: yes or no

export type Phase = 'starting' | 'signed_out' | 'live' | 'lost';

class Live {
  phase = $state<Phase>('starting');
  wall = $state.raw<Wall | null>(null);
  me = $state.raw<Me | null>(null);
  lost_since = $state(0);
  outdated = $state(false); // the wall runs another version than this page came from
  ended = $state(false);    // signed out by the wall, not by the user

  #socket: WebSocket | null = null;
  #heard = 0;  // when the last frame came, of whatever socket
  #opened = 0; // when the socket of today was asked for
  #asking = false; // who is signed in
  #revision = -1;
  #asked = false; // for the whole document, after a gap
  #version = '';
  #retry = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiting = new Set<() => void>();

  start(identify: boolean): void {
    this.#heard = performance.now();
    setInterval(() => this.#check(), CHECK_MS);
    addEventListener('offline', () => { this.#drop(); this.#lose(); });
    addEventListener('online', () => this.#connect(0));
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) return; // its timers may have slept
      this.#check();
      if (this.phase === 'lost') this.#connect(0);
    });
    if (!identify) return;
    void this.identify();
    // Who was signed in when this page was left most likely still is: the state is asked for at once.
    if (remembered(SIGNED_IN) === 'yes') this.#open(take_early());
  }

  // Who is signed in here; then connects.
  async identify(): Promise<void> {
    this.#asking = true;
    const answer = await ask<Me>('GET', 'me');
    this.#asking = false;
    if (answer.ok) {
      this.me = answer.value;
      this.ended = false;
      if (this.phase === 'signed_out') {
        this.phase = 'starting';
        this.#heard = performance.now();
      }
      remember(SIGNED_IN, 'yes');
      if (!this.#socket) this.#connect(0);
    } else if (answer.refusal.status === 401) {
      this.signed_out(this.me !== null);
    } else {
      this.#lose();
    }
  }

  signed_out(ended: boolean): void {
    remember(SIGNED_IN, 'no');
    this.ended = ended;
    this.phase = 'signed_out';
    this.me = null;
    this.wall = null;
    this.#drop();
    clearTimeout(this.#timer);
  }

  // Resolves when the state shows what `tag` names, or when that takes too long.
  reached(tag: string, patience_ms = 4000): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve();
      };
      const look = (): void => {
        if (!this.wall || newer_or_same(this.wall.control.tag, tag)) done();
      };
      const timer = setTimeout(done, patience_ms);
      this.#waiting.add(look);
      look();
    });
  }

  #connect(wait_ms: number): void {
    clearTimeout(this.#timer);
    if (this.phase === 'signed_out') return;
    this.#timer = setTimeout(() => this.#open(), wait_ms);
  }

  #open(early: Early | null = null): void {
    this.#drop();
    this.#asked = false;
    this.#revision = -1;
    const socket = early?.socket ?? new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/v1/events`);
    this.#socket = socket;
    this.#opened = performance.now();
    for (const frame of early?.frames ?? []) this.#take(frame);
    socket.onmessage = (event) => { if (socket === this.#socket) this.#take(String(event.data)); };
    socket.onclose = () => {
      if (socket !== this.#socket) return;
      this.#socket = null;
      this.#retry = Math.min(this.#retry + 1, 8);
      const slowest = Math.min(SLOWEST_RETRY_MS, 250 * 2 ** this.#retry);
      this.#connect(slowest * (0.5 + Math.random() / 2));
      void this.#still_signed_in();
    };
  }

  // A browser does not tell why a WebSocket was refused: `me` does.
  async #still_signed_in(): Promise<void> {
    if (this.#asking || this.phase === 'signed_out') return;
    this.#asking = true;
    const answer = await ask<Me>('GET', 'me');
    this.#asking = false;
    if ((this.phase as Phase) === 'signed_out') return;
    if (answer.ok) this.me = answer.value;
    else if (answer.refusal.status === 401) this.signed_out(true);
  }

  #take(text: string): void {
    this.#heard = performance.now();
    if (!this.me) void this.#still_signed_in(); // its first answer was lost, or is on its way
    const frame = JSON.parse(text) as Frame;
    if (frame.type === 'state') {
      this.#revision = frame.revision;
      this.#asked = false;
      this.#retry = 0;
      this.#show(frame.state);
    } else if (frame.type === 'patch' && !this.#asked) {
      if (frame.from !== this.#revision || !this.wall) { this.#resync(); return; }
      try {
        const next = patched(this.wall, frame.patch);
        this.#revision = frame.revision;
        this.#show(next);
      } catch {
        this.#resync();
      }
    }
  }

  #resync(): void {
    this.#asked = true;
    this.#socket?.send('{"type":"resync"}');
  }

  #show(wall: Wall): void {
    this.#version ||= wall.version;
    this.outdated = wall.version !== this.#version;
    settings.speak_like(wall.language);
    this.wall = wall;
    this.phase = 'live';
    for (const look of [...this.#waiting]) look();
  }

  #check(): void {
    if (this.phase === 'signed_out') return;
    const now = performance.now();
    if (now - this.#heard > SILENT_MS) this.#lose();
    if (this.#socket && now - Math.max(this.#heard, this.#opened) > SILENT_MS) {
      this.#drop();
      this.#connect(500);
    }
  }

  #lose(): void {
    if (this.phase === 'signed_out') return;
    if (this.phase === 'lost') return;
    this.lost_since = Date.now();
    this.phase = 'lost';
    if (!this.#socket) this.#connect(1000);
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }
}

// Tags are "epoch-revision". Of another epoch nothing can be said: it is over.
export function newer_or_same(tag: string, than: string): boolean {
  const [at, mark] = [tag.lastIndexOf('-'), than.lastIndexOf('-')];
  if (tag.slice(0, at) !== than.slice(0, mark)) return true;
  return Number(tag.slice(at + 1)) >= Number(than.slice(mark + 1));
}

export const live = new Live();
