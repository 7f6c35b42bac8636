"use strict";
// Where a map and the names of its districts stand: inside of the district where there is room,
// else beside the map with a line to it. No name is smaller than can be read.
(() => {
    const kRow = 1.25; // from one name beside the map to the next, in font sizes
    const kGap = 0.9; // between their lines and the map
    const kBefore = 0.25; // between a name and its line

    // A map of `scale` pixels a cell and where its names go; undefined when they do not fit.
    // `names`: [{i, size, across, width, weight}] from west to east, sizes and widths as in
    // pendopo.useDistricts.
    const attempt = (map, room, scale, px, names) => {
        const outside = names.filter((name) => name.size * scale < px);
        const free = room.width - map.width * scale + 0.01; // against rounding
        const most = Math.floor(room.height / (px * kRow));
        const n = outside.length;
        // Widest name of the first k, and of those from k on.
        const left = [0];
        const right = Array(n + 1).fill(0);
        for (let k = 0; k < n; ++k) {
            const beside = ({ width }) => (width + kBefore + kGap) * px;
            left.push(Math.max(left[k], beside(outside[k])));
            right[n - 1 - k] = Math.max(right[n - k], beside(outside[n - 1 - k]));
        }
        const natural = outside.filter((name) => name.across < 0.5).length;
        for (let off = 0; off <= n; ++off) {
            for (const k of [natural - off, natural + off]) {
                if (k >= 0 && k <= n && k <= most && n - k <= most && left[k] + right[k] <= free) {
                    return {
                        room, scale, px, outside, onLeft: k,
                        inside: names.filter((name) => name.size * scale >= px),
                        x: room.x + left[k] + (free - left[k] - right[k]) / 2,
                        y: room.y + (room.height - map.height * scale) / 2,
                    };
                }
            }
        }
        return undefined;
    };
    // With as many names as fit; the least important ones go first.
    const compromise = (map, room, scale, px, names) => {
        const most = 2 * Math.floor(room.height / (px * kRow));
        const order = names.filter((name) => name.size * scale < px)
            .sort((a, b) => a.weight - b.weight);
        const gone = new Set(order.splice(0, Math.max(0, order.length - most)));
        for (;;) {
            const found = attempt(map, room, scale, px, names.filter((name) => !gone.has(name)));
            if (found || order.length === 0) {
                return found;
            }
            gone.add(order.shift());
        }
    };

    // The arrangement that shows the map largest with all its names, else most of the names.
    const choose = (map, arrangements, canvas, names) => {
        const fit = ({ room }) => Math.min(room.width / map.width, room.height / map.height);
        // Of names, and down to which size of the map.
        const sizes = [[canvas.caption, 0.75], [canvas.floor, 0.45]];
        for (const [px, least] of sizes) {
            const found = arrangements.map((arrangement) => {
                for (let part = 1; part >= least; part -= 0.05) {
                    const placed =
                        attempt(map, arrangement.room, fit(arrangement) * part, px, names);
                    if (placed) {
                        return { ...placed, arrangement };
                    }
                }
                return undefined;
            }).filter(Boolean);
            if (found.length > 0) {
                return found.reduce((best, one) => (one.scale > best.scale ? one : best));
            }
        }
        const count = (one) => one.inside.length + one.outside.length;
        return arrangements.flatMap((arrangement) => [1, 0.8].map((part) => ({ arrangement,
            ...compromise(map, arrangement.room, fit(arrangement) * part, canvas.floor, names) })))
            .reduce((best, one) => (count(one) > count(best) ? one : best));
    };

    const cross = (a, b) => {
        const side = (p, q, r) => Math.sign((q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x));
        return side(a.from, a.to, b.from) !== side(a.from, a.to, b.to) &&
            side(b.from, b.to, a.from) !== side(b.from, b.to, a.to);
    };
    // A line across another, or so near to its end that it seems to be the other's.
    const kClear = 0.4; // in font sizes
    const trouble = (a, b, px) => {
        const near = (line, { x, y }) => {
            const [dx, dy] = [line.to.x - line.from.x, line.to.y - line.from.y];
            const part = ((x - line.from.x) * dx + (y - line.from.y) * dy) / (dx * dx + dy * dy);
            const at = Math.min(1, Math.max(0, part));
            return Math.hypot(line.from.x + at * dx - x, line.from.y + at * dy - y) < kClear * px;
        };
        return (cross(a, b) ? 4 : 0) + (near(a, b.to) ? 1 : 0) + (near(b, a.to) ? 1 : 0);
    };
    const swap = (a, b) => {
        [a.from.y, b.from.y] = [b.from.y, a.from.y];
    };
    // Names of one side from top to bottom, near their districts, no line in another's way.
    const stack = (lines, room, px) => {
        const row = px * kRow;
        lines.sort((a, b) => a.to.y - b.to.y);
        let y = room.y - row / 2;
        for (const line of lines) {
            y = Math.max(y + row, Math.min(line.to.y, room.y + room.height - row / 2));
            line.from.y = y;
        }
        let below = room.y + room.height + row / 2;
        for (const line of [...lines].reverse()) {
            below = Math.min(below - row, line.from.y);
            line.from.y = below;
        }
        for (let again = true, rounds = 0; again && rounds < 30; ++rounds) {
            again = false;
            for (const a of lines) {
                for (const b of lines) {
                    const before = a === b ? 0 : trouble(a, b, px);
                    if (before > 0) {
                        swap(a, b);
                        if (trouble(a, b, px) < before) {
                            again = true;
                        } else {
                            swap(a, b);
                        }
                    }
                }
            }
        }
        return lines;
    };

    // `figures`: of each district, null where there is none; the highest and lowest are the most
    // important. {arrangement, scale, px, x, y (of the map), inside: [{i, lines, x, y}],
    // outside: [{i, text, isLeft, x, from, to}]}, in pixels.
    pendopo.placeNames = (map, arrangements, figures, canvas) => {
        const sorted = figures.filter((figure) => figure !== null).sort((a, b) => a - b);
        const middle = (sorted.length - 1) / 2;
        // Letters stand at whole pixels: as wide as they are at the sizes that there are.
        const widthOf = (name) => Math.max(...canvas.sizes.map((px) =>
            pendopo.textWidth(name, `${px}px ${canvas.font}`) / px));
        const names = map.districts.map((district, i) => ({
            i, size: district.place.size, across: district.across,
            width: widthOf(district.name),
            weight: figures[i] === null ? -1 : Math.abs(sorted.indexOf(figures[i]) - middle),
        })).sort((a, b) => a.across - b.across);
        const { arrangement, room, scale, px, x, y, inside, outside, onLeft } =
            choose(map, arrangements, canvas, names);
        const at = (place) => ({ x: x + place.x * scale, y: y + place.y * scale });
        const lines = outside.map(({ i }, k) => ({
            i, text: map.districts[i].name, isLeft: k < onLeft,
            from: { x: k < onLeft ? x - kGap * px : x + map.width * scale + kGap * px, y: 0 },
            x: k < onLeft ? x - (kGap + kBefore) * px : x + map.width * scale + (kGap + kBefore) * px,
            to: at(map.districts[i].middle),
        }));
        return {
            arrangement, scale, px, x, y,
            inside: inside.map(({ i }) => ({
                i, lines: map.districts[i].place.lines, ...at(map.districts[i].place),
            })),
            outside: [true, false].flatMap((isLeft) =>
                stack(lines.filter((line) => line.isLeft === isLeft), room, px)),
        };
    };
})();
