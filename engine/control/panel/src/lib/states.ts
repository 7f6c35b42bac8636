// A state is a shape and a word before it is a colour. Pure.
export type Kind = 'good' | 'watch' | 'bad' | 'none';

const GOOD = new Set(['live', 'playing', 'running']);
const NONE = new Set(['unused', 'hidden', 'closed', 'masked', 'off']);
const WATCH = new Set(['connecting', 'delayed', 'stale', 'stalled', 'frozen', 'old', 'waiting']);

export function kind_of(state: string): Kind {
  if (GOOD.has(state)) return 'good';
  if (NONE.has(state)) return 'none';
  return WATCH.has(state) ? 'watch' : 'bad';
}
export const SHAPE: Record<Kind, string> = { good: '●', watch: '▲', bad: '■', none: '○' };
