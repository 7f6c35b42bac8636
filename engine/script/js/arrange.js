"use strict";
// Where the parts of a chart stand: titles, legends and scales of colour along the drawing's edges,
// each where the option wants it, and what is drawn in the room that they leave.
(() => {
    const { listOf, isObject, isNumber } = pendopo;
    const inPixels = (value, whole) => (isNumber(value) ? value
        : typeof value === "string" && /^-?[\d.]+%$/.test(value) ? parseFloat(value) / 100 * whole
            : undefined);
    const widthOf = (text, canvas, px = canvas.caption) =>
        pendopo.textUnits(text, `${px}px ${canvas.font}`);
    const kLine = 1.3; // from line to line, in font sizes

    // "start", "end", or undefined for the middle: the side of the drawing that `part` stands at.
    const kPage = { left: 800, top: 500 }; // that options are written for, pixels.js
    const sideOf = pendopo.sideOf = (part, [near, far]) => {
        const at = part[near];
        if (at === undefined || at === null) {
            return part[far] !== undefined && part[far] !== null ? "end" : "start";
        }
        if (at === near || at === far) {
            return at === near ? "start" : "end";
        }
        const share = inPixels(at, 1) === undefined || !isNumber(at) ? inPixels(at, 1)
            : at / kPage[near];
        return share === undefined ? undefined : share < 0.3 ? "start"
            : share > 0.65 ? "end" : undefined;
    };

    // The card has a title of its own: one inside the chart is the first to go.
    const kTitleRoom = 16; // captions of height
    const kSubtitleRoom = 24;
    // Titles that stand beside each other, if each word of theirs has room there; else the first.
    const beside = (titles, canvas) => {
        const widest = Math.max(0, ...titles.flatMap(({ text, subtext }) =>
            `${text ?? ""} ${subtext ?? ""}`.split(/\s+/)).map((word) => widthOf(word, canvas)));
        return titles.length > 2 && widest > canvas.width * 0.9 / titles.length
            ? titles.slice(0, 1).filter(({ text }) => text) : titles;
    };
    const placeTitles = (option, canvas, area) => {
        const { caption } = canvas;
        const atEdge = (title) => sideOf(title, ["top", "bottom"]);
        const shown = listOf(option.title).filter((title) => title.show !== false);
        const several = shown.filter((title) => atEdge(title) === undefined).length > 1;
        option.title = shown.filter((title) => several || atEdge(title) === undefined ||
            canvas.height >= kTitleRoom * caption);
        if (several && option.singleAxis !== undefined) { // names of its rows
            area.left += caption * 0.8 + Math.max(...option.title.map((title) =>
                widthOf(String(title.text ?? ""), canvas, (title.textStyle?.fontSize ?? caption) * 1.05)));
        }
        for (const side of several ? [] : ["start", "end"]) {
            const titles = beside(option.title.filter((title) => atEdge(title) === side), canvas);
            option.title = option.title.filter((title) => atEdge(title) !== side ||
                titles.includes(title));
            let height = 0;
            for (const title of titles) {
                if (title.text && canvas.height < kSubtitleRoom * caption) {
                    delete title.subtext;
                }
                let own = 0;
                for (const [key, style, room] of [["text", "textStyle", canvas.width],
                    ["subtext", "subtextStyle", canvas.width]]) {
                    if (title[key]) {
                        const px = Math.min(title[style]?.fontSize ?? caption, caption * 1.2);
                        title[key] = String(title[key]).split("\n").flatMap((line) =>
                            pendopo.wrap(line, room * 0.9 / (titles.length > 2 ? titles.length : 1),
                                `600 ${px}px ${canvas.font}`)).join("\n");
                        title[style] = { ...title[style], fontSize: px, lineHeight: px * kLine };
                        own += title[key].split("\n").length * px * kLine;
                    }
                }
                title.padding = 0;
                title.itemGap = 0;
                delete title.top;
                delete title.bottom;
                title[side === "start" ? "top" : "bottom"] = 0;
                if (isNumber(title.left)) {
                    title.left = 0;
                }
                height = Math.max(height, own);
            }
            if (titles.length > 0) {
                area[side === "start" ? "top" : "bottom"] +=
                    (height + caption * 0.4) * (side === "start" ? 1 : -1);
            }
        }
    };

    // What a legend of ECharts shows of its own accord.
    const namesOf = pendopo.legendNames = (option) => {
        const ofDataset = pendopo.datasetNames(option);
        const names = listOf(option.series).flatMap((series, i) => {
            const items = listOf(series.data ?? series.nodes);
            if (series.type === "graph") {
                return listOf(series.categories).map((category) => category?.name);
            }
            if (series.type === "themeRiver") {
                return items.map((row) => row?.[2]);
            }
            if (["pie", "funnel", "radar", "chord"].includes(series.type)) {
                const rows = items.length > 0 ? items
                    : listOf(listOf(option.dataset)[0]?.source).slice(1);
                return rows.map((item) => (isObject(item) ? item.name ?? Object.values(item)[0]
                    : Array.isArray(item) ? item[0] : undefined));
            }
            return [ofDataset[i]];
        });
        return [...new Set(names.filter((name) => name !== undefined && name !== null && name !== "")
            .map(String))];
    };
    // Names that stand at the parts themselves need no legend.
    const isToldTwice = (option, canvas) => listOf(option.series).every((series) =>
        ["pie", "funnel", "chord"].includes(series.type) && series.label?.show !== false &&
        series.label?.position !== "center" && canvas.pies.get(series)?.way !== "legend");

    const rowsOf = (widths, room) => widths.reduce(({ rows, x }, width) =>
        (x > 0 && x + width > room ? { rows: rows + 1, x: width } : { rows, x: x + width }),
    { rows: 1, x: 0 }).rows;

    const kRowGap = 0.3; // theme.js, as are the other parts of an entry
    const kWide = 28; // captions: wide enough for names in a legend and at the parts
    const entryWidth = (name, px, canvas) => widthOf(name, canvas, px) + canvas.caption * 2 + 5;
    // Circles whose names stand in the legend alone.
    const isOfPies = ({ pies }) => [...pies.values()].some(({ fills }) => fills);
    const kMostAcross = 0.4; // of the width
    // On one side, if there is room for all of them; true then.
    const placeUpright = (legend, names, canvas, area, isLeft) => {
        const [room, height] = [area.right - area.left, area.bottom - area.top];
        const most = isOfPies(canvas) ? pendopo.besidePie(room, height) : room * kMostAcross;
        for (const px of canvas.sizes) {
            const width = Math.max(...names.map((name) => entryWidth(name, px, canvas)));
            const needed = names.length * (px * kLine + canvas.caption * kRowGap);
            if (needed - canvas.caption * kRowGap > height + 0.5 || width > most) {
                continue;
            }
            legend.textStyle = { ...legend.textStyle, fontSize: px, lineHeight: px * kLine };
            legend.orient = "vertical";
            legend[isLeft ? "left" : "right"] = isLeft ? area.left : canvas.width - area.right;
            delete legend[isLeft ? "right" : "left"];
            delete legend.bottom;
            legend.top = area.top + (height - needed) / 2;
            area[isLeft ? "left" : "right"] += isLeft ? width : -width;
            return true;
        }
        return false;
    };
    const [kRows, kMostRows] = [0.3, 0.5]; // of the height
    const placeLegend = (legend, option, canvas, area) => {
        const { caption } = canvas;
        const said = listOf(legend.data).map((item) => String(isObject(item) ? item.name : item));
        const names = (said.length > 0 ? said : namesOf(option)).filter((name) => name !== "\n")
            .map((name) => (typeof legend.formatter === "function" ? legend.formatter(name) : name));
        const isSmall = canvas.width < kWide * caption || canvas.height < kTitleRoom * caption;
        if (legend.show === false || names.length === 0 || (isSmall && isToldTwice(option, canvas))) {
            legend.show = false;
            return;
        }
        delete legend.type; // nobody scrolls
        for (const key of ["itemWidth", "itemHeight", "itemGap", "padding", "width", "height"]) {
            delete legend[key];
        }
        const isLow = canvas.height < kTitleRoom * caption && canvas.width > 1.6 * canvas.height;
        if (legend.orient === "vertical" || (isLow && isOfPies(canvas))) {
            const isLeft = legend.left !== undefined && sideOf(legend, ["left", "right"]) === "start";
            if (placeUpright(legend, names, canvas, area, isLeft)) {
                return;
            }
            legend.orient = "horizontal";
            for (const key of ["left", "right", "top", "bottom"]) {
                delete legend[key];
            }
        }
        const isBelow = sideOf(legend, ["top", "bottom"]) === "end";
        const room = area.right - area.left;
        const most = (share) =>
            Math.max(1, Math.floor(((area.bottom - area.top) * share / caption + kRowGap) / 1.6));
        const rows = (px) => rowsOf(names.map((name) => entryWidth(name, px, canvas)), room);
        const fits = (share) => canvas.sizes.find((size) => rows(size) <= most(share));
        // In rows, else upright beside the chart, else in more rows: without its names a chart of
        // several series says nothing.
        if (fits(kRows) === undefined && placeUpright(legend, names, canvas, area, false)) {
            return;
        }
        const px = fits(kRows) ?? fits(isOfPies(canvas) ? pendopo.kPieRows : kMostRows);
        if (px === undefined) {
            legend.show = false;
            pendopo.noteLeftOut(1, undefined, "legend");
            return;
        }
        legend.textStyle = { ...legend.textStyle, fontSize: px, lineHeight: px * kLine };
        const isRight = sideOf(legend, ["left", "right"]) === "end";
        legend.width = room;
        legend.left = legend.left === "center" ? "center" : isRight ? "right" : area.left;
        for (const key of ["right", "top", "bottom"]) {
            delete legend[key];
        }
        legend[isBelow ? "bottom" : "top"] = isBelow ? canvas.height - area.bottom : area.top;
        const height = rows(px) * px * kLine + (rows(px) - 1) * caption * kRowGap + caption * 0.5;
        area[isBelow ? "bottom" : "top"] += isBelow ? -height : height;
    };

    const has = (part, ...keys) => keys.some((key) => part[key] !== undefined && part[key] !== null);
    // The part's place in the drawing, inside the room that is left.
    const boxOf = (part, canvas, area, isOneOfMany = false) => {
        if (isOneOfMany) { // they keep their places to each other
            const whole = { left: 0, top: 0, right: canvas.width, bottom: canvas.height };
            const box = boxOf(part, canvas, whole);
            const across = (x) => area.left + x / canvas.width * (area.right - area.left);
            const down = (y) => area.top + y / canvas.height * (area.bottom - area.top);
            return { left: across(box.left), right: across(box.right), top: down(box.top),
                bottom: down(box.bottom) };
        }
        const span = ([near, far, extent], whole, [from, to]) => {
            const [a, b, size] = [near, far, extent].map((key) => inPixels(part[key], whole));
            const centred = part[near] === "center" || part[near] === "middle";
            let start = a ?? (size !== undefined && b !== undefined ? whole - b - size
                : size !== undefined && centred ? (from + to - size) / 2 : from);
            let end = b !== undefined ? whole - b : size !== undefined ? start + size : to;
            if (end - start > to - from) {
                return [from, to];
            }
            if (start < from) {
                end = b !== undefined || size === undefined ? end : end + from - start;
                start = from;
            }
            if (end > to) {
                start = a === undefined || size === undefined || end - to > start - from
                    ? Math.max(from, a === undefined ? start - (end - to) : start) : start - (end - to);
                end = to;
            }
            return end - start < (to - from) * 0.03 ? [from, to] : [start, end];
        };
        const [left, right] = span(["left", "right", "width"], canvas.width, [area.left, area.right]);
        const [top, bottom] = span(["top", "bottom", "height"], canvas.height, [area.top, area.bottom]);
        return { left, right, top, bottom };
    };
    const putInto = (part, box, canvas) => {
        delete part.width;
        delete part.height;
        part.left = box.left;
        part.top = box.top;
        part.right = canvas.width - box.right;
        part.bottom = canvas.height - box.bottom;
    };

    // A grid stands where the option says; its figures and names stay inside its own part of the
    // drawing, which ends half-way to the next grid.
    const placeGrids = (option, canvas, area) => {
        const grids = listOf(option.grid);
        const boxes = grids.map((grid) => boxOf(grid, canvas, area, grids.length > 1));
        grids.forEach((grid, i) => {
            const own = boxes[i];
            const same = grid.containLabel === true ||
                !has(grid, "left", "right", "top", "bottom", "width", "height");
            const cell = { ...area };
            const overlap = (a, b, near, far) => a[near] < b[far] && b[near] < a[far];
            for (const other of boxes.filter((box) => box !== own)) {
                for (const [near, far, across] of [["top", "bottom", ["left", "right"]],
                    ["left", "right", ["top", "bottom"]]]) {
                    if (overlap(own, other, ...across)) {
                        if (own[far] <= other[near] + 1) {
                            cell[far] = Math.min(cell[far], (own[far] + other[near]) / 2 - 2);
                        } else if (other[far] <= own[near] + 1) {
                            cell[near] = Math.max(cell[near], (other[far] + own[near]) / 2 + 2);
                        }
                    }
                }
            }
            putInto(grid, own, canvas);
            delete grid.containLabel;
            grid.outerBoundsMode ??= same ? "same" : "auto";
            grid.outerBoundsContain ??= "all";
            grid.outerBoundsClampWidth = grid.outerBoundsClampHeight = "10%";
            if (!same) {
                grid.outerBounds = {};
                putInto(grid.outerBounds, cell, canvas);
            }
        });
        option.grid = grids;
    };

    // A circle's centre and radius in shares of the room that is left.
    const placeRound = (part, canvas, area, radius, center = ["50%", "50%"]) => {
        const [width, height] = [area.right - area.left, area.bottom - area.top];
        const half = Math.min(width, height) / 2;
        const [x, y] = part.center ?? center;
        part.center = [isNumber(x) ? x : area.left + (inPixels(x, width) ?? width / 2),
            isNumber(y) ? y : area.top + (inPixels(y, height) ?? height / 2)];
        const asked = part.radius ?? radius;
        const inUnits = listOf(asked).map((r) => inPixels(r, half) ?? half * 0.6);
        const most = Math.max(1, ...inUnits);
        const fits = Math.min(1, half / most);
        part.radius = Array.isArray(asked) ? inUnits.map((r) => r * fits) : inUnits[0] * fits;
    };

    // A radius in units is no larger than its place.
    const fitRadius = (part, canvas) => {
        const most = Math.min(canvas.width - part.left - part.right,
            canvas.height - part.top - part.bottom) * 0.42;
        const largest = Math.max(0, ...listOf(part.radius).filter(isNumber));
        if (largest > most) {
            part.radius = Array.isArray(part.radius)
                ? part.radius.map((r) => (isNumber(r) ? r * most / largest : r)) : most;
        }
    };

    const kBoxed = ["sankey", "tree", "treemap", "funnel", "graph", "pie", "chord"];
    pendopo.arrange = (option, canvas) => {
        const area = { left: 0, top: 0, right: canvas.width, bottom: canvas.height };
        placeTitles(option, canvas, area);
        for (const legend of listOf(option.legend)) {
            placeLegend(legend, option, canvas, area);
        }
        for (const map of listOf(option.visualMap)) {
            pendopo.placeVisualMap(map, canvas, area);
        }
        placeGrids(option, canvas, area);
        for (const part of listOf(option.polar)) {
            placeRound(part, canvas, area, "78%");
        }
        for (const part of listOf(option.radar)) {
            placeRound(part, canvas, area, "70%", ["50%", "52%"]);
        }
        for (const key of ["parallel", "singleAxis", "matrix"]) {
            const parts = listOf(option[key]);
            for (const part of parts) {
                putInto(part, boxOf(part, canvas, area, parts.length > 1), canvas);
            }
        }
        for (const series of option.series) {
            if (series.type === "gauge") {
                placeRound(series, canvas, area, series.isRing ? "100%" : "88%",
                    ["50%", series.isRing ? "56%" : "50%"]);
            } else if (series.type === "sunburst") {
                placeRound(series, canvas, area, [0, "95%"]);
            } else if (kBoxed.includes(series.type) && series.coordinateSystem === undefined) {
                const many = option.series.filter((one) => one.type === series.type).length > 1 &&
                    has(series, "left", "right", "top", "bottom", "width", "height");
                putInto(series, boxOf(series, canvas, area, many), canvas);
                if (series.type === "pie") {
                    fitRadius(series, canvas);
                }
            }
        }
        return area;
    };
})();
