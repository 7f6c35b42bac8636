// GET /openapi.json and what follows from it. The document comes from build/…/bin/pendopo_openapi,
// which is made from the route table and needs no wall.
//   node tests/panel/openapi.mjs PROGRAM          says what Redocly's validator finds, exit code 1
//   node tests/panel/openapi.mjs PROGRAM --write  makes the panel's types anew
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import redocly from '@redocly/openapi-core';
import openapiTS, { astToString } from 'openapi-typescript';

const typesFile = fileURLToPath(new URL('../../engine/control/panel/src/lib/openapi.d.ts', import.meta.url));
const head = `// Made by openapi-typescript from GET /openapi.json: cmake --build build/dev --target panel_types
/* eslint-disable */
`;

export const documentOf = (program) => execFileSync(program, { encoding: 'utf8', maxBuffer: 1 << 26 });
export const typesOf = async (document) => head + astToString(await openapiTS(document));
export const typesKept = () => readFileSync(typesFile, 'utf8');

// Lines of what is wrong with a document, by the rules of OpenAPI 3.1 and a few beyond.
export async function findings(document) {
  const config = await redocly.createConfig({
    extends: ['recommended-strict'],
    rules: {
      'operation-4xx-response': 'off', // every operation has "default" for them
      'tag-description': 'off', // the tags are words that need none
    },
  });
  const found = await redocly.lintFromString({ source: document, absoluteRef: 'openapi.json', config });
  return found.map((each) => `${each.location[0]?.pointer ?? ''}: ${each.message} (${each.ruleId})`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const document = documentOf(process.argv[2]);
  const lines = await findings(document);
  for (const line of lines) console.log(line);
  if (process.argv[3] === '--write') writeFileSync(typesFile, await typesOf(document));
  process.exit(lines.length === 0 ? 0 : 1);
}
