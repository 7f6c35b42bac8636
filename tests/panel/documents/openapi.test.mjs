// The API's document is OpenAPI 3.1 in the eyes of a validator of another hand, and the panel's
// types are those that it gives.
import assert from 'node:assert/strict';
import test from 'node:test';
import { documentOf, findings, typesKept, typesOf } from '../openapi.mjs';

const document = documentOf(process.env.PENDOPO_OPENAPI);

test('the document is valid', async () => {
  assert.deepEqual(await findings(document), []);
});

test('the validator sees what is wrong', async () => {
  const wrong = JSON.parse(document);
  wrong.components.schemas.error.type = 'thing';
  wrong.paths['/api/v1/state'].get.responses['200'].content['application/json'].schema.$ref = '#/components/schemas/nothing';
  delete wrong.info.title;
  const rules = (await findings(JSON.stringify(wrong))).map((line) => /\((.*)\)$/.exec(line)[1]);
  assert.ok(rules.filter((rule) => rule === 'struct').length >= 2, rules.join());
  assert.ok(rules.includes('no-unresolved-refs'), rules.join());
});

test('the panel\'s types are made from it', async () => {
  assert.ok(typesKept() === await typesOf(document),
    'engine/control/panel/src/lib/openapi.d.ts is not what the API says now; run cmake --build build/dev --target panel_types');
});
