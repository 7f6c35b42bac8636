import assert from 'node:assert/strict';
import { test } from 'node:test';
import { from_panel } from './typescript.mjs';

const { patched, same } = await from_panel('patch.ts');

// RFC 6902, appendix A, and what the wall sends.
const GOOD = [
  ['adds a member', { foo: 'bar' }, [{ op: 'add', path: '/baz', value: 'qux' }], { foo: 'bar', baz: 'qux' }],
  ['adds an element', { foo: ['bar', 'baz'] }, [{ op: 'add', path: '/foo/1', value: 'qux' }], { foo: ['bar', 'qux', 'baz'] }],
  ['adds at the end', { foo: ['bar'] }, [{ op: 'add', path: '/foo/-', value: ['abc'] }], { foo: ['bar', ['abc']] }],
  ['removes a member', { baz: 'qux', foo: 'bar' }, [{ op: 'remove', path: '/baz' }], { foo: 'bar' }],
  ['removes an element', { foo: ['a', 'b', 'c'] }, [{ op: 'remove', path: '/foo/1' }], { foo: ['a', 'c'] }],
  ['replaces', { a: { b: [1, 2] } }, [{ op: 'replace', path: '/a/b/1', value: null }], { a: { b: [1, null] } }],
  ['replaces all of it', { a: 1 }, [{ op: 'replace', path: '', value: { b: 2 } }], { b: 2 }],
  ['moves', { foo: { bar: 1 }, qux: {} }, [{ op: 'move', from: '/foo/bar', path: '/qux/thud' }], { foo: {}, qux: { thud: 1 } }],
  ['moves within a list', { foo: [1, 2, 3] }, [{ op: 'move', from: '/foo/0', path: '/foo/2' }], { foo: [2, 3, 1] }],
  ['copies', { a: { b: 1 } }, [{ op: 'copy', from: '/a', path: '/c' }], { a: { b: 1 }, c: { b: 1 } }],
  ['tests', { baz: 'qux', foo: [1, { a: 2 }] }, [{ op: 'test', path: '/foo/1', value: { a: 2 } }], { baz: 'qux', foo: [1, { a: 2 }] }],
  ['escapes', { '/': 9, '~1': 10 }, [{ op: 'replace', path: '/~1', value: 1 }, { op: 'replace', path: '/~01', value: 2 }], { '/': 1, '~1': 2 }],
  ['goes in order', { a: [] }, [{ op: 'add', path: '/a/0', value: 1 }, { op: 'add', path: '/a/0', value: 2 }], { a: [2, 1] }],
];
for (const [name, before, patch, after] of GOOD) test(name, () => assert.deepEqual(patched(before, patch), after));

const BAD = [
  ['a member that is not there', { a: 1 }, { op: 'remove', path: '/b' }],
  ['an element past the end', { a: [1] }, { op: 'add', path: '/a/2', value: 1 }],
  ['a replace past the end', { a: [1] }, { op: 'replace', path: '/a/1', value: 1 }],
  ['a number with a zero before it', { a: [1, 2] }, { op: 'replace', path: '/a/01', value: 1 }],
  ['a path through a text', { a: 'x' }, { op: 'add', path: '/a/b', value: 1 }],
  ['a path without a slash', { a: 1 }, { op: 'add', path: 'a', value: 1 }],
  ['a test that fails', { a: 1 }, { op: 'test', path: '/a', value: '1' }],
  ['a move into itself', { a: { b: 1 } }, { op: 'move', from: '/a', path: '/a/b' }],
  ['an unknown operation', { a: 1 }, { op: 'merge', path: '/a', value: 1 }],
  ['what every object has', { a: {} }, { op: 'replace', path: '/a/constructor', value: 1 }],
  ['the prototype', { a: {} }, { op: 'add', path: '/__proto__/polluted', value: 1 }],
  ['the prototype itself', { a: {} }, { op: 'add', path: '/__proto__', value: { polluted: 1 } }],
];
for (const [name, before, operation] of BAD) {
  test(`refuses ${name}`, () => {
    const kept = JSON.stringify(before);
    assert.throws(() => patched(before, [operation]));
    assert.equal(JSON.stringify(before), kept);
    assert.equal({}.polluted, undefined);
  });
}

test('what did not change stays the same object', () => {
  const before = { cameras: [{ id: 'a' }, { id: 'b' }], tiles: [{ fps: 1 }, { fps: 2 }] };
  const after = patched(before, [{ op: 'replace', path: '/tiles/1/fps', value: 3 }]);
  assert.equal(after.cameras, before.cameras);
  assert.equal(after.tiles[0], before.tiles[0]);
  assert.notEqual(after.tiles[1], before.tiles[1]);
  assert.equal(before.tiles[1].fps, 2);
});

test('same', () => {
  assert.ok(same({ a: [1, null] }, { a: [1, null] }));
  for (const [a, b] of [[{ a: 1 }, { b: 1 }], [[1], { 0: 1 }], [1, '1'], [null, {}], [{ a: 1 }, { a: 1, b: 2 }]]) assert.ok(!same(a, b));
});
