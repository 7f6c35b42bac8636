// The settings routes of the made-up wall: files of config/lounge in memory, a few devices in a
// network, a ladder that climbs by the clock. What an address holds decides how far it climbs:
// "wrong" stops at the login, "dead" at the port, anything else reaches the picture.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { problems_of_rest } from './dev_data.mjs';

const folder = fileURLToPath(new URL('../../config/lounge/', import.meta.url));
const schemas = fileURLToPath(new URL('../../config/schema/', import.meta.url));
const KINDS = { 'wall.json': 'wall', 'cameras.json': 'cameras', 'data.json': 'data', 'schedule.json': 'schedule' };
const written = (document) => `${JSON.stringify(document, null, 2)}\n`;
const revision_of = (text) => { let hash = 5381; for (const letter of text) hash = (hash * 33 + letter.codePointAt(0)) >>> 0; return hash.toString(16); };
const both = (id, en) => ({ id, en });

const files = new Map();
const generations = new Map();
for (const name of Object.keys(KINDS)) files.set(name, { text: written(JSON.parse(readFileSync(folder + name, 'utf8'))), at: Date.now() - 86_400_000 });
for (const kind of ['layouts', 'cards']) {
  for (const name of readdirSync(folder + kind)) files.set(`${kind}/${name}`, { text: readFileSync(`${folder}${kind}/${name}`, 'utf8'), at: Date.now() - 86_400_000 });
}
const kind_of = (file) => KINDS[file] ?? (file.startsWith('layouts/') ? 'layout' : 'card');
generations.set('cameras.json', [{ id: 'g2', saved_ms: Date.now() - 7_200_000, by: 'agus', text: files.get('cameras.json').text.replace('RSUD Blambangan · Lobi', 'RSUD · Lobi') },
  { id: 'g1', saved_ms: Date.now() - 90_000_000, by: 'siti', text: files.get('cameras.json').text.replaceAll('127.0.0.1', '10.0.3.9') }]);
const STANDING = [{ file: 'layouts/pasar.json', line: 7, column: 13, pointer: '/displays/kiri/tiles/1/camrea', text: 'unknown key "camrea"; did you mean "camera"?', text_id: 'kunci ini tidak dikenal; mungkin maksudnya "camera"?' }];
const logins = new Set(['cctv-rsud', 'cctv-pasar']);
const probes = new Map();
const discoveries = new Map();
let number = 0;
let told = () => {};
// `show(cameras)`: called with cameras.json when it was saved.
export function on_cameras(show) { told = show; }

const refuse = (status, code, message, more = {}) => ({ status, body: { error: { code, message }, ...more } });
function edited(text, changes) {
  let document = JSON.parse(text);
  for (const { op, pointer, value } of changes) {
    const steps = pointer.split('/').slice(1).map((each) => each.replaceAll('~1', '/').replaceAll('~0', '~'));
    const last = steps.pop();
    const box = steps.reduce((at, each) => at[each], document);
    if (last === undefined) document = value;
    else if (Array.isArray(box)) { if (op === 'add') box.splice(last === '-' ? box.length : Number(last), 0, value); else if (op === 'remove') box.splice(Number(last), 1); else box[last] = value; }
    else if (op === 'remove') delete box[last]; else box[last] = value;
  }
  return written(document);
}
function problems_in(file, text) {
  const at = (offset, pointer, words) => { const before = text.slice(0, offset); return { file, line: before.split('\n').length, column: offset - before.lastIndexOf('\n'), pointer, text: words }; };
  let document;
  try { document = JSON.parse(text); } catch (error) { const place = Number(/position (\d+)/.exec(error.message)?.[1] ?? 0); return [at(place, '', 'not JSON: a value was expected here; look for a missing comma or quote')]; }
  if (kind_of(file) !== 'cameras') return problems_of_rest(kind_of(file), file, text, document);
  const ids = document.cameras.map((camera) => camera.id);
  const used = [...files].filter(([name]) => name.startsWith('layouts/')).flatMap(([name, { text: layout }]) => [...layout.matchAll(/"camera": "([^"]+)"/g)].filter((found) => !ids.includes(found[1]))
    .map((found) => ({ file: name, line: layout.slice(0, found.index).split('\n').length, column: 9, pointer: '/displays', text: `no camera "${found[1]}" in cameras.json` })));
  const wrong = document.cameras.flatMap((camera, index) => (/^rtsps?h?:\/\//.test(camera.main?.url ?? camera.main ?? '') ? [] : [at(text.indexOf(`"${camera.id}"`), `/cameras/${index}/main`, 'an rtsp:// or rtsps:// address is expected')]));
  return [...wrong, ...used];
}
function proposal(changes) {
  const made = [];
  for (const change of changes) {
    const now = files.get(change.file);
    if ((now ? revision_of(now.text) : '') !== change.revision) return { refused: refuse(409, 'conflict', `${change.file} was changed since it was read`, { file: change.file, current: now && { revision: revision_of(now.text), text: now.text } }) };
    try { made.push({ file: change.file, text: change.remove ? null : change.text ?? edited(now?.text ?? '{}', change.changes) }); } catch { return { refused: refuse(422, 'invalid', 'a pointer leads to nothing') }; }
  }
  return { made, problems: made.flatMap(({ file, text }) => (text === null ? [] : problems_in(file, text))) };
}
function keep(file, text, by) {
  const before = files.get(file);
  if (before) generations.set(file, [{ id: `g${++number}-${Date.now()}`, saved_ms: Date.now(), by, text: before.text }, ...(generations.get(file) ?? [])].slice(0, 10));
  if (text === null) files.delete(file); else files.set(file, { text, at: Date.now() });
  if (file === 'cameras.json') told(JSON.parse(text).cameras);
  return { file, revision: text === null ? '' : revision_of(text) };
}
function save({ changes }, by) {
  const { refused, made, problems } = proposal(changes);
  if (refused) return refused;
  if (problems.length > 0) return refuse(422, 'invalid', `${problems.length} problems`, { problems });
  return { files: made.map(({ file, text }) => keep(file, text, by)) };
}

const RUNGS = [
  ['address', 30, {}, both('127.0.0.1, port 8554.', '127.0.0.1, port 8554.')], ['port', 40, {}, both('Port 8554 terbuka.', 'Port 8554 is open.')], ['rtsp', 60, { server: 'Pendopo' }, both('Kamera berbicara RTSP (Pendopo).', 'The camera speaks RTSP (Pendopo).')],
  ['login', 90, { scheme: 'Digest' }, both('Login diterima (Digest).', 'The login is taken (Digest).')], ['sdp', 40, { codecs: ['H.264'] }, both('Video: H.264.', 'Video: H.264.')],
  ['first_packet', 120, { transport: 'tcp' }, both('Paket pertama datang lewat TCP.', 'The first packet came over TCP.')], ['first_keyframe', 800, { waited_ms: 800 }, both('Gambar kunci pertama setelah 0,8 detik.', 'The first key picture came after 0.8 s.')],
  ['picture', 1400, { codec: 'h264', width: 1920, height: 1080, fps: 25, kbps: 2100, sub_stream: 'rtsp://10.0.3.14:554/Streaming/Channels/102', warnings: [{ cause: 'larger_than_tile', ...both('Lebih besar daripada petak terbesar; aliran kecil meringankan komputer.', 'Larger than the largest tile; a small stream spares the computer.') }] },
    both('1920×1080 H.264, 25 gambar per detik, 2,1 Mbit/s, gambar kunci tiap 2 detik.', '1920×1080 H.264, 25 pictures a second, 2.1 Mbit/s, a key picture each 2 s.')],
  ['decode_cost', 500, { decoder: 'avdec', core_share: 0.12 }, both('libavcodec, 4,8 ms per gambar, 12 % satu inti.', 'libavcodec, 4.8 ms a picture, 12 % of one core.')],
];
const FAILS = {
  dead: ['port', both('Tidak ada yang menjawab di port ini.', 'Nothing answers on this port.'), both('Periksa listrik dan kabel jaringan kamera, lalu alamat dan portnya (biasanya 554).', 'Check the camera’s power and network cable, then its address and port (usually 554).')],
  wrong: ['login', both('Kamera menolak nama atau kata sandi ini.', 'The camera refuses this user or password.'), both('Ketik lagi kata sandinya. Setelah beberapa kali salah, banyak kamera mengunci diri 30 menit: tunggu dahulu.', 'Type the password again. After a few wrong ones many cameras lock for 30 minutes: wait first.')],
};
function climbed({ since, request, cancelled }) {
  const [stop, text, advice] = FAILS[Object.keys(FAILS).find((word) => `${request.url} ${request.password ?? ''}`.includes(word))] ?? [];
  let left = (cancelled || Date.now()) - since;
  const rungs = [];
  for (const [rung, took_ms, facts, good] of RUNGS) {
    if (left < took_ms && !cancelled) { rungs.push({ rung, state: 'running', took_ms: left, facts: {}, text: both('', ''), advice: both('', '') }); return { done: false, ok: false, rungs, picture: rungs.length > 8 }; }
    left -= took_ms;
    if (rung === stop) { rungs.push({ rung, state: 'failed', took_ms, facts: {}, text, advice }); return { done: true, ok: false, rungs, picture: false }; }
    rungs.push({ rung, state: 'ok', took_ms, facts, text: good, advice: both('', '') });
  }
  return { done: true, ok: !cancelled, rungs, picture: true };
}
const DEVICES = [
  { address: '10.0.3.14', service_url: 'http://10.0.3.14/onvif/device_service', name: 'HIKVISION DS-2CD2143G2', hardware: 'DS-2CD2143G2-I', camera: '' },
  { address: '127.0.0.1', service_url: 'http://127.0.0.1:8000/onvif/device_service', name: 'Lobi', hardware: 'IPC-HFW2431S', camera: 'rsud-lobi' },
  { address: '10.0.3.21', service_url: 'http://10.0.3.21:2020/onvif/device_service', name: 'Tapo_C320WS', hardware: 'Tapo C320WS', camera: '' }];
const vendor = (make, also, main, sub, id, en) => ({ make, also, main, sub, note_id: id, note_en: en, source: 'https://example.org/' });
const VENDORS = [
  vendor('Hikvision', ['HiLook', 'HiWatch'], 'rtsp://{host}:554/Streaming/Channels/{channel}01', 'rtsp://{host}:554/Streaming/Channels/{channel}02', 'RTSP menyala sejak awal.', 'RTSP is on from the start.'),
  vendor('Dahua', ['Imou', 'Amcrest'], 'rtsp://{host}:554/cam/realmonitor?channel={channel}&subtype=0', 'rtsp://{host}:554/cam/realmonitor?channel={channel}&subtype=1', '', ''),
  vendor('Reolink', [], 'rtsp://{host}:554/h264Preview_{channel:02}_main', 'rtsp://{host}:554/h264Preview_{channel:02}_sub', 'Nyalakan RTSP di Jaringan > Lanjutan > Port.', 'Switch RTSP on in Network > Advanced > Port.'),
  vendor('TP-Link', ['Tapo', 'VIGI'], 'rtsp://{host}:554/stream1', 'rtsp://{host}:554/stream2', 'Buat akun kamera di aplikasi Tapo dahulu.', 'Make a camera account in the Tapo app first.')];

function imported(csv) {
  const now = files.get('cameras.json').text;
  const document = JSON.parse(now);
  const answer = { text: '', revision: revision_of(now), added: [], changed: [], problems: [], logins: [] };
  csv.trim().split(/\r?\n/).slice(1).forEach((line, at) => {
    const [id, name, main, sub, login] = line.split(/[,;]/);
    if (!/^rtsps?:/.test(main ?? '')) { answer.problems.push({ line: at + 2, column: 3, text: `"${main ?? ''}" is no rtsp:// address` }); return; }
    if (login && !logins.has(login)) answer.logins.push(login);
    const place = document.cameras.findIndex((camera) => camera.id === id);
    const before = document.cameras[place] ?? {};
    const stream = (known, url) => ((known?.url ?? known) === url ? known : url);
    const entry = { ...before, id, name, main: stream(before.main, main), ...(sub ? { sub: stream(before.sub, sub) } : {}), ...(login ? { login } : {}) };
    if (place < 0) { document.cameras.push(entry); answer.added.push(id); } else if (JSON.stringify(before) !== JSON.stringify(entry)) { document.cameras[place] = entry; answer.changed.push(id); }
  });
  return { ...answer, text: answer.problems.length ? '' : written(document) };
}
const missing = (message) => refuse(404, 'not_found', message);

// [method, pattern, what]: as dev_server's, with the query; an answer with `status` is one that says no.
export const setup_routes = [
  ['GET', 'config/files', () => ({ files: [...files].map(([file, { text, at }]) => ({ file, kind: kind_of(file), revision: revision_of(text), bytes: Buffer.byteLength(text), modified_ms: at })), problems: STANDING })],
  ['GET', 'config/file', ([], _, { file }) => files.has(file) ? { file, kind: kind_of(file), revision: revision_of(files.get(file).text), text: files.get(file).text } : missing(`no file ${file}`)],
  ['POST', 'config/check', ([], body) => { const { refused, made, problems } = proposal(body.changes); return refused ?? { files: made, problems }; }],
  ['POST', 'config/save', ([], body) => save(body, 'siti')],
  ['GET', 'displays/outputs', () => ({ outputs: [
    { output: 'DP-1', edid: 'GSM:30471:208NTYT', edid_unique: true, width: 1920, height: 1080 }, { output: 'DP-2', edid: 'GSM:30471:208NTXA', edid_unique: true, width: 1920, height: 1080 },
    { output: 'HDMI-1', edid: 'SAM:3327:16843009', edid_unique: false, width: 1920, height: 1080 }, { output: 'HDMI-2', edid: '', edid_unique: false, width: 0, height: 0 }] })],
  ['GET', 'config/generations', ([], _, { file }) => ({ generations: (generations.get(file) ?? []).map(({ id, saved_ms, by, text }) => ({ id, saved_ms, by, bytes: Buffer.byteLength(text), in_force: text === files.get(file)?.text })) })],
  ['GET', 'config/generation', ([], _, { file, id }) => { const one = (generations.get(file) ?? []).find((each) => each.id === id); return one ? { text: one.text, difference: '' } : missing('no such text'); }],
  ['POST', 'config/restore', ([], { file, id, revision }) => { const one = (generations.get(file) ?? []).find((each) => each.id === id); return one ? save({ changes: [{ file, revision, text: one.text }] }, 'siti') : missing('no such text'); }],
  ['GET', 'config/logins', () => ({ logins: [...logins].sort() })],
  ['POST', 'config/logins', ([], { id }) => { logins.add(id); return {}; }],
  ['POST', 'config/logins/*/remove', ([id]) => { logins.delete(id); return {}; }],
  ['POST', 'probes', ([], request) => { const id = `p${++number}`; probes.set(id, { since: Date.now(), request }); return { id }; }],
  ['POST', 'cameras/*/mask_trial', () => ({ display: 'kanan' })],
  ['POST', 'cameras/*/mask_trial/end', () => ({})],
  ['POST', 'cameras/*/mask_still', () => { const id = `p${++number}`; probes.set(id, { since: Date.now() - 2500, request: {} }); return { id }; }],
  ['GET', 'probes/*', ([id]) => probes.has(id) ? climbed(probes.get(id)) : missing('no such probe')],
  ['POST', 'probes/*/cancel', ([id]) => { if (probes.has(id)) probes.get(id).cancelled = Date.now(); return {}; }],
  ['POST', 'discoveries', () => { const id = `d${++number}`; discoveries.set(id, Date.now()); return { id }; }],
  ['GET', 'discoveries/*', ([id]) => { const past = Date.now() - discoveries.get(id); return { done: past > 1800, devices: DEVICES.slice(0, Math.floor(past / 500)), problem: null }; }],
  ['POST', 'devices/streams', ([], { address, password }) => (password ?? '').includes('wrong') || address.includes('10.0.3.21')
    ? { device: null, streams: [], problem: both('Kamera menolak nama atau kata sandi ini. Akun ONVIF sering terpisah: buatlah di halaman kamera.', 'The camera refuses this user or password. ONVIF often has accounts of its own: make one in the camera’s pages.') }
    : { device: { make: 'HIKVISION', model: 'DS-2CD2143G2-I', firmware: 'V5.7.3', serial: 'X1', clock_skew_s: 412 }, problem: null, streams: [
      { name: 'mainStream', url: 'rtsp://10.0.3.14:554/Streaming/Channels/101', codec: 'h264', size: { width: 2560, height: 1440 }, fps: 25, kbps: 4096, use: 'main' },
      { name: 'subStream', url: 'rtsp://10.0.3.14:554/Streaming/Channels/102', codec: 'h264', size: { width: 640, height: 360 }, fps: 15, kbps: 512, use: 'sub' }] }],
  ['GET', 'vendors', () => ({ vendors: VENDORS })],
  ['POST', 'cameras/import', ([], csv) => imported(csv)],
];
export function setup_schema(name) {
  try { return JSON.parse(readFileSync(`${schemas}${name.replace(/[^a-z]/g, '')}.schema.json`, 'utf8')); } catch { return null; }
}
export const cameras_csv = () => ['id,name,main,sub,login', ...JSON.parse(files.get('cameras.json').text).cameras.map((camera) => [camera.id, camera.name, camera.main, camera.sub?.url ?? camera.sub ?? '', camera.login ?? ''].join(','))].join('\r\n');
// Somebody else writes a file: what the conflict is shown with.
export function written_by_another(file, from, to) { keep(file, files.get(file).text.replace(from, to), 'agus'); }
// Of data.json as it is saved.
export const source_of = (id) => JSON.parse(files.get('data.json').text).sources.find((source) => source.id === id);
