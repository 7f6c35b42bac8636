"use strict";
// What the libraries expect of a host and find nowhere here, and the room that our own files share.
// Nothing is ever due later: a drawing is finished when it is asked for.
globalThis.setTimeout = () => 0;
globalThis.clearTimeout = () => {};
globalThis.pendopo = {
    // A mistake in a card or its data, in words for staff. Everything else that is thrown is ours.
    Problem: class Problem extends Error {},
    // ECharts takes one of a thing and a list of them.
    listOf: (value) =>
        (value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]),
    isObject: (value) => value !== null && typeof value === "object" && !Array.isArray(value),
    isNumber: (value) => typeof value === "number" && Number.isFinite(value),
};
