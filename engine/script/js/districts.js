"use strict";
// The districts of a GeoJSON file, made ready for drawing once and kept: their outlines in whole
// cells of a grid as fine as the drawing, and where their names have most room.
(() => {
    const kCardShape = 1.5; // width to height of what is usually left beside the legend
    const kMaps = 8; // kept
    const known = new Map(); // layout, size, join and GeoJSON text → districts

    const kFurthest = 1e8; // metres of a projection have seven digits
    const isPoint = (p) =>
        Array.isArray(p) && Math.abs(p[0]) < kFurthest && Math.abs(p[1]) < kFurthest &&
        typeof p[0] === "number" && typeof p[1] === "number";
    const isListOf = (isItem) => (list) =>
        Array.isArray(list) && list.length > 0 && list.every(isItem);
    const isPolygon = isListOf(isListOf(isPoint));
    const isArea = (geometry) =>
        (geometry?.type === "Polygon" && isPolygon(geometry.coordinates)) ||
        (geometry?.type === "MultiPolygon" && isListOf(isPolygon)(geometry.coordinates));

    // [{key, name, properties, rings}], a ring being a list of [longitude, latitude]. `join`: the
    // property rows name a district by; `names`: that which is written, the same when not given.
    const readDistricts = (text, file, join, names = join) => {
        let json;
        try {
            json = JSON.parse(text);
        } catch (error) {
            throw new pendopo.Problem(`${file}: not JSON (${error.message})`);
        }
        const features = Array.isArray(json?.features) ? json.features : [];
        const drawn = features.filter((feature) =>
            isArea(feature?.geometry) && feature.properties?.[join] !== undefined);
        if (drawn.length === 0) {
            throw new pendopo.Problem(
                `${file}: no district to draw – expected GeoJSON polygons with the property "${join}"`);
        }
        if (!drawn.some(({ properties }) => properties[names] !== undefined)) {
            throw new pendopo.Problem(`names: no district of ${file} has the property "${names}"`);
        }
        const written = drawn.map(({ properties }) => String(properties[names] ?? properties[join]));
        const shorten = pendopo.withoutCommonWord(written);
        return drawn.map(({ properties, geometry }, i) => ({
            key: String(properties[join]), name: shorten(written[i]),
            properties,
            rings: geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat(),
        }));
    };
    const boxOf = (districts) => {
        const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
        for (const { rings } of districts) {
            for (const ring of rings) {
                for (const [x, y] of ring) {
                    box.left = Math.min(box.left, x);
                    box.right = Math.max(box.right, x);
                    box.top = Math.min(box.top, y);
                    box.bottom = Math.max(box.bottom, y);
                }
            }
        }
        return box;
    };

    // Borders no finer than the drawing: points that fall into one cell are one, and those on the
    // straight line between their neighbours go. Both are the same for the districts on either
    // side, so that they still touch.
    const snap = (ring, cellOf) => {
        const kept = [];
        for (const point of ring) {
            const [x, y] = cellOf(point);
            const n = kept.length;
            if (n > 0 && kept[n - 1][0] === x && kept[n - 1][1] === y) {
                continue;
            }
            if (n > 1) {
                const [[ax, ay], [bx, by]] = [kept[n - 2], kept[n - 1]];
                if ((bx - ax) * (y - by) === (by - ay) * (x - bx)) {
                    kept.pop();
                }
            }
            kept.push([x, y]);
        }
        return kept;
    };
    const pathOf = (rings) => rings.map((ring) => {
        let path = "";
        let [px, py] = [0, 0];
        for (const [x, y] of ring) {
            path += `${path === "" ? "M" : "l"}${x - px},${y - py}`;
            [px, py] = [x, y];
        }
        return path + "z";
    }).join("");

    // What is inside of the rings, as spans [left, right] on kRows lines across.
    const kRows = 40;
    const spansOf = (rings, box) => {
        const step = (box.bottom - box.top) / kRows;
        const crossings = Array.from({ length: kRows }, () => []);
        for (const ring of rings) {
            let [ax, ay] = ring.at(-1);
            for (const [x, y] of ring) {
                const [low, high] = ay < y ? [ay, y] : [y, ay];
                const last = Math.min(kRows, Math.ceil((high - box.top) / step - 0.5));
                for (let k = Math.max(0, Math.ceil((low - box.top) / step - 0.5)); k < last; ++k) {
                    const line = box.top + (k + 0.5) * step;
                    crossings[k].push(ax + (x - ax) * (line - ay) / (y - ay));
                }
                [ax, ay] = [x, y];
            }
        }
        const rows = crossings.map((xs) => {
            xs.sort((a, b) => a - b);
            const spans = [];
            for (let i = 0; i + 1 < xs.length; i += 2) {
                spans.push([xs[i], xs[i + 1]]);
            }
            // The widest are enough: of a coast with many islands only those take a name.
            return spans.sort((a, b) => b[1] - b[0] - a[1] + a[0]).slice(0, 3);
        });
        return { rows, top: box.top, step };
    };
    // The largest box inside whose sides are `width` and `height` times its `size`.
    const largestBox = ({ rows, top, step }, width, height) => {
        let best = { size: 0, x: 0, y: 0 };
        for (let i = 0; i < rows.length; ++i) {
            for (let [left, right] of rows[i]) {
                for (let j = i; j < rows.length; ++j) {
                    const over = rows[j].map(([l, r]) => [Math.max(l, left), Math.min(r, right)])
                        .reduce((most, span) => (span[1] - span[0] > most[1] - most[0] ? span : most),
                            [0, 0]);
                    [left, right] = over;
                    if ((right - left) / width <= best.size) {
                        break;
                    }
                    const size = Math.min((right - left) / width, (j - i) * step / height);
                    if (size > best.size) {
                        best = { size, x: (left + right) / 2, y: top + ((i + j + 1) / 2) * step };
                    }
                }
            }
        }
        return best;
    };

    // A name on one line, broken at its best space, and at every space.
    const breaksOf = (name) => {
        const words = name.trim().split(/\s+/).slice(0, 6);
        const broken = [[words.join(" ")]];
        for (let i = 1; i < words.length; ++i) {
            broken.push([words.slice(0, i).join(" "), words.slice(i).join(" ")]);
        }
        return words.length > 2 ? [...broken, words] : broken;
    };
    const kSide = 0.3; // left free beside a name, in font sizes
    const widthOf = (lines, canvas) => Math.max(...lines.map((line) =>
        pendopo.textWidth(line, `100px ${canvas.font}`))) / 100;

    // One to two cells a pixel of the longer side of the map as large as the drawing takes it.
    const cellsOf = ({ width, height }, wide, high) => {
        const longer = Math.max(wide, high) || 1;
        const side = longer * Math.min(width / (wide || longer), height / (high || longer));
        return 2 ** Math.ceil(Math.log2(Math.max(64, side)));
    };
    // Where x lies between the western and the eastern end of the land at that height, 0 to 1.
    const acrossOf = (rows, x, y) => {
        let [left, right] = [x, x];
        for (const { rows: spans, top, step } of rows) {
            for (const [l, r] of spans[Math.floor((y - top) / step)] ?? []) {
                left = Math.min(left, l);
                right = Math.max(right, r);
            }
        }
        return right > left ? (x - left) / (right - left) : 0.5;
    };
    const outlined = (districts, canvas) => {
        const box = boxOf(districts);
        const latitude = Math.abs(box.top + box.bottom) / 2;
        const aspect = latitude < 85 ? Math.cos(latitude * Math.PI / 180) : 1;
        const wide = (box.right - box.left) * aspect;
        const high = box.bottom - box.top;
        const cell = Math.max(wide, high) / cellsOf(canvas, wide, high) || 1;
        const cellOf = ([x, y]) => [
            Math.round((x - box.left) * aspect / cell), Math.round((box.bottom - y) / cell)];
        const drawn = districts.map(({ key, name, rings }) => {
            const snapped = rings.map((ring) => snap(ring, cellOf));
            const shown = snapped.filter((ring) => ring.length > 2);
            const outline = shown.length > 0 ? shown : [snapped[0]];
            const spans = spansOf(outline, boxOf([{ rings: outline }]));
            const places = breaksOf(name).map((lines) => ({ lines,
                ...largestBox(spans, widthOf(lines, canvas) + kSide, lines.length * pendopo.svg.kLine) }));
            const middle = largestBox(spans, 1, 1);
            return {
                key, name, path: pathOf(outline), spans,
                // Where its name is largest, and how large that is in cells.
                place: places.reduce((best, place) => (place.size > best.size ? place : best)),
                middle: middle.size > 0 ? middle : { x: outline[0][0][0], y: outline[0][0][1] },
            };
        });
        const all = drawn.map(({ spans }) => spans);
        return {
            districts: drawn.map(({ spans, ...district }) => ({
                ...district, across: acrossOf(all, district.middle.x, district.middle.y),
            })),
            width: wide / cell || 1, height: high / cell || 1,
        };
    };

    // Cells of a grid: as the file says (col, row), else every district takes a cell near where it
    // lies.
    const gridOf = (districts) => {
        const given = districts.map(({ properties }) => [properties.col, properties.row]);
        const taken = new Set(given.map(String));
        if (given.every((cell) => cell.every(Number.isInteger)) && taken.size === districts.length) {
            return given;
        }
        const box = boxOf(districts);
        const wide = Math.max(box.right - box.left, 1e-9);
        const high = Math.max(box.bottom - box.top, 1e-9);
        // Between the shape of the land and that of the card, which the grid has to fill.
        const shape = Math.sqrt(Math.min(3, Math.max(0.33, wide / high)) * kCardShape);
        const columns = Math.max(1, Math.round(Math.sqrt(districts.length * shape)));
        const rows = Math.ceil(districts.length / columns);
        const places = districts.map((district) => {
            const own = boxOf([district]);
            const x = ((own.left + own.right) / 2 - box.left) / wide * columns - 0.5;
            const y = (box.bottom - (own.top + own.bottom) / 2) / high * rows - 0.5;
            return { x, y };
        });
        const free = [];
        for (let row = 0; row < rows; ++row) {
            for (let col = 0; col < columns; ++col) {
                free.push([col, row]);
            }
        }
        const off = (place, [col, row]) => (col - place.x) ** 2 + (row - place.y) ** 2;
        for (const place of places) {
            const nearest = free.reduce((best, cell, at) =>
                off(place, cell) < off(place, free[best]) ? at : best, 0);
            place.cell = free.splice(nearest, 1)[0];
        }
        // Then districts change places, with each other or a free cell, while that brings them
        // nearer to where they lie.
        const others = [...places, ...free.map((cell) => ({ free: true, cell }))];
        const cost = (place, cell) => (place.free ? 0 : off(place, cell));
        for (let better = true, rounds = 0; better && rounds < 50; ++rounds) {
            better = false;
            for (const a of places) {
                for (const b of others) {
                    const now = cost(a, a.cell) + cost(b, b.cell);
                    if (cost(a, b.cell) + cost(b, a.cell) < now - 1e-9) {
                        [a.cell, b.cell] = [b.cell, a.cell];
                        better = true;
                    }
                }
            }
        }
        return places.map((place) => place.cell);
    };
    const gridded = (districts, canvas) => {
        const cells = gridOf(districts);
        const [cols, rows] = [0, 1].map((at) => cells.map((cell) => cell[at]));
        const [left, top] = [Math.min(...cols), Math.min(...rows)];
        return {
            districts: districts.map(({ key, name }, i) => ({
                key, name, col: cells[i][0] - left, row: cells[i][1] - top,
                breaks: breaksOf(name).map((lines) => ({ lines, width: widthOf(lines, canvas) })),
            })),
            columns: Math.max(...cols) - left + 1, rows: Math.max(...rows) - top + 1,
        };
    };

    // `layout` "map": {width, height (of all, in cells), districts: [{key, name, path, place: {lines,
    // size, x, y}, middle: {x, y}, across}]}; "tiles": {columns, rows, districts: [{key, name, col, row,
    // breaks: [{lines, width}]}]}. Widths of texts are in font sizes.
    pendopo.useDistricts = (text, file, join, layout, canvas, names) => {
        const size = layout === "map" ? `${canvas.width}x${canvas.height}` : "";
        const id = [layout, size, join, names ?? "", text].join("\n");
        let found = known.get(id);
        if (!found) {
            const districts = readDistricts(text, file, join, names);
            found = layout === "tiles" ? gridded(districts, canvas) : outlined(districts, canvas);
            if (known.size >= kMaps) {
                known.clear();
            }
            known.set(id, found);
        }
        return found;
    };
})();
