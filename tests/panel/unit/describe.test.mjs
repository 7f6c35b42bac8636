// The claim that wins and why, what was done, and that both languages say everything.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lounge } from '../dev_lounge.mjs';
import { from_panel } from './typescript.mjs';

const { Describe } = await from_panel('describe.ts');
const { Times } = await from_panel('times.ts');
const { id } = await from_panel('words_id.ts');
const { en } = await from_panel('words_en.ts');
const { places, percent, held_inside, wall_aspect } = await from_panel('geometry.ts');

const NOON = Date.UTC(2026, 9, 31, 5, 0); // 12.00 in Jakarta
const at = (hour, minute) => NOON + ((hour - 12) * 60 + minute) * 60_000;
const times = new Times('id', 'Asia/Jakarta', NOON);
const claim = (priority, more = {}) => ({ id: '', priority, kind: 'layout', what: 'beranda', display: '', by: '', from: '', since_ms: at(8, 0), until_ms: null, reason: '', ...more });

function why(shown, claims = []) {
  const wall = lounge();
  wall.control.claims = claims;
  wall.control.alarms[0].name = 'Gempa bumi';
  const full = { display: 'kiri', layout: 'beranda', priority: 'operator', reason: '', by: 'Siti', from: 'panel', since_ms: at(10, 42), until_ms: null, tile: '', alarm: '', identify: false, test_pattern: false, ...shown };
  return new Describe(wall, id, times, 'agus').why(full);
}
const mine = claim('operator', { by: 'Siti', since_ms: at(10, 42), until_ms: at(10, 52), display: 'kiri' });
const until = { until_ms: at(10, 52) };
const WHY = [
  [{}, [], 'Dipilih Siti 10.42 · sampai diganti'],
  [{ by: 'agus' }, [], 'Dipilih Anda 10.42 · sampai diganti'],
  [{ by: 'console' }, [], 'Dipilih konsol 10.42 · sampai diganti'],
  [until, [mine, claim('schedule')], 'Dipilih Siti 10.42 · sampai 10.52 · kembali ke jadwal'],
  [until, [mine, claim('tour')], 'Dipilih Siti 10.42 · sampai 10.52 · kembali ke giliran'],
  [until, [mine], 'Dipilih Siti 10.42 · sampai 10.52 · kembali ke tata letak awal'],
  [until, [mine, claim('operator', { what: 'pasar', since_ms: at(9, 0) })], 'Dipilih Siti 10.42 · sampai 10.52 · kembali ke Pasar'],
  [until, [mine, claim('schedule', { display: 'kanan' })], 'Dipilih Siti 10.42 · sampai 10.52 · kembali ke tata letak awal'],
  [{ ...until, tile: '1/2' }, [{ ...mine, kind: 'tile' }, claim('schedule')], 'Diperbesar Siti 10.42 · sampai 10.52 · kembali ke jadwal'],
  [{ priority: 'schedule', by: '', reason: 'Jadwal: Jam layanan', since_ms: at(8, 0) }, [], 'Jadwal: Jam layanan · sejak 08.00'],
  [{ priority: 'tour', by: '', since_ms: at(8, 0), until_ms: at(8, 5) }, [], 'Giliran · sejak 08.00 · sampai 08.05'],
  [{ priority: 'alarm', alarm: 'gempa' }, [], 'Alarm Gempa bumi 10.42'],
  [{ priority: 'default', by: '' }, [], 'Tata letak awal'],
];
for (const [shown, claims, said] of WHY) test(said, () => assert.equal(why(shown, claims), said));

const DID = [
  ['{"command":"activate_layout","layout":"pasar"}', 'menampilkan Pasar di seluruh dinding'],
  ['{"command":"activate_layout","layout":"pasar","display":"kiri"}', 'menampilkan Pasar di layar Kiri'],
  ['{"command":"hide_cameras"}', 'menyembunyikan semua kamera'],
  ['hold', 'menahan dinding'],
  ['{"command":"constructor"}', 'constructor'],
  ['{not json', '{not json'],
];
for (const [what, said] of DID) test(`did: ${what}`, () => assert.equal(new Describe(lounge(), id, times, '').did(what), said));

test('a time of another day says which', () => {
  assert.equal(times.at(at(23, 59)), '23.59');
  assert.equal(times.at(at(12, 0) - 24 * 3_600_000), '30 Okt 12.00');
  assert.equal(new Times('en', 'Asia/Jakarta', NOON).at(at(9, 5)), '09.05');
});

test('both languages say the same things', () => {
  const walk = (a, b, path) => {
    assert.deepEqual(Object.keys(b).sort(), Object.keys(a).sort(), path);
    for (const key of Object.keys(a)) {
      assert.equal(typeof b[key], typeof a[key], `${path}.${key}`);
      if (typeof a[key] === 'object') walk(a[key], b[key], `${path}.${key}`);
    }
  };
  walk(id, en, 'words');
});

const display = (name, width, height, preview) => ({ id: name, name, output: '', size: { width, height }, shown_fps: 0, connected: true, ...(preview ? { preview } : {}) });
test('displays stand where the wall says, else left to right', () => {
  const row = [display('a', 1920, 1080), display('b', 1080, 1920)];
  assert.deepEqual(places(row).get('b'), { x: 0.64, y: 0, width: 0.36, height: 1 });
  assert.equal(wall_aspect(row), 3000 / 1920);
  const told = [display('a', 1920, 1080, { x: 0, y: 0, width: 100, height: 50 }), display('b', 1920, 1080, { x: 0, y: 50, width: 100, height: 50 })];
  assert.deepEqual(places(told).get('b'), { x: 0, y: 0.5, width: 1, height: 0.5 });
  assert.equal(places([]).size, 0);
});
test('a zoomed picture fills its frame', () => {
  assert.deepEqual(held_inside(10, -500, 2, { width: 400, height: 200 }), { x: 0, y: -200 });
  assert.deepEqual(percent({ x: 960, y: 0, width: 960, height: 540 }, { width: 1920, height: 1080 }), { x: 50, y: 0, width: 50, height: 50 });
});

test('since when is said where it is known', () => {
  const describe = new Describe(lounge(), id, times, 'agus');
  assert.equal(describe.since(at(10, 42)), 'sejak 10.42');
  assert.equal(describe.since(0), '');
});
