// Cameras that a wall does not have yet: `pendopo-cameras` with two of them, which ask for a login.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const USER = 'admin';
export const CAMERA_PASSWORD = 'k@t/a "sandi"#1';

// { address(camera, stream), stop() }; the made-up wall makes its own.
export async function start_cameras() {
  if (process.env.PENDOPO_DEV === '1') return { address: (camera, stream) => `rtsp://10.0.3.14:554/${camera}/${stream}`, async stop() {} };
  const folder = await mkdtemp(join(tmpdir(), 'pendopo-cameras-'));
  await writeFile(join(folder, 'password'), `${CAMERA_PASSWORD}\n`);
  const program = process.env.PENDOPO_CAMERAS ?? fileURLToPath(new URL('../../build/dev/bin/pendopo-cameras', import.meta.url));
  const words = ['--count', '2', '--port', '0', '--loop', '2', '--main-size', '1280x720', '--cache', join(folder, 'cache'), '--user', USER, '--password-file', join(folder, 'password')];
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the simulated cameras ended: ${code}`)));
    createInterface({ input: child.stdout }).on('line', (line) => { const found = /^listening .*:(\d+)/.exec(line); if (found) resolve(found[1]); });
  });
  return { address: (camera, stream) => `rtsp://127.0.0.1:${port}/${camera}/${stream}`, async stop() { child.kill('SIGTERM'); await rm(folder, { recursive: true, force: true }); } };
}
