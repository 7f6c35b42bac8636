// The rungs of a probe as a page shows them: all of them from the start, in their order. Pure.
import type { Bilingual, Probe, Rung, RungName } from '../setup';

export const RUNGS: readonly RungName[] = ['address', 'port', 'rtsp', 'login', 'sdp', 'first_packet', 'first_keyframe', 'picture', 'decode_cost'];
export type RungState = 'waiting' | 'running' | 'ok' | 'failed' | 'skipped';
export interface Step { rung: RungName; state: RungState; took_ms: number; text: Bilingual | null; advice: Bilingual | null; warnings: (Bilingual | string)[] }

export function steps_of(probe: Probe | null): Step[] {
  const known = new Map((probe?.rungs ?? []).map((rung) => [rung.rung, rung]));
  const extra = (probe?.rungs ?? []).map((rung) => rung.rung).filter((rung) => !RUNGS.includes(rung));
  return [...RUNGS, ...extra].map((rung) => {
    const seen = known.get(rung);
    if (!seen) return { rung, state: probe?.done ? 'skipped' : 'waiting', took_ms: 0, text: null, advice: null, warnings: [] };
    return { rung, state: seen.state, took_ms: seen.took_ms, text: filled(seen.text), advice: filled(seen.advice), warnings: warnings_of(seen) };
  });
}
const filled = (text: Bilingual | null | undefined): Bilingual | null => (text && (text.id || text.en) ? text : null);
function warnings_of(rung: Rung): (Bilingual | string)[] {
  const list = rung.facts?.['warnings'];
  if (!Array.isArray(list)) return [];
  return list.filter((each): each is Bilingual | string => typeof each === 'string' || (each !== null && typeof each === 'object' && typeof (each as Bilingual).id === 'string'));
}
export const failed_step = (steps: readonly Step[]): Step | undefined => steps.find((each) => each.state === 'failed');

// What the picture turned out to be, for the form: "1920×1080".
export function size_of(probe: Probe | null): string {
  for (const rung of probe?.rungs ?? []) {
    const { width, height, size } = (rung.facts ?? {}) as { width?: unknown; height?: unknown; size?: unknown };
    const [w, h] = Array.isArray(size) ? size as unknown[] : size && typeof size === 'object' ? [(size as { width?: unknown }).width, (size as { height?: unknown }).height] : [width, height];
    if (rung.rung === 'picture' && typeof w === 'number' && typeof h === 'number' && w > 0 && h > 0) return `${w}×${h}`;
  }
  return '';
}
// A smaller stream of the same camera that the ladder knows by its make; empty: none.
export function proposed_sub(probe: Probe | null): string {
  const facts = probe?.rungs.find((rung) => rung.rung === 'picture')?.facts;
  return typeof facts?.['sub_stream'] === 'string' ? facts['sub_stream'] : '';
}
// Of the certificate that the camera showed, where it did.
export function certificate_of(probe: Probe | null): string {
  const facts = probe?.rungs.find((rung) => rung.rung === 'rtsp')?.facts;
  return typeof facts?.['certificate_sha256'] === 'string' ? facts['certificate_sha256'] : '';
}
