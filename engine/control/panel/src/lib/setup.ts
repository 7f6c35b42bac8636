// Asks the wall for what technicians change: files, probes, discoveries, pictures of drafts. Every
// answer is a value or a Fault with all that the wall said; nothing is thrown. Loaded with the
// settings pages only.
import { enc, type Refusal } from './api';

export interface Bilingual { id: string; en: string }
export interface Problem { file: string; line: number; column: number; pointer: string; text: string; text_id: string }
export interface FileText { revision: string; text: string }
// `current`, of a 409: what stands there now. `problems`, of a 422: what is wrong with what was sent.
export interface Fault extends Refusal { current?: FileText; problems?: Problem[]; file?: string }
export type Outcome<T> = { ok: true; value: T } | { ok: false; fault: Fault };

export type FileKind = 'wall' | 'cameras' | 'data' | 'schedule' | 'layout' | 'card' | 'theme';
export interface ConfigFile { file: string; kind: FileKind; revision: string; bytes: number; modified_ms: number }
export interface JsonChange { op: 'add' | 'replace' | 'remove'; pointer: string; value?: unknown }
// revision: what the file had when it was read; empty: it must not exist.
export type FileChange = { file: string; revision: string } & ({ text: string } | { changes: JsonChange[] } | { remove: true });
export interface Saved { file: string; revision: string }
export interface Generation { id: string; saved_ms: number; by: string; bytes: number; in_force: boolean } // in_force: the file says it now
// What is plugged in: `edid` of its monitor, empty where it tells none.
export interface Output { output: string; edid: string; edid_unique: boolean; width: number; height: number }

export type RungName = 'address' | 'port' | 'rtsp' | 'login' | 'sdp' | 'first_packet' | 'first_keyframe' | 'picture' | 'decode_cost';
export interface Rung {
  rung: RungName; state: 'running' | 'ok' | 'failed' | 'skipped'; took_ms: number; facts: Record<string, unknown>; text: Bilingual; advice: Bilingual;
}
export interface Probe { done: boolean; ok: boolean; rungs: Rung[]; picture: boolean }
export interface ProbeRequest { url: string; user?: string; password?: string; login?: string; options?: Record<string, unknown> }
export interface Device { address: string; service_url: string; name: string; hardware: string; camera: string | null }
export interface Discovery { done: boolean; devices: Device[]; problem: Bilingual | null }
export interface PixelSize { width: number; height: number }
export interface DeviceStream { name: string; url: string; codec: string; size: PixelSize | [number, number] | null; fps: number | null; kbps: number | null; use: string }
export interface DeviceStreams {
  device: { make: string; model: string; firmware: string; serial: string; clock_skew_s: number | null } | null; streams: DeviceStream[]; problem: Bilingual | null;
}
export interface Vendor { make: string; also: string[]; main: string; sub: string; note?: Bilingual; note_id?: string; note_en?: string; source: string }
export interface ImportAnswer {
  text: string; revision: string; added: string[]; changed: string[]; problems: { line: number; column: number; text: string; text_id: string }[]; logins: string[];
}
export interface SolvedTile { id: string; x: number; y: number; w: number; h: number }
export interface SolvedDisplay { display: string; width: number; height: number; tiles: SolvedTile[]; warnings: { tile: string; text: Bilingual }[] }

const PATIENCE_MS = 10_000;
const FETCH_MS = 75_000; // a source may take 60 s
const LONG_MS = 30_000; // a draft is solved and drawn, a device is asked

// What to do when the session is over; the settings page sets it.
export const session = { over: (): void => undefined };

interface Ask { json?: object; body?: BodyInit; type?: string; patience_ms?: number; signal?: AbortSignal }

async function send<T>(method: 'GET' | 'POST', path: string, ask: Ask, read: (answer: Response) => Promise<T>): Promise<Outcome<T>> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), ask.patience_ms ?? PATIENCE_MS);
  const forward = (): void => stop.abort();
  ask.signal?.addEventListener('abort', forward);
  if (ask.signal?.aborted) stop.abort();
  const type = ask.json ? 'application/json' : ask.type;
  try {
    const answer = await fetch(`/api/v1/${path}`, {
      method, signal: stop.signal, cache: 'no-store', credentials: 'same-origin', ...(type ? { headers: { 'Content-Type': type } } : {}),
      ...(ask.json ? { body: JSON.stringify(ask.json) } : ask.body !== undefined ? { body: ask.body } : {}),
    });
    if (answer.ok) return { ok: true, value: await read(answer) };
    if (answer.status === 401) session.over();
    return { ok: false, fault: fault_of(answer.status, await answer.text()) };
  } catch {
    return { ok: false, fault: { status: 0, code: 'no_answer', message: '' } };
  } finally {
    clearTimeout(timer);
    ask.signal?.removeEventListener('abort', forward);
  }
}

// Of an answer that says no; a body that cannot be read leaves the status alone to speak.
export function fault_of(status: number, body: string): Fault {
  let said: { error?: { code?: string; message?: string }; current?: FileText; problems?: Partial<Problem>[]; file?: string } = {};
  try { said = JSON.parse(body) as typeof said; } catch { /* the status alone */ }
  const fault: Fault = { status, code: said.error?.code ?? '', message: said.error?.message ?? '' };
  if (said.current && typeof said.current.text === 'string') fault.current = said.current;
  if (Array.isArray(said.problems)) fault.problems = said.problems.map(problem_of);
  if (said.file) fault.file = said.file;
  return fault;
}
function problem_of({ file = '', line = 0, column = 0, pointer = '', text = '', text_id = text }: Partial<Problem>): Problem {
  return { file, line, column, pointer, text, text_id };
}
// "layouts/lobi.json:7:13"
export function place_of({ file, line, column }: { file: string; line: number; column: number }): string {
  return [file, ...(line > 0 ? [line, ...(column > 0 ? [column] : [])] : [])].join(':');
}

const json = <T>(answer: Response): Promise<T> => answer.text().then((text) => (text ? JSON.parse(text) : {}) as T);
const get = <T>(path: string, more: Ask = {}): Promise<Outcome<T>> => send('GET', path, more, json<T>);
const post = <T>(path: string, body: object = {}, more: Ask = {}): Promise<Outcome<T>> => send('POST', path, { ...more, json: body }, json<T>);
const blob = (answer: Response): Promise<Blob> => answer.blob();
const text = (answer: Response): Promise<string> => answer.text();
const query = (names: Record<string, string | number | undefined>): string => {
  const parts = Object.entries(names).filter(([, value]) => value !== undefined && value !== '').map(([name, value]) => `${name}=${enc(String(value))}`);
  return parts.length > 0 ? `?${parts.join('&')}` : '';
};

export const setup = {
  // Files
  files: () => get<{ files: ConfigFile[]; problems: Problem[] }>('config/files'),
  file: (file: string) => get<FileText & { file: string; kind: FileKind }>(`config/file${query({ file })}`),
  check: (changes: FileChange[], signal?: AbortSignal) =>
    post<{ files: { file: string; text: string }[]; problems: Problem[] }>('config/check', { changes }, { patience_ms: LONG_MS, ...(signal ? { signal } : {}) }),
  save: (changes: FileChange[]) => post<{ files: Saved[] }>('config/save', { changes }, { patience_ms: LONG_MS }),
  generations: (file: string) => get<{ generations: Generation[] }>(`config/generations${query({ file })}`),
  generation: (file: string, id: string) => get<{ text: string; difference: string }>(`config/generation${query({ file, id })}`),
  restore: (file: string, id: string, revision: string) => post<{ files: Saved[] }>('config/restore', { file, id, revision }, { patience_ms: LONG_MS }),
  schema: (name: string) => get<Record<string, unknown>>(`schemas/${enc(name)}`),
  // Logins: which there are, never what they hold
  logins: () => get<{ logins: string[] }>('config/logins'),
  set_login: (id: string, user: string, password: string) => post<object>('config/logins', { id, user, password }),
  remove_login: (id: string) => post<object>(`config/logins/${enc(id)}/remove`),
  // Cameras
  probe: (request: ProbeRequest) => post<{ id: string }>('probes', request),
  // The picture of such a probe bears these masks and no others.
  mask_still: (camera: string, draft: object) => post<{ id: string }>(`cameras/${enc(camera)}/mask_still`, draft),
  // On the wall, over a display that is not for the public: `display` says which.
  try_masks: (camera: string, draft: object) => post<{ display: string }>(`cameras/${enc(camera)}/mask_trial`, draft),
  end_mask_trial: (camera: string) => post<object>(`cameras/${enc(camera)}/mask_trial/end`),
  probed: (id: string) => get<Probe>(`probes/${enc(id)}`),
  probe_picture: (id: string) => `/api/v1/probes/${enc(id)}/picture.jpg`,
  cancel_probe: (id: string) => post<object>(`probes/${enc(id)}/cancel`),
  discover: (request: { addresses?: string[]; seconds?: number } = {}) => post<{ id: string }>('discoveries', request),
  discovered: (id: string) => get<Discovery>(`discoveries/${enc(id)}`),
  streams: (request: { address: string; user?: string; password?: string; login?: string }) => post<DeviceStreams>('devices/streams', request, { patience_ms: LONG_MS }),
  vendors: () => get<{ vendors: Vendor[] }>('vendors'),
  csv: () => send('GET', 'cameras.csv', {}, text),
  import_csv: (csv: BodyInit) => send('POST', 'cameras/import', { body: csv, type: 'text/csv', patience_ms: LONG_MS }, json<ImportAnswer>),
  camera_picture: (camera: string, width: number) => `/api/v1/cameras/${enc(camera)}/picture.jpg${query({ width })}`,
  // Layouts that are not installed
  preview: (layout: object, display = '', width = 960, signal?: AbortSignal) =>
    send('POST', 'layouts/preview.jpg', { json: { layout, ...(display ? { display } : {}), width }, patience_ms: LONG_MS, ...(signal ? { signal } : {}) }, blob),
  solve: (layout: object, signal?: AbortSignal) => post<{ problems: Problem[]; displays: SolvedDisplay[] }>('layouts/solve', { layout }, signal ? { signal } : {}),
  // Displays
  outputs: () => get<{ outputs: Output[] }>('displays/outputs'),
  test_pattern: (displays?: string[], seconds?: number) =>
    post<{ tag: string; revision: number }>('displays/test-pattern', { ...(displays ? { displays } : {}), ...(seconds ? { seconds } : {}) }),
  // Data and cards
  data_view: (source: string) => get<Record<string, unknown>>(`data/${enc(source)}/view`, { patience_ms: FETCH_MS }),
  data_preview: (source: object, signal?: AbortSignal) => post<Record<string, unknown>>('data/preview', { source }, { patience_ms: FETCH_MS, ...(signal ? { signal } : {}) }),
  upload: (name: string, bytes: Blob) =>
    send('POST', `data/files${query({ name })}`, { body: bytes, type: 'application/octet-stream', patience_ms: 120_000 }, json<{ file: string; source: Record<string, unknown> }>),
  card_preview: (card: object, width: number, height: number, theme = '', signal?: AbortSignal) =>
    send('POST', 'cards/preview.png', { json: { card, width, height, ...(theme ? { theme } : {}) }, patience_ms: LONG_MS, ...(signal ? { signal } : {}) }, blob),
};

// The file of a kind of which there is one: where cameras.json really is.
export async function file_of(kind: FileKind): Promise<Outcome<ConfigFile>> {
  const answer = await setup.files();
  if (!answer.ok) return answer;
  const found = answer.value.files.find((file) => file.kind === kind);
  return found ? { ok: true, value: found } : { ok: false, fault: { status: 404, code: 'not_found', message: `${kind}.json` } };
}
// As RFC 6901 writes a step of a pointer.
export const step = (name: string | number): string => String(name).replace(/~/g, '~0').replace(/\//g, '~1');
