"use strict";
// Pies: where the names of their parts stand. Around the circle while each has room there; else in a
// legend, with their figures, beside or below a circle as large as its place allows. What a legend
// has no room for becomes one part, the smallest first. Shares alone stay at the parts where several
// circles share a legend.
(() => {
    const { listOf, isObject, isNumber } = pendopo;
    const words = { id: (count) => `${count} lainnya`, en: (count) => `${count} others` };
    const fontOf = (canvas, px = canvas.caption) => `${px}px ${canvas.font}`;
    const widthOf = (text, canvas) => pendopo.textUnits(String(text), fontOf(canvas));
    const widest = (texts, canvas) => Math.max(0, ...texts.map((text) => widthOf(text, canvas)));

    // A part of the page in shares of it: {start, size}.
    const spanOf = (part, [near, far, extent], whole) => {
        const share = (value) => (isNumber(value) ? value / whole
            : typeof value === "string" && value.endsWith("%") ? parseFloat(value) / 100 : undefined);
        const [a, b, size] = [near, far, extent].map((key) => share(part[key]));
        const start = a ?? (b !== undefined && size !== undefined ? 1 - b - size : 0);
        return { start, size: size ?? 1 - start - (b ?? 0), share };
    };
    const centreOf = (series, canvas) => [["left", "right", "width"], ["top", "bottom", "height"]]
        .map((keys, i) => {
            const whole = i === 0 ? canvas.width : canvas.height;
            const { start, size, share } = spanOf(series, keys, whole);
            const at = listOf(series.center)[i];
            return isNumber(at) ? start + share(at) : start + size * (share(at) ?? 0.5);
        });
    // The share of the page that each pie has for itself: as far as to the middle between it and the
    // next one, and as far on its other side. Those around one centre share one place.
    const placesOf = (pies, canvas) => {
        const centres = pies.map((series) => centreOf(series, canvas));
        const apart = (axis) => (at) => Math.min(2 * at, 2 * (1 - at), ...centres
            .map((other) => Math.abs(other[axis] - at)).filter((gap) => gap > 0.05));
        return centres.map(([x, y]) => ({ x, y, width: apart(0)(x), height: apart(1)(y) }));
    };

    const isAround = ({ label }) => label?.show !== false &&
        /^(outer|outside)?$/.test(label?.position ?? "");
    // Its parts as {name, value}, if they say both themselves.
    const partsOf = (series) => {
        const items = listOf(series.data);
        return items.length > 0 && items.every((item) => isObject(item) && isNumber(item.value) &&
            item.value >= 0 && item.name !== undefined && !listOf(item.children).length)
            ? items : undefined;
    };
    const labelWriter = (series, canvas) => (typeof series.label?.formatter === "function"
        ? series.label.formatter : pendopo.makeFormatter("{b}\n{d}%", canvas));
    const labelsOf = (series, parts, canvas) => {
        const write = labelWriter(series, canvas);
        const sum = parts.reduce((all, { value }) => all + value, 0) || 1;
        return parts.map(({ name, value }) => String(write({ name, value, data: { name, value },
            percent: value / sum * 100, seriesName: series.name ?? "" })));
    };

    // Boxes of several lines need a large drawing; elsewhere a label says what labels here say.
    const [kBoxWidth, kBoxHeight] = [36, 5.5]; // captions
    const isBox = (label) => isObject(label?.rich) &&
        /\n|\|\}/.test(String(label.formatter?.template ?? label.formatter));
    const plainLabels = (series, canvas) => {
        const isCrowded = listOf(series.data).length / 2 * kBoxHeight * canvas.caption > canvas.height;
        for (const part of [series, ...listOf(series.data)]) {
            if (isBox(part?.label) && (isCrowded || canvas.width < canvas.caption * kBoxWidth)) {
                for (const key of ["rich", "formatter", "backgroundColor", "borderColor",
                    "borderWidth", "padding", "lineHeight", "width", "height"]) {
                    delete part.label[key];
                }
            }
        }
    };

    const kGap = 1.4; // captions from a circle to its names
    const kLeastRound = 5; // likewise: of a circle
    const kNameRoom = (width, canvas) => Math.max(canvas.caption * 5, width * 0.26);
    // How names stand around a circle in a place of this size: "lines", "line" where each has to keep
    // to one, or undefined where they do not.
    const waysAround = (labels, { width, height }, canvas) => {
        const { caption } = canvas;
        const room = kNameRoom(width, canvas);
        const wrapped = labels.map((label) => label.split("\n").flatMap((line) =>
            pendopo.wrap(line, room, fontOf(canvas))));
        const fits = (wide, lines) => width - 2 * (wide + kGap * caption) >= kLeastRound * caption &&
            Math.floor(height / (caption * (1.2 * lines + 0.2))) * 2 * 0.9 >= labels.length;
        if (fits(widest(wrapped.flat(), canvas), Math.max(...wrapped.map((lines) => lines.length)))) {
            return "lines";
        }
        return fits(widest(labels.map((label) => label.replace(/\n/g, " ")), canvas), 1)
            ? "line" : undefined;
    };

    // What a legend says of each part: its label on one line, else its name and share.
    const kMostParts = 12; // colours that are told apart
    const kBelow = pendopo.kPieRows = 0.76; // of the height, below the circle
    const kEntry = 1.6; // captions: a row, and the gap in it
    const kEntryGap = 0.3;
    const kMark = 2.5; // likewise: what stands beside the words
    // What a circle leaves of the width to a legend beside it.
    const kLeastPart = 0.85; // of the circle that it would be alone
    pendopo.besidePie = (width, height) => width - kLeastPart * Math.min(height, width * 0.6);
    const roomForEntries = (texts, { width, height }, canvas) => {
        const { caption } = canvas;
        const wide = widest(texts, canvas) + kMark * caption;
        const rows = (room) => Math.floor((room / caption + kEntryGap) / kEntry);
        return { beside: wide <= pendopo.besidePie(width, height) && width > height ? rows(height) : 0,
            below: Math.floor(width / wide) * rows(height * kBelow) };
    };
    // As many parts as there is room for, the others as one.
    const fold = (parts, count, canvas) => {
        const order = [...parts].sort((a, b) => b.value - a.value);
        const kept = new Set(order.slice(0, count - 1));
        const others = order.slice(count - 1);
        const rest = { name: words[canvas.language](others.length),
            value: others.reduce((sum, { value }) => sum + value, 0),
            itemStyle: { color: pendopo.colour.mix(canvas.colours.panel, canvas.colours.muted, 0.6) } };
        return [...parts.filter((part) => kept.has(part)), rest];
    };
    const nameInLegend = (series, option, area, canvas) => {
        let parts = partsOf(series);
        const told = listOf(option.legend);
        if (parts === undefined) {
            option.legend = told.length > 0 ? told : [{}];
            return;
        }
        const shorten = pendopo.withoutCommonWord(parts.map(({ name }) => String(name)));
        const says = (items) => {
            const names = items.map(({ name }) => shorten(String(name)));
            const own = series.label?.rich ? [] : [labelsOf(series, items, canvas)
                .map((label, i) => label.replace(/\s*\n\s*/g, " ").replace(String(items[i].name), names[i]))];
            const shares = labelsOf({ ...series, label: {} }, items, canvas)
                .map((label, i) => `${names[i]} ${label.split("\n").at(-1)}`);
            return [...own, shares, names];
        };
        const fitting = (items) => says(items).find((texts) => {
            const { beside, below } = roomForEntries(texts, area, canvas);
            return Math.max(beside, below) >= items.length;
        });
        let texts = parts.length <= kMostParts ? fitting(parts) : undefined;
        for (let count = Math.min(parts.length - 1, kMostParts); !texts && count > 2; --count) {
            const items = fold(parts, count, canvas);
            texts = fitting(items);
            if (texts) {
                pendopo.noteLeftOut(parts.length - count + 1, parts.length, "names of parts");
                parts = series.data = items;
            }
        }
        if (!texts) { // names alone, as many as there are
            texts = parts.map(({ name }) => shorten(String(name)));
        }
        const written = new Map(parts.map(({ name }, i) => [String(name), texts[i]]));
        const { beside } = roomForEntries(texts, area, canvas);
        option.legend = [{ ...told[0], data: parts.map(({ name }) => String(name)),
            formatter: (name) => written.get(name) ?? name,
            ...(beside >= parts.length ? { orient: "vertical", left: "right", top: "middle" }
                : { orient: "horizontal", top: "bottom", left: 0 }) }];
        delete option.legend[0].show;
    };

    // Circles inside others whose slices are smaller than their names have them in a legend.
    const innerOf = (pies, places, canvas) => pies.filter((series, i) => {
        const isTwin = places.some((other, k) => k !== i && other.x === places[i].x &&
            other.y === places[i].y);
        const radius = listOf(series.radius ?? "0%").at(-1);
        const half = Math.min(canvas.width, canvas.height) / 2;
        const most = isNumber(radius) ? radius : parseFloat(radius) / 100 * half;
        return isTwin && series.label?.show !== false && partsOf(series) !== undefined &&
            /^inn?(er|side)$/.test(series.label?.position ?? "") &&
            most * kSliceOfName < widest(partsOf(series).map(({ name }) => name), canvas);
    });
    const nameInner = (inner, option, canvas) => {
        const entries = inner.flatMap((series) => {
            series.label = { show: false };
            canvas.pies.get(series).way = "legend";
            const labels = labelsOf(series, partsOf(series), canvas);
            return partsOf(series).map(({ name }, i) =>
                [String(name), labels[i].replace(/\s*\n\s*/g, " ")]);
        });
        if (entries.length === 0) {
            return;
        }
        const written = new Map(entries);
        option.legend = [{ ...listOf(option.legend)[0], data: [...written.keys()],
            formatter: (name) => written.get(name) ?? name }];
        delete option.legend[0].show;
    };

    const kSliceOfName = 0.7; // of a radius: the widest name in a slice
    const kTitle = 2; // captions: the room of a title
    const kSharesWide = 3.4; // likewise: "23,1%"
    const kLowMix = 12; // likewise: of height, where circles beside axes have no room
    const kNarrow = 18; // likewise: of width
    const kAbove = 0.2; // of the height: a circle stands above or below such a grid
    const kSlice = 2.2; // likewise: of a radius that figures may stand in
    pendopo.preparePies = (option, canvas) => {
        const { caption } = canvas;
        const pies = option.series.filter((series) => series.type === "pie");
        const ways = canvas.pies = new Map();
        if (pies.length === 0) {
            return;
        }
        if (option.grid !== undefined || option.calendar !== undefined) {
            const isBeside = listOf(option.grid).every(({ top, bottom }) => [top, bottom].every((at) =>
                (spanOf({ top: at }, ["top", "bottom", "height"], canvas.height).start ?? 0) < kAbove));
            if (option.grid !== undefined && !isBeside && canvas.height < caption * kLowMix) {
                option.series = option.series.filter((series) => series.type !== "pie");
                pendopo.noteLeftOut(pies.length, pies.length, "circles");
            }
            for (const series of pies.filter((one) => isAround(one) && canvas.width < caption * kNarrow)) {
                series.label = { ...series.label, show: false };
                series.labelLine = { show: false };
                option.legend ??= [{ top: "bottom" }];
            }
            return;
        }
        const places = placesOf(pies, canvas);
        const several = new Set(places.map(({ x, y }) => `${x.toFixed(2)} ${y.toFixed(2)}`)).size > 1;
        const area = { width: canvas.width,
            height: canvas.height - (listOf(option.title).length > 0 && canvas.height > caption * 16
                ? kTitle * caption : 0) };
        const named = new Set();
        pies.forEach((series, i) => {
            plainLabels(series, canvas);
            const place = places[i];
            const room = { width: place.width * area.width, height: place.height * area.height };
            const parts = partsOf(series);
            if (!isAround(series) || isBox(series.label)) {
                ways.set(series, { way: "own", place });
                return;
            }
            const labels = parts ? labelsOf(series, parts, canvas)
                : pendopo.legendNames({ ...option, series: [series] }).map((name) => `${name}\n23,1%`);
            const way = labels.length === 0 ? "lines" : waysAround(labels, room, canvas);
            ways.set(series, { way: way ?? "legend", place });
            if (way === undefined) {
                named.add(series);
            }
        });
        const inner = innerOf(pies, places, canvas);
        if (named.size === 0) {
            nameInner(inner, option, canvas);
            return;
        }
        // One that has a legend gives it to all.
        for (const [series, told] of ways) {
            if (told.way !== "own") {
                told.way = "legend";
                named.add(series);
            }
        }
        const [series] = named;
        if (named.size === 1 && !several) {
            nameInLegend(series, option, area, canvas);
        } else {
            const legend = listOf(option.legend)[0] ?? { top: "bottom" };
            delete legend.show;
            option.legend = [legend];
        }
        for (const one of named) {
            const { place } = ways.get(one);
            const width = place.width * area.width;
            const round = Math.min(width, place.height * area.height) * 0.75;
            const share = { formatter: pendopo.makeFormatter("{d}%", canvas) };
            const isWhole = !Array.isArray(one.radius) || parseFloat(one.radius[0]) === 0;
            const style = { ...one.label };
            for (const key of ["formatter", "alignTo", "bleedMargin", "edgeDistance", "rich", "width"]) {
                delete style[key];
            }
            const isTold = named.size === 1 && !several && listOf(option.legend)[0]?.formatter;
            ways.get(one).fills = true;
            if (!isTold && width - 2 * (kSharesWide + 1) * caption >= round * 0.55) {
                one.label = { ...style, ...share };
                one.labelLine = { length: caption * 0.3, length2: caption * 0.3 };
                ways.get(one).spare = { across: (kSharesWide + 1) * caption, down: caption * 1.2 };
            } else if (!isTold && isWhole && one.radius !== undefined && round / 2 >= kSlice * caption) {
                one.label = { ...style, ...share, position: "inside" };
                one.labelLine = { show: false };
            } else {
                one.label = { show: false };
                one.labelLine = { show: false };
            }
        }
    };

    // As large as its place allows, where its names stand elsewhere.
    const fill = (series, { place, spare = { across: 0, down: 0 } }, area) => {
        const [width, height] = [place.width * (area.right - area.left),
            place.height * (area.bottom - area.top)];
        const half = Math.max(1, Math.min(width / 2 - spare.across, height / 2 - spare.down)) * 0.96;
        const box = Math.min(area.right - area.left, area.bottom - area.top) / 2;
        const inUnits = (radius) => (typeof radius === "string" ? parseFloat(radius) / 100 * box : radius);
        const radii = listOf(series.radius ?? ["38%", "66%"]).map(inUnits); // theme.js
        const by = half / Math.max(...radii, 1);
        series.radius = Array.isArray(series.radius ?? []) ? radii.map((r) => r * by) : radii[0] * by;
    };
    pendopo.completePie = (series, canvas, area) => {
        const told = canvas.pies.get(series);
        if (told?.fills) {
            fill(series, told, area);
            return;
        }
        if (series.label?.rich !== undefined) {
            return;
        }
        series.label = { ...series.label };
        if (/^(inner|inside)/.test(series.label.position)) {
            series.label.formatter ??= pendopo.makeFormatter("{b}", canvas);
        }
        const write = labelWriter(series, canvas);
        const width = (told?.place.width ?? 1) * (area.right - area.left);
        const room = told?.way === "line" ? Infinity : kNameRoom(width, canvas);
        series.label.formatter = (params) => {
            const text = String(write(params));
            return (told?.way === "line" ? [text.replace(/\n/g, " ")] : text.split("\n"))
                .flatMap((line) => pendopo.wrap(line, room, fontOf(canvas))).join("\n");
        };
    };

    // A title in the middle is that of a ring: it stands in its hole, without what does not fit there.
    pendopo.centreTitles = (chart, option, canvas) => {
        const titles = listOf(option.title).filter((title) => title.left === "center" &&
            /^(center|middle)$/.test(title.top));
        const index = option.series.findIndex((series) => series.type === "pie");
        if (titles.length !== 1 || index < 0) {
            return false;
        }
        const { cx, cy, r0 } = chart.getModel().getSeriesByIndex(index).getData().getItemLayout(0) ?? {};
        if (!(r0 > 0)) {
            return false;
        }
        const [title] = titles;
        const px = Math.min(title.textStyle?.fontSize ?? canvas.caption,
            Math.max(canvas.floor, r0 * 0.45));
        const lines = (text) => String(text ?? "").split("\n").filter((line) => line !== "");
        const below = lines(title.subtext);
        const high = () => (lines(title.text).length * px + below.length * canvas.caption) * 1.2;
        if (high() > r0 * 1.6 || widest(below, canvas) > r0 * 1.7) {
            delete title.subtext;
            below.length = 0;
        }
        Object.assign(title, { left: cx, top: cy - high() / 2, textAlign: "center", padding: 0, itemGap: 0,
            textStyle: { ...title.textStyle, fontSize: px, lineHeight: px * 1.2 },
            subtextStyle: { ...title.subtextStyle, fontSize: canvas.caption,
                lineHeight: canvas.caption * 1.2 } });
        if (widest(lines(title.text), canvas) * px / canvas.caption > r0 * 1.9) {
            title.show = false;
        }
        return true;
    };
})();
