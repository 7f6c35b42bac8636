// The panel: shows what the wall shows now, changes the layout, says what is not well. Everything
// from the server is put into the page as text, never as markup.
'use strict';

const STATE_EVERY_MS = 1000;
const PICTURE_EVERY_MS = 1000;
const REQUEST_LIMIT_MS = 4000;
const SILENT_AFTER_MS = 5000; // then what is on the page is no longer called current

const WORDS = {
  id: {
    other_language: 'English', preview: 'Dinding sekarang', layouts: 'Tata letak',
    cameras: 'Kamera', displays: 'Layar', sources: 'Sumber data', workers: 'Bagian program',
    problems: 'Perlu diperiksa',
    problems_meaning: 'Berkas yang ditolak tidak mengubah dinding: perbaiki lalu simpan lagi.',
    picture_of: 'Gambar seluruh dinding saat ini', picture_wait: 'Menunggu gambar dinding…',
    picture_none: 'Belum ada gambar dari dinding.',
    picture_since: (t) => `Gambar terakhir pukul ${t}`,
    lost: (t) => `Tidak tersambung ke dinding sejak ${t}. Mencoba lagi…`,
    connecting: 'Menghubungkan ke dinding…',
    active: 'Sedang tampil', activate: 'Tampilkan', activating: 'Menampilkan…',
    activate_failed: (name, why) => `“${name}” belum tampil: ${why}`,
    no_answer: 'dinding tidak menjawab, coba lagi', answer: (n) => `dinding menjawab ${n}`,
    no_layouts: 'Belum ada tata letak. Tambahkan berkas di folder layouts.',
    no_cameras: 'Belum ada kamera. Tambahkan di cameras.json.',
    no_displays: 'Belum ada layar. Tambahkan di wall.json.', no_workers: 'Belum ada yang berjalan.',
    summary: (good, all) => good === all ? `Semua ${all} kamera baik`
      : `${good} dari ${all} kamera baik`,
    since: (t) => `sejak ${t}`, fps: (n) => `${n} gambar/dtk`,
    connected: 'Menyala', disconnected: 'Tidak ada keluaran', running: 'Berjalan',
    not_running: 'Tidak berjalan', restarts: (n) => `dimulai ulang ${n}×`,
    last_exit: (why) => `berakhir: ${why}`, revision: 'revisi',
    states: { playing: 'Baik', connecting: 'Menyambungkan', delayed: 'Tertunda',
      stale: 'Berhenti', stalled: 'Berhenti', frozen: 'Gambar diam', offline: 'Tidak tersambung',
      wrong_password: 'Kata sandi salah', refused: 'Ditolak kamera',
      misconfigured: 'Alamat perlu diperbaiki', unsupported: 'Format tidak didukung',
      no_camera: 'Belum ada kamera', unknown_card: 'Kartu tidak dikenal', closed: 'Ditutup',
      unused: 'Tidak dipakai' },
    updated: (t) => `diperbarui ${t}`, received: (t) => `berkas diterima ${t}`,
    age_unknown: 'waktu pembaruan tidak diketahui', no_sources: 'Belum ada sumber data.',
    source_states: { live: 'Baru', old: 'Lama', expired: 'Kedaluwarsa', failed: 'Gagal',
      waiting: 'Menunggu' },
  },
  en: {
    other_language: 'Indonesia', preview: 'The wall now', layouts: 'Layouts',
    cameras: 'Cameras', displays: 'Displays', sources: 'Data sources', workers: 'Workers',
    problems: 'Needs attention',
    problems_meaning: 'A refused file changes nothing on the wall: mend it and save it again.',
    picture_of: 'Picture of the whole wall now', picture_wait: 'Waiting for the wall’s picture…',
    picture_none: 'No picture from the wall yet.',
    picture_since: (t) => `Last picture at ${t}`,
    lost: (t) => `Not connected to the wall since ${t}. Trying again…`,
    connecting: 'Connecting to the wall…',
    active: 'Shown now', activate: 'Show', activating: 'Showing…',
    activate_failed: (name, why) => `“${name}” is not shown yet: ${why}`,
    no_answer: 'the wall does not answer, try again', answer: (n) => `the wall answered ${n}`,
    no_layouts: 'No layouts yet. Add a file to the layouts folder.',
    no_cameras: 'No cameras yet. Add them to cameras.json.',
    no_displays: 'No displays yet. Add them to wall.json.', no_workers: 'Nothing is running yet.',
    summary: (good, all) => good === all ? `All ${all} cameras are well`
      : `${good} of ${all} cameras are well`,
    since: (t) => `since ${t}`, fps: (n) => `${n} fps`,
    connected: 'On', disconnected: 'No output', running: 'Running',
    not_running: 'Not running', restarts: (n) => `restarted ${n}×`,
    last_exit: (why) => `ended: ${why}`, revision: 'revision',
    states: { playing: 'Well', connecting: 'Connecting', delayed: 'Delayed',
      stale: 'Stopped', stalled: 'Stopped', frozen: 'Picture frozen', offline: 'Not connected',
      wrong_password: 'Wrong password', refused: 'Refused by the camera',
      misconfigured: 'Address needs mending', unsupported: 'Format not supported',
      no_camera: 'No camera yet', unknown_card: 'Unknown card', closed: 'Closed',
      unused: 'Not used' },
    updated: (t) => `updated ${t}`, received: (t) => `file received ${t}`,
    age_unknown: 'time of update not known', no_sources: 'No data sources yet.',
    source_states: { live: 'Fresh', old: 'Old', expired: 'Expired', failed: 'Failed',
      waiting: 'Waiting' },
  },
};
// ● good, ▲ watch, ■ act; the word stands beside it.
const GOOD = new Set(['live', 'playing']);
const WATCH = new Set(['connecting', 'delayed', 'stale', 'stalled', 'frozen', 'old', 'waiting']);

const element = (id) => document.getElementById(id);
let language = remembered('language') === 'en' ? 'en' : 'id';
let words = WORDS[language];
let state = null;          // the newest document
let stateAt = 0;           // when it came, Date.now()
let asked = null;          // id of the layout on its way, shown as active meanwhile
let failure = null;        // () => text of the last failed change, in the language of the day
const startedAt = Date.now();

function remembered(key) {
  try { return localStorage.getItem(key); } catch { return null; }
}
function remember(key, value) {
  try { localStorage.setItem(key, value); } catch { /* private window: asked again next time */ }
}

function node(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}
function setText(id, text) {
  if (element(id).textContent !== text) element(id).textContent = text;
}
// Rows are rebuilt only when what they say changed: no flicker, focus and selection stay.
function fill(id, content, build) {
  const list = element(id);
  const said = JSON.stringify([language, content]);
  if (list.dataset.said === said) return;
  list.dataset.said = said;
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.id : null;
  list.replaceChildren(...build());
  if (focused) {
    for (const child of list.children) if (child.dataset.id === focused) child.focus();
  }
}

function timeOf(ms) {
  const then = new Date(ms);
  const time = then.toLocaleTimeString(language === 'id' ? 'id-ID' : 'en-GB',
    { hour: '2-digit', minute: '2-digit' });
  if (then.toDateString() === new Date().toDateString()) return time;
  const day = then.toLocaleDateString(language === 'id' ? 'id-ID' : 'en-GB',
    { day: 'numeric', month: 'short' });
  return `${day} ${time}`;
}

function row(className, mark, name, status, details) {
  const item = node('li', className);
  const right = node('span', 'state');
  right.append(node('span', 'mark', mark), status);
  item.append(node('span', 'name', name), right);
  const said = details.filter(Boolean).join(' · ');
  if (said) item.append(node('span', 'detail muted', said));
  return item;
}
function rows(id, items, emptyWord, toRow) {
  const shown = items.map(toRow);
  fill(id, [emptyWord, shown], () => shown.length
    ? shown.map((arguments_) => row(...arguments_)) : [node('li', 'empty', words[emptyWord])]);
}
const grade = (name) => GOOD.has(name) ? ['good', '●'] : WATCH.has(name) ? ['watch', '▲']
  : ['bad', '■'];

function cameraRow(camera) {
  const good = GOOD.has(camera.state);
  return [...grade(camera.state), camera.name || camera.id,
    words.states[camera.state] || camera.state, [
      !good && camera.since_ms ? words.since(timeOf(camera.since_ms)) : '',
      good ? '' : camera.reason,
      good && camera.decoded_fps > 0 ? words.fps(Math.round(camera.decoded_fps)) : '']];
}
function ageOf(source) {
  if (!source.updated_ms) return '';
  if (source.age_by === 'unknown') return words.age_unknown;
  return (source.age_by === 'file' ? words.received : words.updated)(timeOf(source.updated_ms));
}
function sourceRow(source) {
  const losses = source.losses || [];
  return [...grade(losses.length && source.state === 'live' ? 'old' : source.state),
    source.name || source.id, words.source_states[source.state] || source.state, [source.publisher, source.period,
      ageOf(source), source.reason, ...losses.slice(0, 3)]];
}
function displayRow(display) {
  return [...(display.connected ? ['good', '●'] : ['bad', '■']), display.name || display.id,
    display.connected ? words.connected : words.disconnected, [display.output,
      display.size ? `${display.size.width} × ${display.size.height}` : '',
      display.connected ? words.fps(Math.round(display.shown_fps)) : '']];
}
function workerRow(worker) {
  return [...(worker.pid ? ['good', '●'] : ['bad', '■']), worker.role,
    worker.pid ? words.running : words.not_running, [
      worker.since_ms && worker.pid ? words.since(timeOf(worker.since_ms)) : '',
      worker.restarts ? words.restarts(worker.restarts) : '',
      worker.restarts && worker.last_exit ? words.last_exit(worker.last_exit) : '']];
}

function showLayouts(layouts) {
  const current = asked || (layouts.find((layout) => layout.active) || {}).id;
  fill('layouts', [layouts, current, asked], () => {
    if (!layouts.length) return [node('p', 'muted', words.no_layouts)];
    return layouts.map((layout) => {
      const button = node('button', '', layout.name || layout.id);
      const pressed = layout.id === current;
      button.type = 'button';
      button.dataset.id = layout.id;
      button.setAttribute('aria-pressed', String(pressed));
      button.append(node('span', '', layout.id === asked ? words.activating
        : pressed ? words.active : words.activate));
      button.addEventListener('click', () => activate(layout));
      return button;
    });
  });
}

function show() {
  document.documentElement.lang = language;
  for (const labelled of document.querySelectorAll('[data-word]')) {
    const text = words[labelled.dataset.word];
    if (labelled.textContent !== text) labelled.textContent = text;
  }
  setText('language', words.other_language);
  element('picture').alt = words.picture_of;
  const silent = Date.now() - (stateAt || startedAt) > SILENT_AFTER_MS;
  element('connection').hidden = Boolean(state) && !silent;
  setText('connection', silent ? words.lost(timeOf(stateAt || startedAt)) : words.connecting);
  element('layout-error').hidden = !failure;
  setText('layout-error', failure ? failure() : '');
  showPicture();
  if (!state) return;

  document.title = state.name || 'Pendopo';
  setText('wall-name', state.name || 'Pendopo');
  const problems = state.problems || [];
  element('problems-section').hidden = !problems.length;
  fill('problems', problems, () => problems.map((problem) => node('li', '',
    problem.since_ms ? `${words.since(timeOf(problem.since_ms))}: ${problem.text}` : problem.text)));
  showLayouts(state.layouts || []);
  const cameras = state.cameras || [];
  setText('camera-summary', cameras.length ? words.summary(
    cameras.filter((camera) => GOOD.has(camera.state)).length, cameras.length) : '');
  rows('cameras', cameras, 'no_cameras', cameraRow);
  const sources = state.sources || [];
  element('sources-section').hidden = !sources.length;
  rows('sources', sources, 'no_sources', sourceRow);
  rows('displays', state.displays || [], 'no_displays', displayRow);
  rows('workers', state.workers || [], 'no_workers', workerRow);
  setText('about', ['Pendopo ' + (state.version || ''), `${words.revision} ${state.revision}`,
    state.renderer, state.render_path].filter(Boolean).join(' · '));
}

async function request(path, options) {
  return fetch(path, { cache: 'no-store', signal: AbortSignal.timeout(REQUEST_LIMIT_MS), ...options });
}

async function activate(layout) {
  asked = layout.id;
  failure = null;
  show();
  let why = null; // () => text
  try {
    const answer = await request(`/api/v1/layouts/${encodeURIComponent(layout.id)}/activate`,
      { method: 'POST' });
    if (!answer.ok) {
      const body = await answer.json().catch(() => ({}));
      const told = body.message || (body.error && body.error.message) || body.error;
      why = () => typeof told === 'string' ? told : words.answer(answer.status);
    }
  } catch {
    why = () => words.no_answer;
  }
  if (asked !== layout.id) return; // another one was asked for meanwhile
  if (why) {
    failure = () => words.activate_failed(layout.name || layout.id, why());
  } else if (state) {
    // Shown as active at once; the next document confirms it.
    state.layouts = state.layouts.map((known) => ({ ...known, active: known.id === layout.id }));
  }
  asked = null;
  show();
}

async function readState() {
  const asking = asked;
  try {
    const answer = await request('/api/v1/state');
    if (answer.ok) {
      const document_ = await answer.json();
      // A document asked for before a change was answered may still tell of the old layout.
      if (asking === asked) {
        state = document_;
        stateAt = Date.now();
      }
    }
  } catch { /* show() says since when the wall is silent */ }
  show();
}

// ---- preview: the next picture is loaded beside the shown one and replaces it when complete -----
let pictureUrl = null;
let pictureAt = 0;
let pictureRefused = false;

async function readPicture() {
  try {
    const answer = await request('/api/v1/wall.jpg');
    pictureRefused = !answer.ok;
    if (answer.ok) {
      const url = URL.createObjectURL(await answer.blob());
      const next = new Image();
      next.src = url;
      await next.decode();
      element('picture').src = url;
      element('picture').hidden = false;
      if (pictureUrl) URL.revokeObjectURL(pictureUrl);
      pictureUrl = url;
      pictureAt = Date.now();
    }
  } catch { /* showPicture() tells the age of what is shown */ }
  showPicture();
}
function showPicture() {
  const old = pictureAt > 0 && Date.now() - pictureAt > SILENT_AFTER_MS;
  element('frame').classList.toggle('old', old);
  element('no-picture').hidden = pictureAt > 0;
  setText('no-picture', pictureRefused ? words.picture_none : words.picture_wait);
  setText('preview-note', old ? words.picture_since(timeOf(pictureAt)) : '');
}

// Asks again `every` ms after the answer, and only while someone looks.
function repeat(work, every) {
  let running = false;
  let timer = 0;
  const turn = async () => {
    clearTimeout(timer);
    if (running || document.hidden) return;
    running = true;
    await work();
    running = false;
    timer = setTimeout(turn, every);
  };
  document.addEventListener('visibilitychange', turn);
  turn();
}

element('language').addEventListener('click', () => {
  language = language === 'id' ? 'en' : 'id';
  words = WORDS[language];
  remember('language', language);
  show();
});
show();
repeat(readState, STATE_EVERY_MS);
repeat(readPicture, PICTURE_EVERY_MS);
