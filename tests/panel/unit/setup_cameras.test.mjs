// Cameras as technicians edit them: forms and changes of cameras.json, addresses as people paste
// them, the list's order, the rungs of the ladder.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { from_panel } from './typescript.mjs';

const { camera_file, changes_of, EMPTY_FORM, form_of, good_id, group_changes, group_removal, id_from, removal_of, replacement_of } = await from_panel('cameras/camera_file.ts');
const { hours_entry, past_midnight, WEEKDAYS, with_day } = await from_panel('cameras/hours.ts');
const { fill, has_channels, host_of, host_typed, pixels, proposed, split_address, vendor_of, vendors_named } = await from_panel('cameras/address.ts');
const { found, listed, sorted } = await from_panel('cameras/camera_list.ts');
const { certificate_of, failed_step, proposed_sub, RUNGS, size_of, steps_of } = await from_panel('cameras/ladder.ts');
const { choice_of, login_asked, login_id, NO_LOGIN } = await from_panel('cameras/login.ts');

const FILE = () => ({
  version: 1,
  cameras: [
    { id: 'lobi', name: 'RSUD · Lobi', main: 'rtsp://10.0.0.5/1', sub: { url: 'rtsp://10.0.0.5/2', size: [640, 360] }, login: 'rsud', basic: true },
    { id: 'igd', main: 'rtsp://10.0.0.6/1', audience: 'staff', redirect_hosts: ['10.0.0.7'] }],
  groups: [{ id: 'rs', name: 'Rumah sakit', cameras: ['lobi', 'igd'] }, { id: 'semua', cameras: ['lobi'] }],
});
const edit = (id, more) => { const file = FILE(); return changes_of(file, { ...form_of(file.cameras.find((camera) => camera.id === id), file), ...more }); };

test('a form that nobody touched changes nothing', () => {
  assert.deepEqual(edit('lobi', {}), []);
  assert.deepEqual(edit('igd', {}), []);
});
const EDITS = [
  ['a name', 'lobi', { name: 'Lobi utama' }, [{ op: 'replace', pointer: '/cameras/0/name', value: 'Lobi utama' }]],
  ['a first name', 'igd', { name: 'IGD' }, [{ op: 'add', pointer: '/cameras/1/name', value: 'IGD' }]],
  ['no name any more', 'lobi', { name: '' }, [{ op: 'remove', pointer: '/cameras/0/name' }]],
  ['an address within an object', 'lobi', { sub: 'rtsp://10.0.0.9/2' }, [{ op: 'replace', pointer: '/cameras/0/sub/url', value: 'rtsp://10.0.0.9/2' }]],
  ['a size', 'lobi', { main_size: '1920x1080' }, [{ op: 'replace', pointer: '/cameras/0/main', value: { url: 'rtsp://10.0.0.5/1', size: [1920, 1080] } }]],
  ['no small stream', 'lobi', { sub: ' ' }, [{ op: 'remove', pointer: '/cameras/0/sub' }]],
  ['an option off', 'lobi', { basic: false }, [{ op: 'replace', pointer: '/cameras/0/basic', value: false }]],
  ['hosts', 'igd', { redirect_hosts: '10.0.0.7, nvr.local' }, [{ op: 'replace', pointer: '/cameras/1/redirect_hosts', value: ['10.0.0.7', 'nvr.local'] }]],
  ['audience back to the default', 'igd', { audience: '' }, [{ op: 'remove', pointer: '/cameras/1/audience' }]],
  ['first hours', 'igd', { hours: [{ from: '07:00', to: '16:30', days: ['friday', 'monday'], on_holidays: '' }] },
    [{ op: 'add', pointer: '/cameras/1/hours', value: [{ from: '07:00', to: '16:30', days: ['monday', 'friday'] }] }]],
  ['seconds as they are typed', 'igd', { frozen_after_s: ' 45 ', delayed_after_s: '1,5' },
    [{ op: 'add', pointer: '/cameras/1/frozen_after_s', value: 45 }, { op: 'add', pointer: '/cameras/1/delayed_after_s', value: 1.5 }]],
  ['groups', 'igd', { groups: ['semua'] }, [{ op: 'remove', pointer: '/groups/0/cameras/1' }, { op: 'add', pointer: '/groups/1/cameras/-', value: 'igd' }]],
];
for (const [name, id, more, changes] of EDITS) test(`edits: ${name}`, () => assert.deepEqual(edit(id, more), changes));

test('hours say only what is not usual, and a day at least', () => {
  assert.deepEqual(hours_entry({ days: [...WEEKDAYS], from: '', on_holidays: '' }), {});
  assert.deepEqual(hours_entry({ from: '22:00', to: '02:00', first_day: '2026-01-01', on_holidays: 'skip' }), { from: '22:00', to: '02:00', first_day: '2026-01-01', on_holidays: 'skip' });
  const weekdays = ['saturday', 'sunday'].reduce((hours, day) => with_day(hours, day, false), {});
  assert.deepEqual(hours_entry(weekdays), { days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] });
  assert.deepEqual(with_day({ days: ['monday'] }, 'monday', false).days, ['monday']);
  assert.equal(past_midnight({ from: '22:00', to: '02:00' }), true);
  assert.equal(past_midnight({ from: '07:00' }), false);
});
test('a new camera has only what was said, and its groups', () => {
  const form = { ...EMPTY_FORM, id: 'baru', name: 'Pasar', main: ' rtsp://10.0.0.8/1 ', groups: ['rs'] };
  assert.deepEqual(changes_of(FILE(), form), [
    { op: 'add', pointer: '/cameras/-', value: { id: 'baru', name: 'Pasar', main: 'rtsp://10.0.0.8/1' } }, { op: 'add', pointer: '/groups/0/cameras/-', value: 'baru' }]);
});
test('a removed camera leaves its groups first', () => {
  assert.deepEqual(removal_of(FILE(), 'lobi'), [{ op: 'remove', pointer: '/groups/0/cameras/0' }, { op: 'remove', pointer: '/groups/1/cameras/0' }, { op: 'remove', pointer: '/cameras/0' }]);
  assert.deepEqual(removal_of(FILE(), 'none'), []);
});
test('another address keeps id, name, groups and options', () => {
  assert.deepEqual(replacement_of(FILE(), 'igd', 'rtsp://10.0.1.6/1', 'rtsp://10.0.1.6/2', 'rsud'), [
    { op: 'replace', pointer: '/cameras/1/main', value: 'rtsp://10.0.1.6/1' }, { op: 'add', pointer: '/cameras/1/sub', value: 'rtsp://10.0.1.6/2' }, { op: 'add', pointer: '/cameras/1/login', value: 'rsud' }]);
});
test('groups', () => {
  assert.deepEqual(group_changes({ version: 1, cameras: [] }, { id: 'a', name: 'A', cameras: [] }), [{ op: 'add', pointer: '/groups', value: [] }, { op: 'add', pointer: '/groups/-', value: { id: 'a', name: 'A', cameras: [] } }]);
  assert.deepEqual(group_changes(FILE(), { id: 'semua', name: 'Semua', cameras: ['lobi', 'igd'] }), [{ op: 'add', pointer: '/groups/1/name', value: 'Semua' }, { op: 'replace', pointer: '/groups/1/cameras', value: ['lobi', 'igd'] }]);
  assert.deepEqual(group_removal(FILE(), 'semua'), [{ op: 'remove', pointer: '/groups/1' }]);
});
test('what is no cameras.json is none', () => {
  for (const text of ['', '{', '[]', '{"cameras":[{}]}', '{"cameras":[null]}', '{"cameras":[],"groups":[{"id":"a"}]}', '{"cameras":{}}']) assert.equal(camera_file(text), null, text);
  assert.equal(camera_file('\uFEFF{"version":1,"cameras":[]}').cameras.length, 0);
});
test('ids come from names', () => {
  assert.equal(id_from('RSUD Blambangan · Lobi', []), 'rsud-blambangan-lobi');
  assert.equal(id_from('Kafé', ['kafe', 'kafe-2']), 'kafe-3');
  assert.equal(id_from('監視', []), 'kamera');
  assert.ok(good_id(id_from('x'.repeat(200), [])));
  for (const id of ['', '-a', 'a b', 'a'.repeat(65)]) assert.equal(good_id(id), false, id);
});

const SPLITS = [
  ['rtsp://10.0.0.5:554/1', 'rtsp://10.0.0.5:554/1', '', ''],
  ['rtsp://admin:abc@10.0.0.5/1', 'rtsp://10.0.0.5/1', 'admin', 'abc'],
  ['rtsp://admin:p@ss@10.0.0.5/1', 'rtsp://10.0.0.5/1', 'admin', 'p@ss'],
  ['rtsp://admin:p/w#1@10.0.0.5:554/1', 'rtsp://10.0.0.5:554/1', 'admin', 'p/w#1'],
  ['rtsp://admin:k@t/a "b"#1@10.0.0.5:554/1', 'rtsp://10.0.0.5:554/1', 'admin', 'k@t/a "b"#1'],
  ['rtsp://admin:abc@nvr/1', 'rtsp://nvr/1', 'admin', 'abc'],
  ['rtsp://nvr/1?mail=a@b.c', 'rtsp://nvr/1?mail=a@b.c', '', ''],
  ['rtsp://admin:a%40b%3A@cam.local/1', 'rtsp://cam.local/1', 'admin', 'a@b:'],
  ['rtsp://admin:100%@cam.local/1', 'rtsp://cam.local/1', 'admin', '100%'],
  ['rtsp://admin:a:b@[fe80::1]:554/1', 'rtsp://[fe80::1]:554/1', 'admin', 'a:b'],
  ['rtsp://[2001:db8::5]/1', 'rtsp://[2001:db8::5]/1', '', ''],
  ['rtsp://10.0.0.5/user=admin_password=a@b_channel=1.sdp', 'rtsp://10.0.0.5/user=admin_password=a@b_channel=1.sdp', '', ''],
  ['rtsp://viewer@10.0.0.5/1', 'rtsp://10.0.0.5/1', 'viewer', ''],
  ['  rtsps://10.0.0.5:322/token  ', 'rtsps://10.0.0.5:322/token', '', ''],
  ['10.0.0.5', '10.0.0.5', '', ''],
];
for (const [typed, url, user, password] of SPLITS) test(`splits ${typed}`, () => assert.deepEqual(split_address(typed), { url, user, password }));

test('hosts', () => {
  assert.equal(host_of('rtsp://a:b@[fe80::1]:554/1'), '[fe80::1]');
  for (const [typed, host] of [['http://10.0.0.5/index', '10.0.0.5'], [' 10.0.0.5:8554 ', '10.0.0.5:8554'], ['fe80::1', '[fe80::1]'], ['cam.local', 'cam.local']]) assert.equal(host_typed(typed), host);
  assert.equal(fill('rtsp://{host}:554/c{channel}/{channel:02}/{channel0}?u={user}', '10.0.0.5', 3), 'rtsp://10.0.0.5:554/c3/03/2?u={user}');
  assert.equal(fill('rtsp://{host}:554/1', '10.0.0.5:8554', 1), 'rtsp://10.0.0.5:8554/1');
  assert.equal(fill('rtsp://{host}:554/1', '[fe80::1]', 1), 'rtsp://[fe80::1]:554/1');
  assert.equal(fill('rtsp://{host}/1', '$&', 1), 'rtsp://$&/1');
});
const VENDORS = [{ make: 'Hikvision', also: ['HiLook'], main: 'rtsp://{host}/{channel}01', sub: '' }, { make: 'TP-Link', also: ['Tapo', 'VIGI'], main: 'rtsp://{host}/stream1', sub: '' }];
test('makes', () => {
  assert.deepEqual(vendors_named(VENDORS, 'tapo').map(({ make }) => make), ['TP-Link']);
  assert.equal(vendors_named(VENDORS, '').length, 2);
  assert.equal(vendor_of(VENDORS, 'HIKVISION DS-2CD2143G2').make, 'Hikvision');
  assert.equal(vendor_of(VENDORS, 'Tapo_C320WS').make, 'TP-Link');
  assert.equal(vendor_of(VENDORS, 'IPC-HFW'), undefined);
  assert.deepEqual(VENDORS.map(has_channels), [true, false]);
});
test('of the streams of a device the largest is the main one, a small one the other', () => {
  const stream = (url, width, height, use = '') => ({ url, width, height, use });
  assert.deepEqual(proposed([stream('s', 640, 360), stream('m', 2560, 1440), stream('t', 352, 288)]), { main: 'm', sub: 's' });
  assert.deepEqual(proposed([stream('a', 1920, 1080), stream('b', 2560, 1440, 'main'), stream('c', 1280, 720, 'sub')]), { main: 'b', sub: 'c' });
  assert.deepEqual(proposed([stream('only', 1920, 1080)]), { main: 'only', sub: '' });
  assert.deepEqual(proposed([]), { main: '', sub: '' });
  assert.deepEqual([pixels([640, 360]), pixels(null)], [{ width: 640, height: 360 }, { width: 0, height: 0 }]);
});

const seen = (id, name, state, delay_ms, kilobits_per_second, received_fps) => ({ id, name, state, delay_ms, kilobits_per_second, received_fps });
const ROWS = listed({ version: 1, cameras: [{ id: 'a', name: 'Pasar 10', main: '' }, { id: 'b', name: 'Pasar 9', main: '' }, { id: 'c', main: '' }], groups: [{ id: 'g', cameras: ['a', 'c'] }] },
  [seen('a', '', 'playing', 30, 900, 25), seen('b', '', 'offline', null, 0, 0), seen('z', 'Lama', 'playing', 80, 100, 12)]);
test('the list', () => {
  const ids = (rows) => rows.map((row) => row.id).join('');
  assert.equal(ids(ROWS), 'abcz');
  assert.deepEqual(ROWS.map((row) => row.installed), [true, true, true, false]);
  assert.equal(ids(sorted(ROWS, 'name', false, 'id')), 'czba');
  assert.equal(ids(sorted(ROWS, 'state', false, 'id')), 'bcza');
  assert.equal(ids(sorted(ROWS, 'delay', false, 'id')), 'zacb');
  assert.equal(ids(sorted(ROWS, 'bitrate', true, 'id')), 'bzac');
  assert.equal(ids(found(ROWS, 'pasar 9', '')), 'b');
  assert.equal(ids(found(ROWS, '', 'g')), 'ac');
});

const rung = (name, state, facts = {}) => ({ rung: name, state, took_ms: 10, facts, text: { id: 'x', en: 'x' }, advice: { id: '', en: '' } });
test('the ladder shows every rung from the start', () => {
  assert.deepEqual(steps_of(null).map((step) => step.state), RUNGS.map(() => 'waiting'));
  const stopped = steps_of({ done: true, ok: false, picture: false, rungs: [rung('address', 'ok'), rung('port', 'failed', { warnings: [{ id: 'a', en: 'b' }, 'c', null, 3] })] });
  assert.deepEqual(stopped.map((step) => step.state), ['ok', 'failed', ...RUNGS.slice(2).map(() => 'skipped')]);
  assert.equal(failed_step(stopped).rung, 'port');
  assert.deepEqual([stopped[1].advice, stopped[1].warnings], [null, [{ id: 'a', en: 'b' }, 'c']]);
  const good = { done: true, ok: true, picture: true, rungs: [rung('rtsp', 'ok', { certificate_sha256: 'AB' }), rung('picture', 'ok', { width: 640, height: 360, sub_stream: 'rtsp://x/2' })] };
  assert.deepEqual([size_of(good), proposed_sub(good), certificate_of(good), size_of(null)], ['640×360', 'rtsp://x/2', 'AB', '']);
});
test('how the wall signs in at a camera', () => {
  assert.deepEqual(login_asked({ ...NO_LOGIN, user: 'admin', password: ' ü"@/' }), { user: 'admin', password: ' ü"@/' });
  assert.deepEqual(login_asked(NO_LOGIN), {});
  assert.deepEqual(login_asked({ ...choice_of('rsud'), user: 'x' }), { login: 'rsud' });
  assert.deepEqual(login_asked(choice_of(undefined)), {});
});
test('a new password never takes the place of the one that others use', () => {
  const { cameras } = FILE();
  assert.equal(login_id('baru', ['rsud'], cameras), 'baru');
  assert.equal(login_id('lobi', ['rsud', 'lobi'], cameras), 'lobi-2'); // kept, and not its own
  assert.equal(login_id('lobi', ['lobi'], [{ id: 'lobi', main: '', login: 'lobi' }]), 'lobi');
  assert.equal(login_id('lobi', ['lobi'], [{ id: 'lobi', main: '', login: 'lobi' }, { id: 'igd', main: '', login: 'lobi' }]), 'lobi-2');
});
