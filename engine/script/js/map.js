"use strict";
// Maps of districts in at most five classes, each district named: as they lie, or as a grid of
// tiles.
(() => {
    const kClasses = 5;
    const { element, lines: textLines, kLine } = pendopo.svg;

    // The figures of the districts, by their places in the list.
    const figuresOf = (value, districts, file) => {
        if (!Array.isArray(value)) {
            throw new pendopo.Problem("data: expected a list of {\"name\", \"value\"}");
        }
        const rows = value.filter((row) =>
            row !== null && typeof row === "object" && row.name !== undefined && row.name !== null);
        const figures = pendopo.matchPlaces(rows, districts.map(({ key }) => key), file);
        return districts.map((district, i) => figures.get(i) ?? null);
    };

    // Beside the drawing and above it: the room that is left, and the legend itself. A drawing that is
    // too low for either has none.
    const kMostLegend = 0.5; // of the height, above the map
    const arrangementsOf = ({ column, rows }, { caption, width, height }) => {
        const top = rows.height + caption * 0.4;
        const found = [
            column.height <= height && {
                room: { x: 0, y: 0, width: Math.max(1, width - column.width - caption), height },
                legend: column.svg(width - column.width, height - column.height),
            },
            rows.width <= width && top <= height * kMostLegend && {
                room: { x: 0, y: top, width, height: height - top },
                legend: rows.svg(0, 0),
            },
        ].filter(Boolean);
        if (found.length === 0) {
            pendopo.noteLeftOut(1, undefined, "legend");
        }
        return found.length > 0 ? found : [{ room: { x: 0, y: 0, width, height }, legend: "" }];
    };
    const dashed = (canvas, width) => ({
        fill: canvas.colours.panel, stroke: canvas.colours.muted, "stroke-width": width,
        "stroke-dasharray": `${(width * 4).toFixed(2)} ${(width * 3).toFixed(2)}`,
    });

    const drawOutlines = (canvas, map, faces, figures, arrangements) => {
        const { caption, colours } = canvas;
        const placed = pendopo.placeNames(map, arrangements, figures, canvas);
        const { scale, px, x, y, inside, outside } = placed;
        const border = Math.max(1, caption * 0.05) / scale;
        const outlines = [true, false].flatMap((known) => map.districts.map(({ path }, i) =>
            ((figures[i] !== null) === known ? element("path", {
                d: path, ...(known ? { fill: faces[i].fill } : dashed(canvas, border)),
            }) : "")));
        // Light between two dark edges, to be seen on any class.
        const leader = ({ from, to }, stroke, width) => element("path", {
            d: `M${from.x.toFixed(1)},${from.y.toFixed(1)}L${to.x.toFixed(1)},${to.y.toFixed(1)}`,
            stroke, "stroke-width": width,
        });
        const dot = ({ to }) => element("circle", { cx: to.x, cy: to.y, r: caption * 0.14,
            fill: colours.text, stroke: colours.ground, "stroke-width": caption * 0.06 });
        return placed.arrangement.legend +
            element("g", {
                transform: `translate(${x.toFixed(2)},${y.toFixed(2)}) scale(${scale.toFixed(6)})`,
                stroke: colours.ground, "stroke-width": border, "stroke-linejoin": "round",
            }, outlines.join("")) +
            outside.map((line) => leader(line, colours.ground, caption * 0.14)).join("") +
            outside.map((line) => leader(line, colours.text, caption * 0.05) + dot(line)).join("") +
            // A line that crosses a district passes under its name.
            inside.map(({ i, lines, x: cx, y: cy }) => {
                const wide = Math.max(...lines.map((line) =>
                    pendopo.textWidth(line, `${px}px ${canvas.font}`)));
                const high = lines.length * px;
                const under = outside.length === 0 ? "" : element("rect", {
                    x: cx - wide / 2, y: cy - high / 2, width: wide, height: high, fill: faces[i].fill,
                });
                return under + textLines(cx, cy, lines, px,
                    { fill: faces[i].ink, "text-anchor": "middle" });
            }).join("") +
            outside.map(({ text, isLeft, x: edge, from }) => textLines(edge, from.y, [text], px,
                { fill: colours.text, "text-anchor": isLeft ? "end" : "start" })).join("");
    };

    // Tiles fill the room, not higher than wide and not much wider than high. All names are of one
    // size; one that does not fit at the smallest is broken between syllables, else cut short, for it
    // still begins differently.
    const kWidest = 3.2;
    const kFigure = 1.15; // its size, in those of a name
    const drawTiles = (canvas, grid, faces, arrangements) => {
        const { caption, colours } = canvas;
        const gap = caption * 0.15;
        const breakOf = ({ breaks }, px, width, height) => breaks.find((one) =>
            one.width * px <= width && one.lines.length * px * kLine <= height);
        // Of a name, in a tile with its figure: undefined where it has to be cut short.
        const linesOf = (district, px, { inner, high }) => {
            const whole = breakOf(district, px, inner, high)?.lines ??
                pendopo.hyphenate(district.name, inner, `${px}px ${canvas.font}`);
            return whole !== undefined && whole.length * px * kLine <= high ? whole : undefined;
        };
        const settle = (arrangement) => {
            const { room } = arrangement;
            const width = Math.min(room.width / grid.columns, room.height / grid.rows * kWidest);
            const height = Math.min(room.height / grid.rows, width);
            const size = canvas.sizes.find((px) => grid.districts.every((district) => breakOf(district,
                px, (width - gap) * 0.94, (height - gap) * 0.94 - px * kFigure * 1.2)));
            const px = size ?? canvas.floor;
            const figurePx = px * kFigure;
            const withFigure = height - gap >= px * kLine + figurePx * 1.1;
            const inner = (width - gap) * 0.94;
            const high = height - gap - (withFigure ? figurePx * 1.2 : 0);
            const cut = grid.districts.filter((district) =>
                linesOf(district, px, { inner, high }) === undefined).length;
            return { ...arrangement, width, height, px, figurePx, withFigure, inner, high, cut };
        };
        const chosen = arrangements.map(settle).reduce((best, one) => (best.cut - one.cut ||
            one.px - best.px || one.width * one.height - best.width * best.height) > 0 ? one : best);
        const { room, legend, width, height, px, figurePx, withFigure, inner } = chosen;
        const shortened = (name) => {
            const characters = [...name];
            const fits = () => pendopo.textWidth(characters.join("") + "…", `${px}px Inter`) <= inner;
            while (characters.length > 0 && !fits()) {
                characters.pop();
            }
            return characters.length > 0 ? characters.join("").trim() + "…" : "";
        };
        const left = room.x + (room.width - width * grid.columns) / 2;
        const top = room.y + (room.height - height * grid.rows) / 2;
        return legend + grid.districts.map((district, i) => {
            const [x, y] = [left + district.col * width, top + district.row * height];
            const { fill, ink, text } = faces[i];
            const lines = linesOf(district, px, chosen) ?? [shortened(district.name)];
            const nameHigh = lines.length * px * kLine;
            const start = y + height / 2 - (nameHigh + (withFigure ? figurePx * 1.2 : 0)) / 2;
            const face = { fill: ink, "text-anchor": "middle" };
            return element("rect", {
                x: x + gap / 2, y: y + gap / 2, width: width - gap, height: height - gap,
                rx: caption * 0.08, ...(text === undefined ? dashed(canvas, caption * 0.04) : { fill }),
            }) + textLines(x + width / 2, start + nameHigh / 2, lines, px, face) +
                (withFigure ? textLines(x + width / 2, start + nameHigh + figurePx * 0.6,
                    [text ?? "–"], figurePx, { ...face, "font-weight": 600 }) : "");
        }).join("");
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
        const map = pendopo.useDistricts(
            files.get(file), file, definition.join ?? "name", layout, canvas, definition.names);
        const figures = figuresOf(value ?? [], map.districts, file);
        const values = figures.filter((figure) => figure !== null);
        const format = { ...canvas.formats.alike(values, canvas.format), unit: undefined };
        const classes = values.length === 0 ? [] : pendopo.makeClasses(
            values, Math.max(1, Math.min(kClasses, definition.classes ?? kClasses)), canvas);
        const legends = pendopo.makeLegends(
            classes, values.length < figures.length, canvas.textIn(definition.label), canvas);
        const faces = figures.map((figure) => {
            const found = figure === null ? undefined : classes.find((c) => figure <= c.most);
            return found
                ? { fill: found.colour, ink: found.ink, text: canvas.formats.format(figure, format) }
                : { fill: canvas.colours.panel, ink: canvas.colours.muted };
        });
        const arrangements = arrangementsOf(legends, canvas);
        return pendopo.finishSvg(pendopo.svg.document(canvas, layout === "tiles"
            ? drawTiles(canvas, map, faces, arrangements)
            : drawOutlines(canvas, map, faces, figures, arrangements)));
    };
})();
