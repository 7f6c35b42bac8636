#!/usr/bin/env node
// The panel without a wall, for drawing it: answers the API from a made-up lounge and changes that
// when asked to. It proves nothing; the browser tests run against the real program.
// Usage: node dev_server.mjs [--port 7700] [--dist FOLDER] [--signed-in] [--empty] [--markup]
// POST /dev/freeze, /dev/thaw, /dev/drop (connections), /dev/state (merge), /dev/written (a file, by
// somebody else) steer it.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rest_routes } from './dev_data.mjs';
import { dev_layouts } from './dev_layouts.mjs';
import { empty, lounge, new_camera, poison } from './dev_lounge.mjs';
import { cameras_csv, on_cameras, setup_routes, setup_schema, source_of, written_by_another } from './dev_setup.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const words = process.argv.slice(2);
const option = (name, otherwise) => words.includes(name) ? words[words.indexOf(name) + 1] : otherwise;
const dist = option('--dist', join(here, '../../engine/control/panel/dist'));
const pictures = join(here, '../../config/lounge');
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml', '.png': 'image/png', '.webmanifest': 'application/manifest+json', '.jpg': 'image/jpeg' };
const CSP = "default-src 'self'; img-src 'self' blob: data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

const wall = words.includes('--empty') ? empty() : lounge();
if (words.includes('--markup')) poison(wall);
const { control } = wall;
const epoch = 'dev';
let revision = 1;          // of the document
let change = 40;           // of what was asked
let frozen = false;
const open = words.includes('--signed-in');
const signed = (request) => open || /(^|; )dev=1/.test(request.headers.cookie ?? '');
let me = { name: 'siti', role: 'technician', from: 'panel 127.0.0.1', must_set_password: false };
const users = [{ name: 'siti', role: 'technician', must_set_password: false, created_ms: Date.now() - 9e9, last_seen_ms: Date.now() - 6e4 },
  { name: 'agus', role: 'operator', must_set_password: true, created_ms: Date.now() - 9e8, last_seen_ms: 0 }];
let tokens = [{ id: 't1', name: 'stream-deck', role: 'operator', created_by: 'siti', created_ms: Date.now() - 9e8, expires_ms: Date.now() + 9e9, last_seen_ms: Date.now() - 9e5 }];
const sockets = new Set();
const undo = [];

const copy = (value) => JSON.parse(JSON.stringify(value));
function frame(text) {
  const body = Buffer.from(text);
  const head = body.length < 126 ? Buffer.from([0x81, body.length]) : body.length < 65536 ? Buffer.from([0x81, 126, body.length >> 8, body.length & 255])
    : Buffer.concat([Buffer.from([0x81, 127]), (() => { const size = Buffer.alloc(8); size.writeBigUInt64BE(BigInt(body.length)); return size; })()]);
  return Buffer.concat([head, body]);
}
const send = (document) => { if (!frozen) for (const socket of sockets) socket.write(frame(JSON.stringify(document))); };
function tell(paths) { // top-level members of the document that changed
  const patch = paths.map((path) => ({ op: 'replace', path: `/${path}`, value: wall[path] }));
  send({ type: 'patch', from: revision, revision: revision + 1, patch });
  revision += 1;
}
setInterval(() => {
  wall.tiles.forEach((tile) => { if (tile.state === 'live' && tile.camera) tile.shown_fps = 24.5 + Math.round(Math.random() * 10) / 10; });
  control.trial && control.trial.until_ms < Date.now() && (control.trial = null, tell(['control']));
  tell(['tiles']);
}, 1000);

const layouts = await dev_layouts(wall, tell);

function done(what) {
  change += 1;
  control.tag = `${epoch}-${change}`;
  control.changes = [{ revision: change, what: JSON.stringify(what), by: me.name, from: me.from, at_ms: Date.now() }, ...control.changes].slice(0, 30);
  tell(['control', 'layouts', 'tiles', 'layout']);
  return { tag: control.tag, revision: change };
}
// As people who wake displays that the schedule has off: "kanan" is, at first (its tiles stay, though).
function sleeping(ids, off) {
  for (const display of wall.displays) {
    const is_meant = (ids.length === 0 || ids.includes(display.id)) && display.power.state !== 'on';
    if (!is_meant) continue;
    control.claims = control.claims.filter((claim) => claim.kind !== 'wake' || claim.display !== display.id);
    if (!off) control.claims.push({ id: `wake-${display.id}`, priority: 'operator', kind: 'wake', what: '', display: display.id, by: me.name, from: '', since_ms: Date.now(), until_ms: display.power.until_ms, reason: '' });
    Object.assign(display.power, off ? { state: 'off_by_plan', reason: 'Jadwal: Kantor tutup' } : { state: 'woken', reason: `Dinyalakan oleh ${me.name}` });
  }
  tell(['displays']);
}
function show(display, layout, extra = {}) {
  undo.push(copy(control.displays));
  control.undo = { what: extra.tile ? 'enlarge_tile' : 'activate_layout', by: me.name, at_ms: Date.now() };
  for (const shown of control.displays) {
    if (display && shown.display !== display) continue;
    Object.assign(shown, { layout: layout || shown.layout, priority: 'operator', reason: '', by: me.name, since_ms: Date.now(), until_ms: null, tile: '' }, extra);
  }
  wall.layout = control.displays[0].layout;
  for (const known of wall.layouts) known.active = known.id === wall.layout;
}
const NOT_FOUND = { error: { code: 'not_found', message: 'layouts: no layout "x"; did you mean "pasar"?' } };
const CONFLICT = { error: { code: 'conflict', message: 'changed since: agus activate_layout pasar 10:42' } };

// [method, pattern, what]: the handler gets the matched parts and the body.
const routes = [
  ['GET', 'state', () => wall], ['GET', 'me', () => me], ['GET', 'users', () => ({ users })], ['GET', 'tokens', () => ({ tokens })],
  ['GET', 'audit', () => ({ next_before: null, records: control.changes.map((entry) => ({ number: entry.revision, at_ms: entry.at_ms, who: entry.by, role: 'operator', from: entry.from, action: JSON.parse(entry.what).command, object: '', before: '', after: '', outcome: 'done', message: '' })) })],
  ['POST', 'users', ([], body) => { users.push({ ...body, password: undefined, must_set_password: true, created_ms: Date.now(), last_seen_ms: 0 }); return {}; }],
  ['POST', 'tokens', ([], body) => { tokens.push({ id: `t${tokens.length + 1}`, ...body, created_by: me.name, created_ms: Date.now(), expires_ms: 0, last_seen_ms: 0 }); return { secret: 'pdp_4f0c1b7e9a1d5c3e8f2a6b' }; }],
  ['POST', 'tokens/*/revoke', ([id]) => { tokens = tokens.filter((token) => token.id !== id); return {}; }],
  ['POST', 'users/*/*', () => ({})],
  ['POST', 'me/password', () => { me = { ...me, must_set_password: false }; return {}; }],
  ['POST', 'layouts/*/activate', ([id], body) => { show('', id, body.seconds ? { until_ms: Date.now() + body.seconds * 1000 } : {}); return done({ command: 'activate_layout', layout: id }); }],
  ['POST', 'displays/*/layouts/*/activate', ([display, id], body) => { show(display, id, body.seconds ? { until_ms: Date.now() + body.seconds * 1000 } : {}); return done({ command: 'activate_layout', layout: id, display }); }],
  ['POST', 'layouts/next', () => { show('', wall.layouts[1].id); return done({ command: 'next_layout' }); }],
  ['POST', 'layouts/previous', () => { show('', wall.layouts[2].id); return done({ command: 'previous_layout' }); }],
  ['POST', 'layouts/*/rehearse', ([layout], body) => { control.rehearsal = { layout, display: body.display ?? '', by: me.name, since_ms: Date.now() }; return done({ command: 'rehearse_layout', layout }); }],
  ['POST', 'rehearsal/cancel', () => { control.rehearsal = null; return done({ command: 'cancel_rehearsal' }); }],
  ['POST', 'take', ([], body) => { show(control.rehearsal.display, control.rehearsal.layout); control.rehearsal = null; if (body.confirm_seconds) control.trial = { until_ms: Date.now() + body.confirm_seconds * 1000, by: me.name }; return done({ command: 'take' }); }],
  ['POST', 'take/confirm', () => { control.trial = null; return done({ command: 'confirm_take' }); }],
  ['POST', 'hold', () => { control.hold = { since_ms: Date.now(), by: me.name }; return done({ command: 'hold' }); }],
  ['POST', 'resume', () => { control.hold = null; return done({ command: 'resume' }); }],
  ['POST', 'undo', () => { control.displays = undo.pop() ?? control.displays; wall.layout = control.displays[0].layout; control.trial = null; if (undo.length === 0) control.undo = null; return done({ command: 'undo' }); }],
  ['POST', 'follow-schedule', () => { show('', 'beranda', { priority: 'schedule', reason: 'Jadwal: Jam layanan', by: '' }); return done({ command: 'follow_schedule' }); }],
  ['POST', 'displays/wake', ([], { displays = [] }) => { sleeping(displays, false); return done({ command: 'wake_displays', displays }); }],
  ['POST', 'displays/end-wake', ([], { displays = [] }) => { sleeping(displays, true); return done({ command: 'end_wake', displays }); }],
  ['POST', 'displays/identify', () => done({ command: 'identify_displays' })],
  ['POST', 'displays/*/tiles/*/enlarge', ([display, tile]) => { show(display, '', { tile, until_ms: Date.now() + 60000 }); return done({ command: 'enlarge_tile', display, tile }); }],
  ['POST', 'displays/*/restore', ([display]) => { control.displays.find((shown) => shown.display === display).tile = ''; return done({ command: 'restore_tile', display }); }],
  ['POST', 'cameras/hide', () => { control.cameras_hidden = true; return done({ command: 'hide_cameras' }); }],
  ['POST', 'cameras/show', () => { control.cameras_hidden = false; control.hidden_cameras = []; return done({ command: 'show_cameras' }); }],
  ['POST', 'cameras/*/hide', ([camera]) => { control.hidden_cameras.push(camera); return done({ command: 'hide_cameras', camera }); }],
  ['POST', 'cameras/*/show', ([camera]) => { control.hidden_cameras = control.hidden_cameras.filter((id) => id !== camera); return done({ command: 'show_cameras', camera }); }],
  ['POST', 'message', ([], body) => { control.message = { text: body.text, level: body.level ?? 'info', by: me.name, since_ms: Date.now(), until_ms: body.seconds ? Date.now() + body.seconds * 1000 : null, displays: body.displays ?? [] }; return done({ command: 'show_message', text: body.text }); }],
  ['POST', 'message/clear', () => { control.message = null; return done({ command: 'clear_message' }); }],
  ['POST', 'alarms/*/raise', ([id], body) => { Object.assign(control.alarms.find((alarm) => alarm.id === id), { active: true, text: body.text ?? 'Gempa M 5,2 di 34 km barat daya', since_ms: Date.now(), acknowledged_by: '' }); return done({ command: 'raise_alarm', alarm: id }); }],
  ['POST', 'alarms/*/acknowledge', ([id]) => { control.alarms.find((alarm) => alarm.id === id).acknowledged_by = me.name; return done({ command: 'acknowledge_alarm', alarm: id }); }],
  ['POST', 'alarms/*/end', ([id]) => { control.alarms.find((alarm) => alarm.id === id).active = false; return done({ command: 'end_alarm', alarm: id }); }],
  ['POST', 'keyboard/lock', () => { control.keyboard_locked = true; return done({ command: 'lock_keyboard' }); }],
  ['POST', 'keyboard/unlock', () => { control.keyboard_locked = false; return done({ command: 'unlock_keyboard' }); }],
];
function match(pattern, path) {
  const [want, got] = [pattern.split('/'), path.split('/')];
  if (want.length !== got.length) return null;
  const parts = [];
  for (let at = 0; at < want.length; ++at) {
    if (want[at] === '*') parts.push(decodeURIComponent(got[at]));
    else if (want[at] !== got[at]) return null;
  }
  return parts;
}

function answer(response, status, type, body, headers = {}) {
  response.writeHead(status, { 'Content-Type': type, 'Content-Security-Policy': CSP, 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store', ...headers });
  response.end(body);
}
const json = (response, status, document, headers) => answer(response, status, 'application/json', JSON.stringify(document), headers);

function picture(response, layout) {
  const name = layout === 'anggaran' || layout === 'program' ? 'anggaran.jpg' : layout === 'semua' || layout === 'ringkasan' || layout === 'pasar' ? 'wall.jpg' : 'beranda.jpg';
  answer(response, 200, 'image/jpeg', readFileSync(join(pictures, name)));
}

// A picture of a camera: the test pictures of the lounge in turn.
function still(response, path) {
  const camera = wall.cameras.find((known) => path === `cameras/${known.id}/picture.jpg`);
  if (camera && camera.state !== 'playing' && camera.state !== 'delayed') { json(response, 404, NOT_FOUND); return; }
  picture(response, 'beranda');
}
// cameras.json was saved: the wall takes it a moment later.
on_cameras((cameras) => setTimeout(() => {
  wall.cameras = cameras.map((camera, at) => ({ ...(wall.cameras.find((known) => known.id === camera.id) ?? new_camera(camera, at)), name: camera.name ?? camera.id }));
  tell(['cameras']);
}, 400));

const data_routes = rest_routes(wall, control, done, source_of);
const server = createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => { parts.push(part); });
  request.on('end', () => {
    const url = new URL(request.url, 'http://x');
    const text = Buffer.concat(parts).toString();
    let body = {};
    try { body = (request.headers['content-type'] ?? '').match(/^(text\/csv|application\/octet-stream)/) ? text : text ? JSON.parse(text) : {}; } catch { json(response, 400, { error: { code: 'invalid', message: 'not JSON' } }); return; }
    if (url.pathname.startsWith('/dev/')) { steer(url.pathname.slice(5), body); json(response, 200, {}); return; }
    if (!url.pathname.startsWith('/api/v1/')) { file(response, url.pathname); return; }
    if (frozen) return; // a wall that hangs answers nothing
    const path = url.pathname.slice(8);
    if (path === 'sign-in' || path === 'sign-in/link') {
      const good = path === 'sign-in/link' ? body.token === 'satu' : body.password === 'rahasia-sekali';
      if (path === 'sign-in/link' && good) me = { ...me, must_set_password: true };
      json(response, good ? 200 : 401, good ? me : { error: { code: 'unauthorized', message: 'wrong name or password' } }, good ? { 'Set-Cookie': 'dev=1; HttpOnly; SameSite=Strict; Path=/' } : {});
      return;
    }
    if (path === 'sign-out') { json(response, 200, {}, { 'Set-Cookie': 'dev=; Max-Age=0; Path=/' }); return; }
    if (!signed(request)) { json(response, 401, { error: { code: 'unauthorized', message: 'sign in first' } }); return; }
    if (path === 'wall.jpg' || path === 'wall.png') { picture(response, wall.layout); return; }
    const drawn = match('layouts/*/picture.jpg', path);
    if (drawn) { picture(response, drawn[0]); return; }
    // Layouts have a store of their own; every other file is dev_setup's.
    const of_layouts = path.startsWith('layouts/') || (url.searchParams.get('file') ?? '').startsWith('layouts/') || (path.startsWith('config/') && (body.changes?.every(({ file: name }) => name.startsWith('layouts/')) ?? false));
    const said = of_layouts ? layouts.answer(request.method, path, url, body) : null;
    if (said) { setTimeout(() => said.type ? answer(response, said.status, said.type, said.bytes) : json(response, said.status, said.document), 60); return; }
    if (match('probes/*/picture.jpg', path) || match('cameras/*/picture.jpg', path)) { still(response, path); return; }
    if (path === 'cameras.csv') { answer(response, 200, 'text/csv; charset=utf-8', cameras_csv()); return; }
    const schema = match('schemas/*', path);
    if (schema) { const found = setup_schema(schema[0]); json(response, found ? 200 : 404, found ?? NOT_FOUND); return; }
    const guard = request.headers['if-match'];
    if (guard && guard !== `"${control.tag}"`) { json(response, 409, CONFLICT); return; }
    for (const [method, pattern, serve] of [...data_routes, ...routes, ...setup_routes]) {
      const matched = method === request.method ? match(pattern, path) : null;
      if (!matched) continue;
      setTimeout(() => {
        const made = serve(matched, body, Object.fromEntries(url.searchParams));
        if (made.bytes) { answer(response, 200, made.type, made.bytes); return; }
        if (path === 'config/files') made.files = [...made.files.filter((known) => known.kind !== 'layout'), ...layouts.files()];
        json(response, made.status ?? 200, made.status ? made.body : made);
      }, method === 'POST' ? 120 : 0);
      return;
    }
    json(response, 404, NOT_FOUND);
  });
});
function steer(what, body) {
  if (what === 'freeze') frozen = true;
  if (what === 'thaw') frozen = false;
  if (what === 'drop') for (const socket of sockets) socket.destroy();
  if (what === 'me') me = { ...me, ...body };
  if (what === 'state') { Object.assign(wall, body); tell(Object.keys(body)); }
  if (what === 'control') { Object.assign(control, body); tell(['control']); }
  if (what === 'gap') revision += 3;
  if (what === 'written') written_by_another(body.file, body.from, body.to);
  if (what === 'file') layouts.write(body);
}
function file(response, path) {
  const name = normalize(path === '/' ? '/index.html' : path);
  const at = join(dist, name);
  if (!existsSync(at)) { answer(response, 404, 'text/plain', 'not here'); return; }
  const packed = existsSync(`${at}.gz`);
  answer(response, 200, TYPES[extname(name)] ?? 'application/octet-stream', readFileSync(packed ? `${at}.gz` : at), packed ? { 'Content-Encoding': 'gzip' } : {});
}
server.on('upgrade', (request, socket) => {
  if (!signed(request) || frozen) { socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n'); return; }
  const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
  const whole = () => socket.write(frame(JSON.stringify({ type: 'state', epoch, revision, state: wall })));
  sockets.add(socket);
  socket.on('close', () => sockets.delete(socket));
  socket.on('error', () => sockets.delete(socket));
  socket.on('data', (bytes) => { if ((bytes[0] & 15) === 1) whole(); else if ((bytes[0] & 15) === 8) socket.end(); });
  whole();
});
server.listen(Number(option('--port', '7700')), '127.0.0.1', () => console.log(`panel http://127.0.0.1:${server.address().port}/#masuk=satu`));
