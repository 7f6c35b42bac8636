"use strict";
// From a card's "option" and its value to an option ECharts may see: names bound, formats made into
// functions, everything that would load something left out, and no text able to be markup.

// ECharts writes attributes as they are, so that a colour named `"><script>` would be markup. The
// characters that could do so stand as private ones until the drawing is text.
(() => {
    const kMarkup = "<>&\"";
    const kFirst = 0xe000;
    const hidden = new Map([...kMarkup].map((c, i) => [c, String.fromCharCode(kFirst + i)]));
    const shown = new Map([...hidden].map(([c, h]) => [h, c]));
    const entities = new Map([
        ["<", "&lt;"], [">", "&gt;"], ["&", "&amp;"], ["\"", "&quot;"],
    ]);
    // Control characters are no XML either; private ones could pass for ours.
    const unsafe = /[<>&"\u0000-\u0008\u000b-\u001f\ue000-\uf8ff\ufffe\uffff]/g;
    pendopo.hide = (text) => text.replace(unsafe, (c) => hidden.get(c) ?? "");
    pendopo.unhide = (character) => shown.get(character) ?? character;
    pendopo.show = (text) => text.replace(/[\ue000-\ue003]/g, (h) => shown.get(h));
    pendopo.entitiesOf = (svg) =>
        svg.replace(/[\ue000-\ue003]/g, (h) => entities.get(shown.get(h)));
})();

pendopo.bindOption = (() => {
    // Nothing is fetched, clicked or moved on a wall.
    const kLeftOut = new Set([
        "__proto__", "constructor", "prototype", // ECharts would merge them into everybody's
        "image", "link", "sublink", "toolbox", "tooltip",
        "dataZoom", "brush", "timeline", "renderItem", "progressive",
    ]);
    const leftOut = (key) => kLeftOut.has(key) || key.startsWith("animation");
    const loads = /^\s*image:\/\/|url\s*\(/i;
    const kBinding = /^@data(?:\.(.+))?$/;
    const kStyles = ["rupiah", "number", "percent", "date"];
    const kFormat = /@(rupiah|number|percent|date)\b(?:\.(\d))?/g;
    const kHole = /\{(a|b|c|d|name|value)\d*\}/g;
    const kDimension = /\{@(?:\[(\d+)\]|([^}]+))\}/g;
    const kCode = /^\s*(?:async\s*)?(?:function\b[^(]*\(|\([^)]*\)\s*=>)/;
    const kArrow = /^\s*[\w$]+\s*=>/; // elsewhere "Desa => Kota" is a text

    // What stands in the place of a function, by the key that it was given to.
    const kInstead = [
        [/formatter$/i, 'use words like "@number" or "{b}: {c}"'],
        [/symbolSize$/, 'use "visualMap" with "inRange": {"symbolSize": [10, 60]}, or a size in each ' +
            'item of "data"'],
        [/color$/i, 'use "visualMap" with "pieces", or "itemStyle" in each item of "data"'],
        [/labelLayout$/, 'use {"hideOverlap": true} or {"moveOverlap": "shiftY"}'],
        [/interval$/, "use a number"],
        [/(min|max)$/, 'use a number, "dataMin" or "dataMax"'],
    ];
    const insteadOf = (path) => kInstead.find(([key]) => key.test(path))?.[1] ??
        'compute it in the card\'s "data"';
    // Texts that mean code, or a word of ours that is none, would stand on the wall as they are.
    const checkText = (text, path, isFormatter) => {
        if (kCode.test(text) || (isFormatter && kArrow.test(text))) {
            throw new pendopo.Problem(
                `option: ${path} – functions do not run here; ${insteadOf(path)}`);
        }
        if (isFormatter) {
            for (const [, word] of text.replace(kDimension, "").matchAll(/(?<!\w)@(\w+)/g)) {
                if (!kStyles.includes(word)) {
                    throw new pendopo.Problem(`option: ${path} – no format "@${word}"` +
                        pendopo.didYouMean(word, kStyles, `; expected @${kStyles.join(", @")}`)
                            .replace('mean "', 'mean "@'));
                }
            }
        } else if (/^@\w+(\.|$)/.test(text) && !text.startsWith("@data")) {
            const [, word] = /^@(\w+)/.exec(text);
            if (pendopo.guess(word, ["data"]) !== undefined) {
                throw new pendopo.Problem(
                    `option: ${path} – no "@${word}"; did you mean "@data"?`);
            }
        }
    };

    const nameOf = (value) =>
        Array.isArray(value) ? "a list" : value === null ? "nothing" : "a " + typeof value;

    // Stands for a value that nobody has yet.
    pendopo.kUnknown = Symbol("unknown");

    // "a.b" of the value; of a list, the member of each of its items.
    const member = (value, path, whole) => {
        let at = value;
        for (const [i, name] of path.entries()) {
            if (Array.isArray(at) && !/^\d+$/.test(name)) {
                return at.map((item) => member(item, path.slice(i), whole));
            }
            if (at === null || typeof at !== "object" || !Object.hasOwn(at, name)) {
                const has = at !== null && typeof at === "object"
                    ? (Object.keys(at).slice(0, 8).join(", ") || "nothing") : nameOf(at);
                throw new pendopo.Problem(
                    `option: "@data.${whole}" – the value has no "${name}" there; it has: ${has}`);
            }
            at = at[name];
        }
        return at;
    };

    // The figure of what ECharts hands to a label's formatter: a number, or the dimension shown.
    const figure = (params) => {
        const value = params.value;
        if (value === null || typeof value !== "object") {
            return value;
        }
        const names = params.dimensionNames ?? [];
        for (const axis of ["value", "y", "x", "radius", "angle", "single"]) {
            for (const index of params.encode?.[axis] ?? []) {
                const shown = Array.isArray(value) ? value[index] : value[names[index]];
                if (typeof shown === "number") {
                    return shown;
                }
            }
        }
        return Array.isArray(value) ? value.find((v) => typeof v === "number") : undefined;
    };

    // The value of a dimension by its name or number, of what ECharts hands to a formatter.
    const dimension = (params, name, index, columns) => {
        const told = params?.dimensionNames ?? [];
        const names = told.length > 0 ? told : columns?.[params?.seriesIndex] ?? [];
        const value = params?.value;
        const at = name === undefined ? Number(index) : names.indexOf(name);
        if (Array.isArray(value) && names.length > 0 && (at < 0 || at >= value.length)) {
            throw new pendopo.Problem(`option: formatter – the data has no "${name ?? index}"; it ` +
                `has: ${names.join(", ")}` + pendopo.didYouMean(name ?? "", names));
        }
        if (value !== null && typeof value === "object" && !Array.isArray(value)) {
            const key = name ?? names[at];
            if (!Object.hasOwn(value, key)) {
                throw new pendopo.Problem(`option: formatter – the data has no "${key}"; it has: ` +
                    Object.keys(value).join(", ") + pendopo.didYouMean(key, Object.keys(value)));
            }
            return value[key];
        }
        return Array.isArray(value) ? value[at] : at === 0 || at < 0 ? value : undefined;
    };

    // "{b}: @rupiah" as a function. Undefined when the text is ECharts' own (time axes).
    // On an axis figures are as short as they can be: `trim`.
    pendopo.makeFormatter = (text, canvas, trim = false) => {
        const ours = text.search(kFormat) >= 0 || text.search(kDimension) >= 0;
        if (!ours && text.search(kHole) < 0) {
            return undefined;
        }
        const write = (value, how) => {
            const spec = trim ? { ...(typeof how === "string" ? { style: how } : how), trim } : how;
            return pendopo.hide(canvas.formats.format(value, spec));
        };
        const plain = canvas.format ?? "automatic";
        const formatter = (params) => {
            const isObject = params !== null && typeof params === "object";
            const value = isObject ? figure(params) : params;
            const isName = typeof params === "string"; // of an axis of names: "2026" is a year
            const holes = {
                a: isObject ? params.seriesName : "",
                b: isObject ? params.name : params,
                name: isObject ? params.name : params,
                d: isObject ? write(params.percent, { style: "number", decimals: 1 }) : "",
            };
            return text
                .replace(kDimension, (all, index, name) => {
                    const found = dimension(params, name, index, canvas.columns);
                    return typeof found === "number" ? write(found, plain)
                        : found === undefined || found === null ? "–" : pendopo.hide(String(found));
                })
                .replace(kFormat, (all, style, decimals) =>
                    write(value, decimals ? { style, decimals: Number(decimals) } : style))
                .replace(kHole, (all, hole) =>
                    hole !== "c" && hole !== "value" ? (holes[hole] ?? "")
                        : isName ? params : write(value, plain));
        };
        formatter.template = text;
        return formatter;
    };

    const isLocalText = (value) =>
        Object.keys(value).length === 2 && typeof value.id === "string" &&
        typeof value.en === "string";

    // A copy without anything that loads or moves, its texts hidden from markup.
    const clean = (value) => {
        if (typeof value === "string") {
            return loads.test(value) ? "" : pendopo.hide(value);
        }
        if (Array.isArray(value)) {
            return value.filter((item) => !(item && item.type === "image")).map(clean);
        }
        if (value !== null && typeof value === "object") {
            const copy = {};
            for (const [key, item] of Object.entries(value)) {
                if (!leftOut(key)) {
                    copy[pendopo.hide(key)] = clean(item);
                }
            }
            return copy;
        }
        return value;
    };

    return (option, value, canvas) => {
        const bind = (item, path, ofAxis = false) => {
            if (typeof item === "string") {
                checkText(item, path, false);
                const binding = kBinding.exec(item);
                if (!binding) {
                    return clean(item);
                }
                if (value === pendopo.kUnknown) {
                    return undefined;
                }
                const named = binding[1];
                return clean(named ? member(value, named.split("."), named) : value);
            }
            if (Array.isArray(item)) {
                return item.filter((i) => !(i && i.type === "image"))
                    .map((one, i) => bind(one, `${path}[${i}]`));
            }
            if (item !== null && typeof item === "object") {
                if (isLocalText(item)) {
                    return clean(canvas.textIn(item));
                }
                const bound = {};
                for (const [key, entry] of Object.entries(item)) {
                    const at = path === "" ? key : `${path}.${key}`;
                    if (leftOut(key)) {
                        continue;
                    }
                    if (key === "formatter" && typeof entry === "string") {
                        checkText(entry, at, true);
                        bound[key] = pendopo.makeFormatter(entry, canvas, ofAxis) ?? clean(entry);
                    } else {
                        bound[key] = bind(entry, at, key === "axisLabel");
                    }
                }
                return bound;
            }
            return item;
        };
        return bind(option, "");
    };
})();
