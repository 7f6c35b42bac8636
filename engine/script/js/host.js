"use strict";
// What the libraries expect of a host and find nowhere here, and the room that our own files share.
// Nothing is ever due later: a drawing is finished when it is asked for.
globalThis.setTimeout = () => 0;
globalThis.clearTimeout = () => {};
globalThis.pendopo = {
    // A mistake in a card or its data, in words for staff. Everything else that is thrown is ours.
    Problem: class Problem extends Error {},
};
