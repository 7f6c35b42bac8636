// Asks the wall. Every answer is a value or a Refusal; nothing is thrown.
import type { Words } from './words_id';

export interface Refusal { status: number; code: string; message: string } // status 0: no answer
export type Answer<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

const PATIENCE_MS = 6000;
let serverAhead = 0; // of this device's clock; only where the two differ by seconds

// The wall's clock, as far as its answers tell: countdowns must not trust a phone's.
export const wallNow = (): number => Date.now() + serverAhead;

export const enc = encodeURIComponent;

function noteClock(answer: Response): void {
  const date = Date.parse(answer.headers.get('date') ?? '');
  if (Number.isNaN(date)) return;
  const ahead = date + 500 - Date.now(); // it tells whole seconds
  serverAhead = Math.abs(ahead) > 2000 ? ahead : 0;
}

export async function ask<T>(method: 'GET' | 'POST', path: string, body?: object, tag?: string): Promise<Answer<T>> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
  const headers: Record<string, string> = {};
  if (body) headers['Content-Type'] = 'application/json';
  if (tag) headers['If-Match'] = `"${tag}"`;
  try {
    const answer = await fetch(`/api/v1/${path}`, {
      method, headers, signal: stop.signal, cache: 'no-store', credentials: 'same-origin',
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    noteClock(answer);
    const text = await answer.text();
    const document: unknown = text ? JSON.parse(text) : {};
    if (answer.ok) return { ok: true, value: document as T };
    const error = (document as { error?: { code?: string; message?: string } }).error;
    return { ok: false, refusal: { status: answer.status, code: error?.code ?? '', message: error?.message ?? '' } };
  } catch {
    return { ok: false, refusal: { status: 0, code: 'no_answer', message: '' } };
  } finally {
    clearTimeout(timer);
  }
}

// What happened and what to do, in words.
export function explain(refusal: Refusal, t: Words): string {
  switch (refusal.status) {
    case 0: return t.no_answer;
    case 401: return t.session_over;
    case 403: return t.not_allowed;
    case 404: return t.not_there;
    case 409: case 412: return t.somebody;
    case 429: return t.too_often;
    case 400: case 413: case 422: return t.not_valid;
    default: return t.broken;
  }
}
