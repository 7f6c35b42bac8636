// A wall for one test file: the real program on a copy of config/lounge with a fresh state folder,
// headless; with PENDOPO_DEV=1 the made-up one, which proves nothing. Browsers reach it through a
// line that can be frozen, as a network that swallows everything.
import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { MARKUP } from './markup.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const START_MS = 60_000;

async function free_port() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export async function edit(file, change) {
  const document = JSON.parse(await readFile(file, 'utf8'));
  change(document);
  await writeFile(file, JSON.stringify(document));
}

// Names full of markup, wherever people may write one.
async function poison(lounge) {
  await edit(join(lounge, 'wall.json'), (wall) => {
    wall.name = MARKUP[0];
    wall.displays.forEach((display, at) => { display.name = MARKUP[at % MARKUP.length]; });
  });
  await edit(join(lounge, 'cameras.json'), (file) => { file.cameras.forEach((camera, at) => { camera.name = `${at} ${MARKUP[at % MARKUP.length]}`; }); });
  await edit(join(lounge, 'cameras.json'), (file) => { file.groups.forEach((group, at) => { group.name = MARKUP[at % MARKUP.length]; }); });
  await edit(join(lounge, 'data.json'), (file) => { file.sources.forEach((source, at) => { source.name = { id: MARKUP[at % MARKUP.length], en: MARKUP[at % MARKUP.length] }; source.publisher = MARKUP[(at + 1) % MARKUP.length]; }); });
  for (const [at, card] of ['antrean', 'apbd-opd', 'apbd-realisasi', 'bedah-rumah', 'jam'].entries()) {
    await edit(join(lounge, 'cards', `${card}.json`), (file) => { file.title = MARKUP[at % MARKUP.length]; });
  }
  for (const layout of ['beranda', 'anggaran', 'pasar']) {
    await edit(join(lounge, 'layouts', `${layout}.json`), (file) => { file.name = `${layout} ${MARKUP[1]}`; });
  }
  await writeFile(join(lounge, 'layouts', 'rusak.json'), `{ "version": 1, "id": ${JSON.stringify(MARKUP[2])}, "displays": {} }`);
}

async function command(folder, port, markup, prepare) {
  if (process.env.PENDOPO_DEV) {
    return { words: ['node', join(ROOT, 'tests/panel/dev_server.mjs'), '--port', String(port), ...(markup ? ['--markup'] : []), ...(process.env.PENDOPO_DIST ? ['--dist', process.env.PENDOPO_DIST] : [])], link: /panel (\S+)/ };
  }
  const lounge = join(folder, 'lounge');
  await cp(join(ROOT, 'config'), join(folder, 'config'), { recursive: true });
  await cp(join(ROOT, 'config/lounge'), lounge, { recursive: true });
  await edit(join(lounge, 'wall.json'), (wall) => { wall.control = { address: '127.0.0.1', port }; });
  if (markup) await poison(lounge);
  await prepare(lounge);
  const program = process.env.PENDOPO_PROGRAM ?? join(ROOT, 'build/dev/bin/pendopo');
  return { words: [program, 'run', '--config', join(lounge, 'wall.json'), '--headless'], link: /(http\S+#masuk=\S+)/ };
}

// { address, link, freeze(), thaw(), stop() }; `link` signs in once. `prepare(lounge)` changes the
// files before the wall reads them.
export async function start_wall({ markup = false, prepare = async () => {} } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'pendopo-panel-'));
  const port = await free_port();
  const { words, link } = await command(folder, port, markup, prepare);
  const program = spawn(words[0], words.slice(1), {
    stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, STATE_DIRECTORY: join(folder, 'state'), XDG_STATE_HOME: join(folder, 'state') },
  });
  const said = [];
  program.stderr.on('data', (bytes) => said.push(String(bytes).slice(0, 4000)));
  const exited = new Promise((resolve) => program.once('exit', resolve));
  const found = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no link within ${START_MS} ms:\n${said.slice(-20).join('')}`)), START_MS);
    createInterface({ input: program.stdout }).on('line', (line) => {
      said.push(`${line}\n`);
      const match = link.exec(line);
      if (match) { clearTimeout(timer); resolve(match[1]); }
    });
    exited.then(() => { clearTimeout(timer); reject(new Error(`the wall ended:\n${said.slice(-20).join('')}`)); });
  });

  let frozen = false;
  const ends = new Set();
  const line = createServer((near) => {
    const far = createConnection({ port, host: '127.0.0.1' });
    for (const [from, to] of [[near, far], [far, near]]) {
      ends.add(from);
      from.on('data', (bytes) => { if (!frozen) to.write(bytes); });
      from.on('end', () => to.end());
      from.on('error', () => to.destroy());
      from.on('close', () => { ends.delete(from); to.destroy(); });
    }
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => line.once('listening', resolve));
  const address = `http://127.0.0.1:${line.address().port}/`;
  return {
    address,
    link: `${address}#masuk=${/#masuk=(\S+)/.exec(found)?.[1] ?? 'satu'}`,
    freeze() { frozen = true; },
    // What was swallowed is lost, so its connections are too.
    thaw() { frozen = false; for (const end of ends) end.destroy(); },
    async stop() {
      for (const end of ends) end.destroy();
      line.close();
      program.kill('SIGTERM');
      const timer = setTimeout(() => program.kill('SIGKILL'), 10_000);
      await exited;
      clearTimeout(timer);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
