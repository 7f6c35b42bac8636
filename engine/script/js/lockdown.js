"use strict";
// Last: takes away what turns text into code, and freezes what every object shares, so that no run
// can leave anything behind there for the next. Data and expressions have no way to any of it; this
// is the second lock.
(() => {
    const refuse = function () {
        throw new pendopo.Problem("code in text is not run");
    };
    const plain = Object.getPrototypeOf(function () {});
    for (const prototype of [
        plain,
        Object.getPrototypeOf(async function () {}),
        Object.getPrototypeOf(function* () {}),
        Object.getPrototypeOf(async function* () {}),
    ]) {
        Object.defineProperty(prototype, "constructor", { value: refuse });
    }
    for (const name of ["eval", "Function", "WebAssembly", "Atomics"]) {
        delete globalThis[name];
    }
    // A frozen property may not be shadowed by assignment, which the libraries do now and then
    // (x.toString = …); an accessor allows that.
    const everything = Object.prototype;
    for (const name of ["constructor", "toString", "toLocaleString", "valueOf"]) {
        const { value } = Object.getOwnPropertyDescriptor(everything, name);
        Object.defineProperty(everything, name, {
            get: () => value,
            set(own) {
                if (this !== everything) {
                    Object.defineProperty(this, name, {
                        value: own, writable: true, configurable: true, enumerable: true,
                    });
                }
            },
        });
    }
    Object.freeze(everything);
})();
