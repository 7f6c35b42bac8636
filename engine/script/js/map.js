"use strict";
// Maps of districts in at most five classes, each district named: as they lie, or as a grid of
// equal squares.
(() => {
    const kClasses = 5;
    const kCardShape = 1.5; // width to height of what is usually left beside the legend
    const kMaps = 4; // registered ones kept
    const known = new Map(); // GeoJSON text and layout → {name, regions}

    const words = {
        id: { none: "Tidak ada data" },
        en: { none: "No data" },
    };
    const key = (name) => String(name).normalize("NFC").trim().replace(/\s+/g, " ").toLowerCase();

    // Every point of a geometry, to `see`.
    const points = (coordinates, see) => {
        if (typeof coordinates[0] === "number") {
            see(coordinates[0], coordinates[1]);
        } else {
            coordinates.forEach((part) => points(part, see));
        }
    };
    const boxOf = (features) => {
        const box = { left: Infinity, right: -Infinity, bottom: Infinity, top: -Infinity };
        for (const feature of features) {
            points(feature.geometry.coordinates, (x, y) => {
                box.left = Math.min(box.left, x);
                box.right = Math.max(box.right, x);
                box.bottom = Math.min(box.bottom, y);
                box.top = Math.max(box.top, y);
            });
        }
        return box;
    };

    const isPoint = (p) => Array.isArray(p) && Number.isFinite(p[0]) && Number.isFinite(p[1]);
    const isListOf = (isItem) => (list) =>
        Array.isArray(list) && list.length > 0 && list.every(isItem);
    const isPolygon = isListOf(isListOf(isPoint));
    const isArea = (geometry) =>
        (geometry?.type === "Polygon" && isPolygon(geometry.coordinates)) ||
        (geometry?.type === "MultiPolygon" && isListOf(isPolygon)(geometry.coordinates));

    const readFeatures = (text, file, join) => {
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
        return drawn;
    };

    // Borders no finer than a drawing shows: points that fall into one cell are one. Neighbours lose
    // the same ones, so that they still touch.
    const kCells = 1200; // of the larger extent
    const thin = (features) => {
        const box = boxOf(features);
        const cell = Math.max(box.right - box.left, box.top - box.bottom) / kCells || 1;
        const snap = ([x, y]) => [Math.round(x / cell), Math.round(y / cell)];
        const ring = (points) => {
            const kept = points.map(snap).filter(
                ([x, y], i, all) => i === 0 || x !== all[i - 1][0] || y !== all[i - 1][1]);
            return kept.length < 4 ? points : kept.map(([x, y]) => [x * cell, y * cell]);
        };
        const rings = (part) => (typeof part[0][0] === "number" ? ring(part) : part.map(rings));
        return features.map((feature) => ({
            properties: feature.properties, type: "Feature",
            geometry: { type: feature.geometry.type, coordinates: rings(feature.geometry.coordinates) },
        }));
    };

    // Cells of a grid: as the file says (col, row), else every district takes a cell near where it
    // lies.
    const cellsOf = (features) => {
        const given = features.map(({ properties }) => [properties.col, properties.row]);
        const taken = new Set(given.map(String));
        if (given.every((cell) => cell.every(Number.isInteger)) && taken.size === features.length) {
            return given;
        }
        const box = boxOf(features);
        const wide = Math.max(box.right - box.left, 1e-9);
        const high = Math.max(box.top - box.bottom, 1e-9);
        // Between the shape of the land and that of the card, which squares have to fill.
        const shape = Math.sqrt(Math.min(3, Math.max(0.33, wide / high)) * kCardShape);
        const columns = Math.max(1, Math.round(Math.sqrt(features.length * shape)));
        const rows = Math.ceil(features.length / columns);
        const places = features.map((feature) => {
            const own = boxOf([feature]);
            const x = ((own.left + own.right) / 2 - box.left) / wide * columns - 0.5;
            const y = (box.top - (own.top + own.bottom) / 2) / high * rows - 0.5;
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
    const squares = (features) => {
        const kGap = 0.03;
        const cells = cellsOf(features);
        return features.map((feature, i) => {
            const [col, row] = cells[i];
            const [left, right, top, bottom] =
                [col + kGap, col + 1 - kGap, -row - kGap, -row - 1 + kGap];
            return {
                type: "Feature",
                properties: feature.properties,
                geometry: {
                    type: "Polygon",
                    coordinates: [[[left, top], [right, top], [right, bottom], [left, bottom], [left, top]]],
                },
            };
        });
    };

    const useMap = (text, file, join, layout) => {
        const id = [layout, join, text].join("\n");
        let map = known.get(id);
        if (!map) {
            const features = readFeatures(text, file, join);
            const shapes = layout === "tiles" ? squares(features) : thin(features);
            const named = shapes.map((shape) => ({
                ...shape, properties: { name: pendopo.hide(String(shape.properties[join])) },
            }));
            const box = boxOf(named);
            map = {
                name: `map${known.size % kMaps}-${layout}`,
                geoJson: { type: "FeatureCollection", features: named },
                names: named.map((shape) => shape.properties.name),
                sizes: named.map((shape) => { // width and height, in the map's own units
                    const own = boxOf([shape]);
                    return [own.right - own.left, own.top - own.bottom];
                }),
                box,
                aspect: layout === "tiles" ? 1
                    : Math.cos(((box.top + box.bottom) / 2) * Math.PI / 180),
            };
            if (known.size >= kMaps) {
                known.clear();
            }
            known.set(id, map);
            echarts.registerMap(map.name, map.geoJson);
        }
        return map;
    };

    // Upper bounds that divide the values into classes of about equal count; equal values stay
    // together.
    const boundsOf = (values, classes) => {
        const sorted = [...values].sort((a, b) => a - b);
        const bounds = [];
        for (let i = 1; i <= classes; ++i) {
            const bound = sorted[Math.ceil((sorted.length * i) / classes) - 1];
            if (bound !== bounds.at(-1)) {
                bounds.push(bound);
            }
        }
        return bounds;
    };
    const makeClasses = (values, count, canvas) => {
        const bounds = boundsOf(values, count);
        const { colours } = canvas;
        const dark = pendopo.colour.luminance(colours.ground) < 0.2;
        const [low, high] = dark
            ? [pendopo.colour.mix(colours.panel, colours.series[0], 0.28),
                pendopo.colour.mix(colours.series[0], "#FFFFFF", 0.55)]
            : [pendopo.colour.mix("#FFFFFF", colours.series[0], 0.3),
                pendopo.colour.mix(colours.series[0], "#04122B", 0.75)];
        return bounds.map((most, i) => {
            const inside = values.filter((v) => v <= most && (i === 0 || v > bounds[i - 1]));
            const colour = bounds.length === 1 ? pendopo.colour.mix(low, high, 0.6)
                : pendopo.colour.mix(low, high, i / (bounds.length - 1));
            const [least, greatest] = [Math.min(...inside), Math.max(...inside)];
            const write = (value, how) => pendopo.hide(canvas.formats.format(value, how));
            const bare = typeof canvas.format === "object"
                ? { ...canvas.format, unit: undefined } : canvas.format;
            const whole = write(greatest, canvas.format);
            return {
                most, colour, label: least === greatest ? whole : `${write(least, bare)} – ${whole}`,
            };
        });
    };

    const rowsOf = (value, map, file) => {
        if (!Array.isArray(value)) {
            throw new pendopo.Problem("data: expected a list of {\"name\", \"value\"}");
        }
        const rows = new Map();
        for (const row of value) {
            if (row !== null && typeof row === "object" && row.name !== undefined) {
                const figure = typeof row.value === "number" ? row.value : null;
                rows.set(key(pendopo.hide(String(row.name))), figure);
            }
        }
        if (rows.size > 0 && !map.names.some((name) => rows.has(key(name)))) {
            throw new pendopo.Problem(
                `data: none of its ${rows.size} names is a district of ${file}, which has ` +
                map.names.slice(0, 5).join(", "));
        }
        return rows;
    };

    const kSmallest = 0.34; // of the caption; smaller is not readable on walking up either
    // A name broken between words into the width, and the largest size up to `size` at which it
    // fits in width and height.
    const setName = (name, width, height, size, canvas) => {
        const parts = name.split(/\s+/);
        for (let px = size; ; px *= 0.94) {
            const font = `${px}px ${canvas.font}`;
            const lines = [];
            for (const part of parts) {
                const joined = lines.length > 0 ? lines.at(-1) + " " + part : part;
                if (lines.length > 0 && pendopo.textWidth(joined, font) <= width) {
                    lines[lines.length - 1] = joined;
                } else {
                    lines.push(part);
                }
            }
            const fits = Math.max(...lines.map((line) => pendopo.textWidth(line, font))) <= width &&
                lines.length * px * 1.15 <= height;
            if (fits || px < size * kSmallest) {
                return { text: lines.join("\n"), px };
            }
        }
    };

    const legendOf = (classes, anyMissing, label, canvas) => {
        const { caption, colours, font } = canvas;
        const row = caption * 1.5;
        const entries = classes.map((c) => ({ fill: c.colour, text: c.label })).reverse();
        if (anyMissing) {
            entries.push({ text: words[canvas.language].none });
        }
        const texts = label ? [label, ...entries.map((e) => e.text)] : entries.map((e) => e.text);
        const textWidth = Math.max(...texts.map((t) => pendopo.textWidth(t, `${caption}px ${font}`)));
        const style = { fill: colours.text, font: `${caption}px ${font}`, verticalAlign: "middle" };
        const children = label
            ? [{ type: "text", x: 0, y: row / 2, style: { ...style, fill: colours.muted, text: label } }]
            : [];
        entries.forEach((entry, i) => {
            const y = (i + (label ? 1 : 0)) * row;
            children.push({
                type: "rect",
                shape: { x: 0, y: y + row / 2 - caption * 0.45, width: caption * 0.9,
                    height: caption * 0.9, r: caption * 0.1 },
                style: { fill: entry.fill ?? "transparent", stroke: entry.fill ? "none" : colours.muted,
                    lineWidth: caption * 0.06,
                    lineDash: entry.fill ? undefined : [caption * 0.2, caption * 0.15] },
            });
            children.push({
                type: "text", x: caption * 1.3, y: y + row / 2, style: { ...style, text: entry.text },
            });
        });
        return { children, width: textWidth + caption * 1.3, height: (entries.length + (label ? 1 : 0)) * row };
    };

    pendopo.drawMap = (canvas, definition, value, files) => {
        const file = definition.geojson;
        if (!files.has(file)) {
            throw new pendopo.Problem(`geojson: "${file}" did not come with the job`);
        }
        const layout = definition.layout ?? "map";
        if (layout !== "map" && layout !== "tiles") {
            throw new pendopo.Problem(`layout: got "${layout}"; expected map or tiles`);
        }
        canvas.format = definition.format;
        const map = useMap(files.get(file), file, definition.join ?? "name", layout);
        const rows = rowsOf(value ?? [], map, file);
        const figures = map.names.map((name) => rows.get(key(name)) ?? null);
        const values = figures.filter((figure) => figure !== null);
        const classes = values.length === 0 ? [] : makeClasses(
            values, Math.max(1, Math.min(kClasses, definition.classes ?? kClasses)), canvas);
        const legend = legendOf(classes, values.length < figures.length,
            pendopo.hide(canvas.textIn(definition.label)), canvas);

        // The legend takes the side on which the districts lose least.
        const { caption, colours, width, height } = canvas;
        const shape = ((map.box.right - map.box.left) * map.aspect) / (map.box.top - map.box.bottom);
        const beside = { width: width - legend.width - caption, height };
        const above = { width, height: height - legend.height - caption * 0.5 };
        const scale = (room) => Math.min(room.width / shape, room.height);
        const isBeside = scale(beside) >= scale(above);
        const room = isBeside ? beside : above;
        const side = scale(room) / (map.box.top - map.box.bottom); // pixels of a square

        // Names as large as their district allows; on squares all alike.
        const sets = map.names.map((name, i) => layout === "tiles"
            ? setName(name, side * 0.9, side * 0.56, caption, canvas)
            : setName(name, map.sizes[i][0] * side * map.aspect * 0.8, map.sizes[i][1] * side * 0.8,
                caption * 0.9, canvas));
        const least = Math.min(...sets.map((set) => set.px));
        const data = map.names.map((name, i) => {
            const figure = figures[i];
            const found = figure === null ? undefined : classes.find((c) => figure <= c.most);
            const ink = found ? pendopo.colour.inkOn(found.colour, colours) : colours.muted;
            // An outline, for where a name reaches over its district.
            const text = {
                color: ink, fontFamily: canvas.font, textBorderWidth: caption * 0.08,
                textBorderColor: found ? found.colour : colours.panel,
            };
            const px = layout === "tiles" ? least : sets[i].px;
            const lines = sets[i].text.split("\n").map((line) => `{n|${line}}`);
            const rich = { n: { ...text, fontSize: px, lineHeight: px * 1.15 } };
            if (layout === "tiles") {
                const bare = typeof canvas.format === "object"
                    ? { ...canvas.format, unit: undefined } : canvas.format;
                const number = found ? pendopo.hide(canvas.formats.format(figure, bare)) : "–";
                const large = setName(number, side * 0.9, side * 0.3, caption, canvas).px;
                lines.push(`{v|${number}}`);
                rich.v = { ...text, fontSize: large, lineHeight: large * 1.3, fontWeight: 600 };
            }
            return {
                name, value: figure ?? NaN, label: { ...text, formatter: lines.join("\n"), rich },
                itemStyle: found ? { areaColor: found.colour } : {
                    areaColor: colours.panel,
                    borderColor: colours.muted, borderType: "dashed", borderWidth: caption * 0.04,
                },
            };
        });
        return pendopo.render(canvas, {
            animation: false,
            graphic: {
                type: "group", silent: true,
                x: isBeside ? width - legend.width : 0, y: isBeside ? height - legend.height : 0,
                children: legend.children,
            },
            series: [{
                type: "map", map: map.name, data, silent: true, selectedMode: false,
                nameProperty: "name", aspectScale: map.aspect,
                left: 0, top: isBeside ? 0 : legend.height + caption * 0.5,
                width: room.width, height: room.height,
                layoutCenter: [room.width / 2, height - room.height / 2],
                layoutSize: "100%",
                label: { show: true },
                labelLayout: { hideOverlap: layout === "map" },
                itemStyle: { borderColor: colours.ground, borderWidth: caption * 0.05 },
            }],
        });
    };
})();
