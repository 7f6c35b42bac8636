// A state is a shape and a word before it is a colour. Pure.
import type { Camera, Tile } from './wall';

export type Kind = 'good' | 'watch' | 'bad' | 'none';
// Every word that the wall says of a tile, a camera or figures, and what the panel says itself: a
// word that is new in the API does not compile until it has a kind, a name and what to do.
export type StateWord = Tile['state'] | Camera['state'] | 'hidden';
export type Todo = Exclude<StateWord, 'live' | 'playing'>;

const KINDS: Record<StateWord | 'running', Kind> = {
  live: 'good', playing: 'good', running: 'good',
  connecting: 'watch', waiting_for_keyframe: 'watch', delayed: 'watch', degraded: 'watch', frozen: 'watch', stale: 'watch', masked: 'watch', old: 'watch', waiting: 'watch',
  offline: 'bad', wrong_password: 'bad', camera_at_limit: 'bad', misconfigured: 'bad', unsupported: 'bad', no_camera: 'bad', unknown_card: 'bad', not_shown: 'bad', expired: 'bad', failed: 'bad',
  unused: 'none', hidden: 'none', closed: 'none', off_by_plan: 'none',
};
export function kind_of(state: string): Kind {
  return (KINDS as Record<string, Kind | undefined>)[state] ?? 'bad';
}
export const SHAPE: Record<Kind, string> = { good: '●', watch: '▲', bad: '■', none: '○' };
