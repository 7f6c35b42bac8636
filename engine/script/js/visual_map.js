"use strict";
// Scales of colours and sizes (visualMap): which colours, in whose words, and where they stand.
(() => {
    const { listOf, isNumber } = pendopo;
    const kLine = 1.3; // from line to line, in font sizes

    // A scale of colours that nobody chose: the one of the maps, for lines and dots without its end
    // that is nearest to the ground.
    pendopo.completeVisualMaps = (option, canvas) => {
        const isArea = option.series.some((series) => series.type === "heatmap");
        for (const map of listOf(option.visualMap)) {
            const isSaid = map.inRange !== undefined || map.controller !== undefined ||
                map.color !== undefined ||
                listOf(map.pieces).some((piece) => piece?.color || piece?.symbolSize);
            if (!isSaid) {
                map.inRange = { color: pendopo.ramp(5, canvas).slice(isArea ? 0 : 2) };
            }
        }
    };

    const isPiecewise = (map) => (map.type === undefined
        ? map.pieces !== undefined || map.categories !== undefined || map.splitNumber > 0
        : map.type === "piecewise");
    const writer = (canvas) => (value) => canvas.formats.format(value, canvas.format ?? "automatic");
    const span = (from, to, write) => (from === to ? write(from)
        : !Number.isFinite(from) ? `< ${write(to)}`
            : !Number.isFinite(to) ? `> ${write(from)}` : `${write(from)} – ${write(to)}`);
    const kSteps = 5; // ECharts' own number of pieces, and its own ends
    const kEnds = { min: 0, max: 200 };
    const labelsOf = (map, write) => {
        if (map.pieces) {
            return map.pieces.map((piece) => piece.label ?? (piece.value !== undefined
                ? write(piece.value) : span(piece.gt ?? piece.gte ?? piece.min ?? -Infinity,
                    piece.lt ?? piece.lte ?? piece.max ?? Infinity, write)));
        }
        if (map.categories) {
            return map.categories.map(String);
        }
        const { min, max } = { ...kEnds, ...map };
        const steps = map.splitNumber ?? kSteps;
        return [...Array(steps).keys()].map((i) => span(min + (max - min) / steps * i,
            min + (max - min) / steps * (i + 1), write));
    };
    // [length, thickness] along and across its direction.
    const layPieces = (map, room, lies, canvas) => {
        const { caption } = canvas;
        const write = writer(canvas);
        map.formatter ??= (from, to) =>
            pendopo.hide(to === undefined ? String(from) : span(from, to, write));
        map.itemWidth = map.itemHeight = caption * 0.8;
        map.itemGap = caption * (lies ? 0.8 : 0.35);
        const measure = () => {
            const widths = labelsOf(map, write).map((label) => pendopo.textUnits(String(label),
                `${caption}px ${canvas.font}`) + caption * 1.2);
            return lies ? [widths.reduce((sum, width) => sum + width + map.itemGap, 0), caption * kLine]
                : [widths.length * (caption * kLine + map.itemGap), Math.max(...widths)];
        };
        while (measure()[0] > room && !map.pieces && !map.categories &&
            (map.splitNumber ?? kSteps) > 2) {
            map.splitNumber = (map.splitNumber ?? kSteps) - 1;
        }
        return measure();
    };
    const layBar = (map, room, lies, canvas) => {
        const { caption } = canvas;
        const write = writer(canvas);
        map.calculable = false; // nobody drags it
        const said = listOf(map.text);
        map.text = [map.max, map.min].map((end, i) => [said[i], isNumber(end) ? write(end) : undefined]
            .filter(Boolean).join(lies ? " " : "\n"));
        const lines = map.text.flatMap((text) => text.split("\n"));
        const widths = lines.map((line) =>
            pendopo.textUnits(line, `${caption}px ${canvas.font}`));
        const beside = lies ? widths.reduce((sum, width) => sum + width, caption)
            : caption * 1.7 * lines.length;
        map.itemWidth = caption * 0.9;
        map.itemHeight = Math.min(caption * 10, room * 0.6, room - beside - caption);
        return map.itemHeight < caption * 1.5 ? [Infinity, 0]
            : [map.itemHeight + beside, lies ? caption * kLine : Math.max(caption, ...widths)];
    };

    const kMostAcross = 0.45; // of the room
    // Along the edge that it names, in `area`, which becomes smaller by it. Where there is no room
    // for it, it is left out rather than too small to be read.
    pendopo.placeVisualMap = (map, canvas, area) => {
        if (map.show === false) {
            return;
        }
        const { caption } = canvas;
        const lies = map.orient === "horizontal";
        const [width, height] = [area.right - area.left, area.bottom - area.top];
        const [room, across] = lies ? [width, height] : [height, width];
        map.padding = 0;
        map.textGap = caption * 0.4;
        const [length, thick] = (isPiecewise(map) ? layPieces : layBar)(map, room, lies, canvas);
        if (length > room || thick > across * kMostAcross) {
            map.show = false;
            pendopo.noteLeftOut(1, undefined, "scale of colours");
            return;
        }
        const [near, far] = lies ? ["top", "bottom"] : ["left", "right"];
        const isNear = map[near] !== undefined && pendopo.sideOf(map, [near, far]) === "start";
        const away = isNear ? near : far;
        const along = lies ? "left" : "top";
        const start = !lies || map.left === undefined || map.left === "center"
            ? Math.max(0, (room - length) / 2) : map.left === "right" ? room - length : 0;
        for (const key of ["left", "right", "top", "bottom"]) {
            delete map[key];
        }
        map[along] = area[along] + start;
        // The last swatches of a column reach out of what ECharts thinks it is.
        map[away] = isNear ? area[near] : (lies ? canvas.height : canvas.width) - area[far] +
            (!lies && isPiecewise(map) ? caption * 0.5 : 0);
        area[away] += (thick + caption * 0.8) * (isNear ? 1 : -1);
    };
})();
