// The made-up wall's layouts and how they are drawn, for drawing the layout editor by; its other files
// are dev_setup.mjs's. It proves nothing: its checks are a shadow of the wall's.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { from_panel } from './unit/typescript.mjs';

const folder = fileURLToPath(new URL('../../config/lounge/', import.meta.url));
const revision_of = (text) => createHash('sha256').update(text).digest('hex').slice(0, 16);
const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');

// { files(), answer(method, path, url, body) → { status, document } or { status, type, bytes } or null, write(file) }
export async function dev_layouts(wall, changed) {
  const [{ parsed, node_at }, { layout_in }, { place }, { plan_of }] = await Promise.all(
    ['json_tree', 'layout_doc', 'placement', 'wall_plan'].map((name) => from_panel(`editor/${name}.ts`)));
  const files = new Map();
  const put = (file, kind, text) => files.set(file, { file, kind, text, revision: revision_of(text), modified_ms: Date.now() });
  for (const [file, kind] of [['wall.json', 'wall'], ['cameras.json', 'cameras'], ['data.json', 'data']]) put(file, kind, readFileSync(folder + file, 'utf8'));
  for (const [kind, name] of [['layout', 'layouts'], ['card', 'cards']]) {
    for (const file of readdirSync(folder + name).filter((one) => one.endsWith('.json'))) put(`${name}/${file}`, kind, readFileSync(`${folder}${name}/${file}`, 'utf8'));
  }
  const json = (file) => JSON.parse(files.get(file).text);
  const plan = () => plan_of([], json('wall.json'));
  const groups = () => new Map(json('cameras.json').groups.map((group) => [group.id, group.cameras]));
  const cameras = () => new Set(json('cameras.json').cameras.map((camera) => camera.id));

  function problems_of(file, text) {
    const tree = parsed(text);
    if (!tree.ok) return [{ file, line: tree.broken.line, column: tree.broken.column, pointer: '', text: `not JSON: ${tree.broken.fault}` }];
    const layout = layout_in(tree.root.value);
    const placement = place(layout, plan(), groups());
    const found = placement.unplaced.map((tile) => ({ path: tile.path, text: `no free place left (${tile.why}); use a larger grid, or give the tile a "rect"` }));
    for (const tile of placement.placed) {
      if (tile.content.kind === 'none') found.push({ path: tile.path, text: 'shows nothing; expected exactly one of "camera", "cameras", "group", "card"' });
      if (tile.content.kind === 'camera' && !cameras().has(tile.content.camera)) found.push({ path: [...tile.path, 'camera'], text: `unknown camera "${tile.content.camera}"` });
    }
    return found.map(({ path, text: said }) => {
      const start = (node_at(tree.root, path) ?? tree.root).start;
      const before = text.slice(0, start).split('\n');
      return { file, line: before.length, column: before[before.length - 1].length + 1, pointer: `/${path.join('/')}`, text: said };
    });
  }
  function save(changes) {
    for (const { file, revision, text } of changes) {
      const known = files.get(file);
      if ((known?.revision ?? '') !== revision) {
        return { status: 409, document: { error: { code: 'conflict', message: `${file} was changed` }, file, current: { revision: known?.revision ?? '', text: known?.text ?? '' } } };
      }
      const problems = problems_of(file, text);
      if (problems.length > 0) return { status: 422, document: { error: { code: 'invalid', message: problems[0].text }, problems } };
    }
    for (const { file, text } of changes) {
      put(file, 'layout', text);
      const { id, name } = JSON.parse(text);
      if (wall.layouts.some((layout) => layout.id === id)) wall.layouts.find((layout) => layout.id === id).name = name ?? id;
      else setTimeout(() => { wall.layouts.push({ id, name: name ?? id, active: false }); changed(['layouts']); }, 400);
    }
    changed(['layouts']);
    return { status: 200, document: { files: changes.map(({ file }) => ({ file, revision: files.get(file).revision })) } };
  }
  const name_of = (content) => content.camera ?? content.card ?? content.group ?? content.cameras?.join(', ') ?? '';
  function drawn({ layout, display = '' }) {
    const problems = problems_of('', JSON.stringify(layout));
    if (problems.length > 0) return { status: 422, document: { error: { code: 'invalid', message: problems[0].text }, problems } };
    const { displays } = plan();
    const shown = display ? displays.filter((one) => one.id === display) : displays;
    const [width, height] = [shown.reduce((sum, one) => sum + one.size.width, 0), Math.max(...shown.map((one) => one.size.height))];
    let x = 0;
    const parts = shown.map((one) => {
      const across = one.size.width / one.picture.width;
      const tiles = place(layout_in(layout), plan(), groups()).placed.filter((tile) => tile.on.includes(one.id)).map((tile, at) => {
        const [left, top, w, h] = [(tile.mm.x - one.picture.x) * across, tile.mm.y * across, tile.mm.width * across, tile.mm.height * across];
        return `<rect x="${left}" y="${top}" width="${w}" height="${h}" fill="hsl(${(at * 67 + name_of(tile.content).length * 31) % 360} 34% 34%)"/><text x="${left + 16}" y="${top + h - 20}" font-size="34" fill="#F2F6FC" font-family="sans-serif">${escaped(name_of(tile.content))}</text>`;
      }).join('');
      const part = `<svg x="${x}" width="${one.size.width}" height="${one.size.height}"><rect width="100%" height="100%" fill="#0E1726"/>${tiles}</svg>`;
      x += one.size.width;
      return part;
    }).join('');
    return { status: 200, type: 'image/svg+xml', bytes: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${parts}</svg>` };
  }
  function solved({ layout }) {
    const placement = place(layout_in(layout), plan(), groups());
    const displays = plan().displays.map((one) => ({ display: one.id, ...one.size, warnings: placement.placed.filter((tile) => tile.content.kind === 'card' && tile.display === one.id && tile.mm.height < 90)
      .map((tile) => ({ tile: tile.id, text: { id: 'hurufnya terlalu kecil untuk dibaca dari 5 m', en: 'its letters are too small to be read from 5 m' } })),
      tiles: placement.placed.filter((tile) => tile.on.includes(one.id)).map((tile) => ({ id: tile.id, x: 0, y: 0, w: 1, h: 1 })) }));
    return { problems: problems_of('', JSON.stringify(layout)), displays };
  }
  const facts = ({ file, kind, revision, text, modified_ms }) => ({ file, kind, revision, bytes: Buffer.byteLength(text), modified_ms });
  const of_layouts = ({ changes }) => changes.every((change) => change.file.startsWith('layouts/') && typeof change.text === 'string');
  return {
    files: () => [...files.values()].filter(({ kind }) => kind === 'layout').map(facts),
    answer(method, path, url, body) {
      switch (`${method} ${path}`) {
        case 'GET config/file': {
          const known = files.get(url.searchParams.get('file'));
          if (known?.kind !== 'layout') return null;
          return { status: 200, document: { file: known.file, kind: known.kind, revision: known.revision, text: known.text } };
        }
        case 'POST config/check': return !of_layouts(body) ? null : { status: 200, document: { files: [], problems: body.changes.flatMap(({ file, text }) => problems_of(file, text)) } };
        case 'POST config/save': return of_layouts(body) ? save(body.changes) : null;
        case 'POST layouts/preview.jpg': return drawn(body);
        case 'POST layouts/solve': return { status: 200, document: solved(body) };
        default: return null;
      }
    },
    // Somebody else saves a file.
    write({ file, text }) { put(file, 'layout', text ?? `${files.get(file).text}\n`); },
  };
}
