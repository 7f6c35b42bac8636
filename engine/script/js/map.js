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

    // Beside the drawing and above it: the room that is left, and the legend itself; in narrow
    // drawings above it also at the price of more than half of the height. A drawing that is too small
    // for either has none.
    const [kBeside, kAbove, kMostAbove] = [0.5, 0.5, 0.7]; // of the width, and of the height
    const arrangementsOf = ({ column, rows }, { caption, width, height }) => {
        const top = rows.height + caption * 0.4;
        const isBeside = column.height <= height && column.width + caption <= width * kBeside;
        const isAbove = rows.width <= width && top <= height * (isBeside || width > height ? kAbove : kMostAbove);
        return [
            ...(isBeside ? [{
                room: { x: 0, y: 0, width: width - column.width - caption, height },
                legend: column.svg(width - column.width, height - column.height),
            }] : []),
            ...(isAbove ? [{
                room: { x: 0, y: top, width, height: height - top },
                legend: rows.svg(0, 0),
            }] : []),
            ...(isBeside || isAbove ? [] : [{ room: { x: 0, y: 0, width, height }, legend: "" }]),
        ];
    };
    const noteLegend = ({ legend }) => pendopo.noteLeftOut(legend === "" ? 1 : 0, undefined, "legend");
    const dashed = (canvas, width) => ({
        fill: canvas.colours.panel, stroke: canvas.colours.muted, "stroke-width": width,
        "stroke-dasharray": `${(width * 4).toFixed(2)} ${(width * 3).toFixed(2)}`,
    });

    const drawOutlines = (canvas, map, faces, figures, arrangements) => {
        const { caption, colours } = canvas;
        const placed = pendopo.placeNames(map, arrangements, figures, canvas);
        noteLegend(placed.arrangement);
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
    // size; one that does not fit at the smallest is broken between syllables. Where that does not do
    // either, the legend goes, for the figures tell what it does; else the figures, for it tells what
    // they do; and last a name: none is cut short.
    const kWidest = 3.2;
    const kFigures = [1.15, 1, 0]; // their size, in those of a name; 0: none
    const drawTiles = (canvas, grid, faces, arrangements) => {
        const { caption, colours } = canvas;
        const gap = caption * 0.15;
        const breakOf = ({ breaks }, px, width, height) => breaks.find((one) =>
            one.width * px <= width && one.lines.length * px * kLine <= height);
        const linesOf = (district, px, { inner, high }) => {
            const whole = breakOf(district, px, inner, high)?.lines ??
                pendopo.hyphenate(district.name, inner, `${px}px ${canvas.font}`);
            return whole !== undefined && whole.length * px * kLine <= high ? whole : undefined;
        };
        const settle = (arrangement, figure) => {
            const { room } = arrangement;
            const width = Math.min(room.width / grid.columns, room.height / grid.rows * kWidest);
            const height = Math.min(room.height / grid.rows, width);
            const below = (px) => px * figure * 1.2;
            const size = canvas.sizes.find((px) => grid.districts.every((district) => breakOf(district,
                px, (width - gap) * 0.94, (height - gap) * 0.94 - below(px))));
            const px = size ?? canvas.floor;
            const figurePx = px * figure;
            const withFigure = figure > 0 && height - gap >= px * kLine + figurePx * 1.1;
            const inner = (width - gap) * 0.94;
            const high = height - gap - (withFigure ? below(px) : 0);
            const gone = grid.districts.filter((district) =>
                linesOf(district, px, { inner, high }) === undefined).length;
            return { ...arrangement, width, height, px, figurePx, withFigure, inner, high, gone };
        };
        const worse = (a, b) => a.gone - b.gone || b.withFigure - a.withFigure ||
            (a.legend === "") - (b.legend === "") || b.px - a.px || b.figurePx - a.figurePx ||
            b.width * b.height - a.width * a.height;
        const bare = { room: { x: 0, y: 0, width: canvas.width, height: canvas.height }, legend: "" };
        const isToldEnough = (one) => one.legend !== "" || one.withFigure;
        const chosen = [...arrangements, bare].flatMap((one) => kFigures.map((size) => settle(one, size)))
            .filter((one, i) => i < arrangements.length * kFigures.length || isToldEnough(one))
            .reduce((best, one) => (worse(best, one) > 0 ? one : best));
        const { room, legend, width, height, px, figurePx, withFigure } = chosen;
        const all = grid.districts.length;
        if (!withFigure && legend === "") { // else one tells what the other does
            noteLegend(chosen);
            pendopo.noteLeftOut(all, all, "figures of districts");
        }
        pendopo.noteLeftOut(chosen.gone, all, "names of districts");
        const left = room.x + (room.width - width * grid.columns) / 2;
        const top = room.y + (room.height - height * grid.rows) / 2;
        return legend + grid.districts.map((district, i) => {
            const [x, y] = [left + district.col * width, top + district.row * height];
            const { fill, ink, text } = faces[i];
            const lines = linesOf(district, px, chosen) ?? [];
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
