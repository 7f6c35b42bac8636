// The example lounge as a state document, made up from its configuration, with every state that a
// tile can have.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { MARKUP } from './markup.mjs';

const folder = fileURLToPath(new URL('../../config/lounge/', import.meta.url));
const read = (name) => JSON.parse(readFileSync(folder + name, 'utf8'));
const ago = (seconds) => Date.now() - seconds * 1000;

const SEEN = [['delayed', 'packets come 4.2 s late'], ['offline', 'no answer from 10.0.3.14:554: timed out'], ['wrong_password', 'the camera refuses user "viewer"'], ['frozen', 'the same picture for 40 s']];

function camera(known, at) {
  const [state, reason] = at % 4 === 3 && at < 16 ? SEEN[(at >> 2) % 4] : ['playing', ''];
  const playing = state === 'playing' || state === 'delayed';
  return { id: known.id, name: known.name, state, reason, since_ms: ago(3600 + at * 77), stream: 'sub', codec: playing ? 'h264' : '', decoder: playing ? 'software' : '',
    size: playing ? { width: 640, height: 360 } : { width: 0, height: 0 }, decoded_fps: playing ? 25 : 0, received_fps: playing ? 25 : 0, kilobits_per_second: playing ? 812.5 : 0,
    media_clock: 'sender', delay_ms: playing ? 38 + at : null, jitter_ms: playing ? 1.25 : null, late_ms: state === 'delayed' ? 4200 : playing ? 12 : null, connects: 1 + at % 3, failures: at % 4 === 3 ? 5 : 0 };
}
export const new_camera = (known, at) => camera(known, at * 4);
function tile(display, id, rect, from) {
  return { display, id, rect, camera: from.camera ?? '', card: from.card ?? '', stream: from.camera ? 'sub' : '', state: from.state ?? 'live', reason: from.reason ?? '', notes: from.notes ?? [], since_ms: ago(900), frame_age_ms: 40, shown_fps: 25, decoded_fps: 25 };
}
const quarter = (at) => ({ x: (at % 2) * 960, y: Math.floor(at / 2) * 540, width: 960, height: 540 });

export function lounge() {
  const config = read('wall.json');
  const cameras = read('cameras.json').cameras.map(camera);
  const layouts = readdirSync(`${folder}layouts`).map((name) => read(`layouts/${name}`)).map(({ id, name }) => ({ id, name, active: id === 'beranda' }));
  const seen = (id) => { const { state, reason } = cameras.find((known) => known.id === id); return { camera: id, state: state === 'playing' ? 'live' : state, reason }; };
  const groups = [cameras.slice(0, 4), cameras.slice(8, 12)];
  const tiles = [
    ...groups[0].map((known, at) => tile('kiri', `1/${at + 1}`, quarter(at), seen(known.id))),
    tile('tengah-kiri', '1', { x: 0, y: 0, width: 960, height: 518 }, { card: 'apbd-realisasi' }), tile('tengah-kiri', '2', { x: 960, y: 0, width: 960, height: 518 }, { card: 'bedah-rumah' }),
    tile('tengah-kiri', '3', { x: 0, y: 518, width: 1920, height: 464 }, { card: 'apbd-bulanan', state: 'old' }), tile('tengah-kiri', '4', { x: 0, y: 982, width: 1920, height: 98 }, { card: 'berita' }),
    tile('tengah-kanan', '1', { x: 0, y: 0, width: 1920, height: 1080 }, { card: 'pembangunan-kecamatan' }),
    ...groups[1].map((known, at) => tile('kanan', `1/${at + 1}`, quarter(at), seen(known.id))),
  ];
  const displays = config.displays.map((known, at) => ({ id: known.id, name: known.name, output: `DP-${at + 1}`, size: { width: 1920, height: 1080 }, shown_fps: 60, connected: at !== 1, power: at === 3 ? { state: 'off_by_plan', reason: 'Jadwal: Kantor tutup', since_ms: ago(3600), until_ms: Date.now() + 28800000, note: '', note_id: '' } : { state: 'on', reason: '', since_ms: 0, until_ms: null, note: '', note_id: '' } }));
  const alarm = (id, name, level) => ({ id, name, active: false, text: '', level, since_ms: 0, acknowledged_by: '', needs_acknowledgement: true });
  const shown = (display, extra) => ({ display, layout: 'beranda', priority: 'schedule', reason: 'Jadwal: Jam layanan', by: '', from: 'wall', since_ms: ago(9000), until_ms: null, tile: '', alarm: '', identify: false, test_pattern: false, ...extra });
  const control = {
    tag: 'dev-40', hold: null,
    displays: [shown('kiri', { priority: 'operator', reason: '', by: 'siti', from: 'panel', since_ms: ago(600), until_ms: Date.now() + 900000 }), shown('tengah-kiri'), shown('tengah-kanan'), shown('kanan')],
    claims: [
      { id: '7', priority: 'operator', kind: 'layout', what: 'beranda', display: 'kiri', by: 'siti', from: 'panel', since_ms: ago(600), until_ms: Date.now() + 900000, reason: '' },
      { id: 'schedule/pagi', priority: 'schedule', kind: 'layout', what: 'beranda', display: '', by: '', from: 'wall', since_ms: ago(9000), until_ms: null, reason: 'Jadwal: Jam layanan' }],
    message: null, cameras_hidden: false, hidden_cameras: [], rehearsal: null, trial: null, undo: { what: 'activate_layout', by: 'siti', at_ms: ago(600) },
    alarms: [alarm('gempa', 'Gempa bumi', 'emergency'), alarm('kebakaran', 'Kebakaran', 'emergency'), alarm('antrean', 'Antrean penuh', 'warning')],
    planned: [{ at_ms: Date.now() + 5400000, display: '', layout: 'layanan', tour: '', name: 'Istirahat siang', off: false }, { at_ms: Date.now() + 9000000, display: '', layout: '', tour: 'harian', name: 'Giliran sore', off: false },
      { at_ms: Date.now() + 32400000, display: '', layout: 'malam', tour: '', name: 'Malam', off: false }, { at_ms: Date.now() + 36000000, display: '', layout: '', tour: '', name: 'Kantor tutup', off: true }],
    changes: [
      { revision: 40, what: '{"command":"activate_layout","layout":"beranda","display":"kiri"}', by: 'siti', from: 'panel 10.0.0.7', at_ms: ago(600) },
      { revision: 39, what: '{"command":"show_message","text":"Loket 3 buka kembali pukul 13.00"}', by: 'agus', from: 'panel 10.0.0.9', at_ms: ago(1900) },
      { revision: 38, what: '{"command":"hide_cameras"}', by: 'stream-deck', from: 'api 10.0.0.20', at_ms: ago(2500) },
      { revision: 37, what: '{"command":"hold"}', by: 'keyboard', from: 'keyboard', at_ms: ago(4200) }],
    keyboard_locked: false,
  };
  const source = (id, name, publisher, state, extra = {}) => ({ id, name, publisher, audience: 'public', state, reason: '', period: 'Okt 2026', updated_ms: ago(7200), age_by: 'file', fetched_ms: ago(60), lost: 0, losses: [], notes: [], bytes: 4096, fetch_ms: 12, failures: 0, ...extra });
  return {
    name: config.name, version: '0.1.0', revision: 7, layout: 'beranda', language: 'id', started_ms: ago(90000), renderer: 'llvmpipe (LLVM 15.0.6)', render_path: 'copy', layouts, displays, tiles, cameras,
    sources: [source('apbd-opd', 'APBD per OPD', 'BPKAD', 'live'), source('harga-pangan', 'Harga pangan', 'Dinas Perdagangan', 'old', { lost: 2, losses: ['column "harga": 2 of 31 values are no numbers, the first "tidak ada" in line 14'] }),
      source('layanan', 'Antrean loket', 'DPMPTSP', 'failed', { reason: 'https://antrean.example.go.id/: status 503', failures: 4 })],
    workers: ['control', 'ingest-1', 'ingest-2', 'data', 'script', 'cards', 'render'].map((role, at) => ({ role, pid: 4000 + at, restarts: role === 'ingest-2' ? 1 : 0, since_ms: ago(90000 - at), last_exit: role === 'ingest-2' ? 'killed by signal 11' : '' })),
    problems: [{ text: 'layouts/pasar.json:7:13 /displays/kiri/tiles/1/camrea: unknown key; did you mean "camera"?', text_id: 'layouts/pasar.json:7:13 /displays/kiri/tiles/1/camrea: kunci ini tidak dikenal; mungkin maksudnya "camera"?', since_ms: ago(1200) }],
    control,
  };
}

export function empty() {
  const wall = lounge();
  Object.assign(wall, { layouts: [], displays: [], tiles: [], cameras: [], sources: [], workers: [], problems: [] });
  Object.assign(wall.control, { displays: [], claims: [], alarms: [], planned: [], changes: [], undo: null });
  return wall;
}

export function poison(wall) {
  const text = (at) => MARKUP[at % MARKUP.length];
  wall.name = text(0);
  wall.displays.forEach((display, at) => { display.name = text(at); });
  wall.layouts.forEach((layout, at) => { layout.name = `${layout.id} ${text(at)}`; });
  wall.cameras.forEach((camera, at) => { camera.name = `${at} ${text(at)}`; camera.reason = text(at + 1); });
  wall.tiles.forEach((tile, at) => { tile.reason = text(at); });
  wall.sources.forEach((source, at) => { source.name = text(at); source.reason = text(at + 2); source.losses = [text(at)]; });
  wall.problems = MARKUP.map((each) => ({ text: each, since_ms: 0 }));
  wall.control.alarms.forEach((alarm, at) => { Object.assign(alarm, { name: text(at), text: text(at + 1), active: at === 0, since_ms: Date.now() }); });
  wall.control.planned.forEach((entry, at) => { entry.name = text(at); });
  wall.control.changes.forEach((change, at) => { change.by = text(at); change.from = text(at + 1); });
  wall.control.displays.forEach((shown, at) => { shown.reason = text(at); });
}
