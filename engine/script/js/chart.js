"use strict";
// Charts: the card's option in ECharts' own grammar, completed where it is silent.
(() => {
    const listOf = (value) =>
        value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
    const fontOf = (canvas, size = canvas.caption) => `${size}px ${canvas.font}`;

    const locales = new Set();
    const useLocale = (canvas) => {
        if (!locales.has(canvas.language)) {
            const days = [...Array(7).keys()].map((d) => new Date(Date.UTC(2023, 0, 1 + d)));
            const months = [...Array(12).keys()].map((m) => new Date(Date.UTC(2023, m, 1)));
            const names = (dates, how) => dates.map((date) => new Intl.DateTimeFormat(
                canvas.formats.locale, { ...how, timeZone: "UTC" }).format(date));
            echarts.registerLocale(canvas.language, {
                time: {
                    month: names(months, { month: "long" }),
                    monthAbbr: names(months, { month: "short" }),
                    dayOfWeek: names(days, { weekday: "long" }),
                    dayOfWeekAbbr: names(days, { weekday: "short" }),
                },
            });
            locales.add(canvas.language);
        }
        return canvas.language.toUpperCase();
    };

    // What a series shows along one axis, from its own data or the columns of the dataset.
    const columnOf = (series, axis, option) => {
        const rows = series.data ?? listOf(option.dataset)[0]?.source;
        return listOf(rows).flatMap((row) => {
            if (row === null || typeof row !== "object" || Array.isArray(row)) {
                return [row];
            }
            const key = listOf(series.encode?.[axis])[0];
            return key !== undefined ? [row[key]] : "value" in row ? [row.value] : Object.values(row);
        });
    };

    const isBar = (series) => series.type === "bar";

    // The widest figure beside the axis that the series are measured on.
    const scaleWidth = (axis, option, canvas) => {
        if (axis?.axisLabel?.show === false) {
            return 0;
        }
        const figures = option.series.flatMap((series) => columnOf(series, "y", option))
            .filter(Number.isFinite);
        const most = Math.max(1, ...figures);
        const step = 10 ** Math.floor(Math.log10(most));
        const write = typeof axis?.axisLabel?.formatter === "function"
            ? axis.axisLabel.formatter : pendopo.makeFormatter("{c}", canvas);
        return pendopo.textWidth(String(write(Math.ceil(most / step) * step)), fontOf(canvas));
    };
    const namesOf = (axis, option, along) => {
        const own = axis.data ?? columnOf(option.series[0] ?? {}, along, option);
        return listOf(own).map((item) => String(item?.value ?? item));
    };
    const longest = (texts, canvas, px = canvas.caption) =>
        Math.max(1, ...texts.map((text) => pendopo.textWidth(text, fontOf(canvas, px))));

    // Names along a horizontal axis: on one line where they fit, else broken between words and a
    // little smaller, else aslant; of many, ECharts leaves some out. Figures above bars keep to
    // their bar's room.
    const kFloor = 0.8; // of the caption, as look.md's floor is of its comfortable size
    const kSlant = 35; // degrees
    const fitColumns = (axis, option, canvas) => {
        const names = namesOf(axis, option, "x");
        if (names.length === 0) {
            return;
        }
        const scale = scaleWidth(listOf(option.yAxis)[0], option, canvas);
        const room = (canvas.width - scale - canvas.caption) / names.length * 0.95;
        const smaller = Math.min(1, room / longest(names.flatMap((name) => name.split(/\s+/)), canvas));
        if (names.length <= 12 && longest(names, canvas) > room) {
            const px = canvas.caption * (smaller >= kFloor ? smaller * 0.98 : kFloor);
            axis.axisLabel = {
                interval: 0, fontSize: px, lineHeight: px * 1.15,
                ...(smaller >= kFloor ? { width: room, overflow: "break" } : {
                    rotate: kSlant, hideOverlap: false,
                    // ECharts keeps the whole width free, also for shorter names.
                    width: Math.min(longest(names, canvas, px) + 1, canvas.height * 0.5),
                    overflow: "truncate", ellipsis: "…",
                }),
                ...axis.axisLabel,
            };
        }
        const bars = option.series.filter(isBar);
        for (const series of bars.filter((bar) => bar.label?.show)) {
            const write = typeof series.label.formatter === "function" ? series.label.formatter
                : pendopo.makeFormatter("{c}", canvas);
            const figures = columnOf(series, "y", option)
                .map((value) => String(write({
                    value, name: "", seriesName: "", seriesIndex: option.series.indexOf(series),
                })));
            const fit = room / bars.length / longest(figures, canvas);
            series.label = { fontSize: canvas.caption * Math.max(0.5, Math.min(1, fit * 0.97)),
                ...series.label };
        }
    };
    // Names below each other: all of them, as large as their rows allow.
    const fitRows = (axis, option, canvas, height) => {
        const rows = Math.max(1, namesOf(axis, option, "y").length);
        const px = canvas.caption * Math.max(0.5, Math.min(1, height / rows * 0.85 / canvas.caption));
        axis.axisLabel = {
            interval: 0, hideOverlap: false, fontSize: px,
            width: canvas.width * 0.4, overflow: "truncate", ellipsis: "…", ...axis.axisLabel,
        };
    };
    // Few ticks at even steps, also where the card says where the scale ends; fewer on a low chart.
    const evenTicks = (axis, isLow) => {
        if (typeof axis.max === "number" && axis.interval === undefined) {
            axis.interval =
                (axis.max - (typeof axis.min === "number" ? axis.min : 0)) / (isLow ? 2 : 4);
        }
        if (isLow) {
            axis.splitNumber ??= 2;
        }
    };

    const kLow = 8; // of a chart's height in captions: no room for five figures beside its scale
    const completeAxes = (option, canvas) => {
        const xs = listOf(option.xAxis);
        const ys = listOf(option.yAxis);
        if (xs.length === 0 && ys.length === 0) {
            return;
        }
        const lying = ys.some((axis) => axis.type === "category");
        const { caption } = canvas;
        const above = (option.legend ? caption * 1.9 : 0) + (option.title ? canvas.body * 1.6 : 0);
        const isLow = canvas.height - above - caption * 2 < caption * kLow;
        for (const axis of [...xs, ...ys].filter((one) => one.type !== "category")) {
            evenTicks(axis, isLow && ys.includes(axis));
        }
        // Figures that stand at the bars need no scale beside them.
        const bars = option.series.filter(isBar);
        const told = bars.length > 0 && bars.length === option.series.length &&
            bars.every((series) => series.label?.show);
        for (const axis of lying ? xs : ys) {
            if (told) {
                axis.axisLabel = { show: false, ...axis.axisLabel };
                axis.splitLine = { show: false, ...axis.splitLine };
            }
        }
        for (const series of lying ? bars : []) {
            if (series.label) {
                series.label = { position: "right", ...series.label };
            }
        }
        xs.filter((axis) => axis.type === "category")
            .forEach((axis) => fitColumns(axis, option, canvas));
        const named = [...xs, ...ys].some((axis) => axis.name);
        const scaleHeight = told ? 0 : caption * 1.8;
        for (const axis of lying ? ys.filter((y) => y.type === "category") : []) {
            fitRows(axis, option, canvas, canvas.height - above - scaleHeight - caption * 0.7);
        }
        if (!Array.isArray(option.grid)) {
            option.grid = {
                left: 0, right: caption * 0.3, bottom: 0,
                top: above + caption * (named ? 1.8 : 0.7),
                containLabel: true, ...option.grid,
            };
        }
    };

    // Labels that stand on a colour take the ink that reads on it.
    const inkNodes = (nodes, canvas, colour) => {
        nodes.forEach((node, i) => {
            if (node === null || typeof node !== "object") {
                return;
            }
            const series = canvas.colours.series;
            const own = node.itemStyle?.color ?? colour ?? series[i % series.length];
            node.itemStyle = { color: own, ...node.itemStyle };
            node.label = { color: pendopo.colour.inkOn(own, canvas.colours), ...node.label };
            inkNodes(listOf(node.children), canvas, own);
        });
    };

    const colourNodes = (series, canvas) => {
        const colours = canvas.colours.series;
        listOf(series.data ?? series.nodes).forEach((node, i) => {
            if (node !== null && typeof node === "object") {
                node.itemStyle = { color: colours[i % colours.length], ...node.itemStyle };
            }
        });
    };
    // The last column's names stand right of it and need room.
    const makeRoomForSinks = (series, canvas) => {
        if (series.right !== undefined || series.orient === "vertical") {
            return;
        }
        const from = new Set(listOf(series.links ?? series.edges).map((link) => String(link.source)));
        const sinks = listOf(series.data ?? series.nodes)
            .map((node) => String(node?.name ?? "")).filter((name) => !from.has(name));
        const widest = Math.max(0, ...sinks.map((name) => pendopo.textWidth(name, fontOf(canvas))));
        series.right = Math.min(widest + canvas.caption * 0.5, canvas.width * 0.4);
    };

    const complete = (option, canvas) => {
        canvas.columns = pendopo.checkOption(option);
        option.animation = false;
        option.series = listOf(option.series);
        completeAxes(option, canvas);
        if (listOf(option.legend).length > 0 && option.series.length === 1 &&
            option.series[0].type === "pie") {
            option.series[0].center ??= ["50%", "55%"];
        }
        for (const legend of listOf(option.legend)) {
            if (legend.orient === "vertical") {
                legend.itemGap ??= canvas.caption * 0.5;
            }
        }
        for (const series of option.series) {
            series.progressive = 0;
            series.silent = true;
            if (series.type === "treemap" || series.type === "sunburst") {
                inkNodes(listOf(series.data), canvas);
                if (listOf(series.data).some((node) => listOf(node?.children).length > 0)) {
                    const gap = canvas.caption * 0.12;
                    series.levels ??= [
                        { itemStyle: { gapWidth: gap * 3 } },
                        { upperLabel: { show: true }, itemStyle: { gapWidth: gap } },
                    ];
                }
            } else if (series.type === "sankey") {
                colourNodes(series, canvas);
                makeRoomForSinks(series, canvas);
            }
        }
        return option;
    };

    // How far texts reach beyond the drawing on each side, in pixels.
    const overflow = (chart, canvas) => {
        const over = { left: 0, right: 0, top: 0, bottom: 0 };
        for (const element of chart.getZr().storage.getDisplayList(true)) {
            if (element.type !== "tspan" || element.ignore || element.invisible) {
                continue;
            }
            const box = element.getBoundingRect().clone();
            if (element.transform) {
                box.applyTransform(element.transform);
            }
            over.left = Math.max(over.left, -box.x);
            over.top = Math.max(over.top, -box.y);
            over.right = Math.max(over.right, box.x + box.width - canvas.width);
            over.bottom = Math.max(over.bottom, box.y + box.height - canvas.height);
        }
        return over;
    };
    // A grid whose labels would be cut off moves inwards. Labels at bars follow only in part, so it
    // may take a few rounds.
    const kRounds = 3;
    const keepInside = (chart, option, canvas) => {
        const grid = option.grid;
        for (let round = 0; round < kRounds && grid && !Array.isArray(grid); ++round) {
            const over = overflow(chart, canvas);
            const sides = Object.keys(over)
                .filter((side) => over[side] > 1 && typeof grid[side] === "number");
            if (sides.length === 0) {
                return;
            }
            for (const side of sides) {
                grid[side] = Math.ceil(grid[side] + over[side] + 1);
            }
            chart.setOption({ grid });
        }
    };

    // Words on as few lines as the width takes; a word wider than it has a line of its own.
    const wrap = (text, width, font) => text.split(" ").reduce((lines, word) => {
        const joined = lines.length > 0 ? lines.at(-1) + " " + word : word;
        return lines.length > 0 && pendopo.textWidth(joined, font) <= width
            ? [...lines.slice(0, -1), joined] : [...lines, word];
    }, []);
    // Labels of a treemap's cells: the name between words on several lines, what stands below it on
    // its own. What does not fit is set smaller, then upright where the cell is higher than wide,
    // then without the figure, for half of one would be wrong, and else left out.
    const kSizes = [1, 0.9, kFloor];
    const fitCell = (text, width, height, canvas) => {
        const [name, ...more] = text.split("\n");
        for (const below of more.length > 0 ? [more, []] : [[]]) {
            for (const isUpright of height > width ? [false, true] : [false]) {
                const [across, down] = isUpright ? [height, width] : [width, height];
                for (const px of kSizes.map((size) => canvas.caption * size)) {
                    const font = fontOf(canvas, px);
                    const lines = [...wrap(name, across, font), ...below];
                    if (lines.length * px * 1.2 <= down &&
                        lines.every((line) => pendopo.textWidth(line, font) <= across)) {
                        return { text: lines.join("\n"), px, isUpright };
                    }
                }
            }
        }
        return undefined;
    };
    // The line above a group: smaller, then without its figure.
    const settleGroup = (label, canvas) => {
        const whole = label.style.text;
        for (const text of [whole, whole.split(" · ")[0]]) {
            for (const px of kSizes.map((size) => canvas.caption * size)) {
                if (pendopo.textWidth(text, fontOf(canvas, px)) <= label.style.width) {
                    label.setStyle({ text, fontSize: px, overflow: "none" });
                    return;
                }
            }
        }
    };
    const settleCells = (chart, option, canvas) => {
        if (!option.series.some((series) => series.type === "treemap")) {
            return;
        }
        const edge = canvas.caption * 0.25; // theme.js
        for (const cell of chart.getZr().storage.getDisplayList(true)) {
            const label = cell.getTextContent?.();
            if (label?.style.overflow === "truncate") {
                settleGroup(label, canvas);
            }
            if (label?.style.overflow !== "break") {
                continue;
            }
            const { width, height } = cell.shape;
            const found = fitCell(label.style.text, width - 2 * edge, height - 2 * edge, canvas);
            if (found === undefined) {
                label.ignore = true;
                continue;
            }
            label.setStyle({
                text: found.text, fontSize: found.px, lineHeight: found.px * 1.2,
                width: null, height: null, overflow: "none", align: "left", verticalAlign: "top",
            });
            cell.setTextConfig(found.isUpright
                ? { position: "insideBottomLeft", distance: 0, rotation: Math.PI / 2 }
                : { distance: 0 });
        }
    };

    // librsvg does not know dominant-baseline. Half a capital's height below the middle is the same.
    const centreTexts = (svg) =>
        svg.replace(/dominant-baseline="central"([^>]*?font(?:-size)?:[^;"]*?([\d.]+)px)/g,
            (all, rest, size) => `dy="${(size * pendopo.svg.kHalfCapital).toFixed(2)}"${rest}`);

    pendopo.render = (canvas, option) => {
        const chart = echarts.init(null, pendopo.makeTheme(canvas), {
            renderer: "svg", ssr: true, width: canvas.width, height: canvas.height,
            locale: useLocale(canvas),
        });
        try {
            chart.setOption(option);
            keepInside(chart, option, canvas);
            settleCells(chart, option, canvas);
            // The style sheet is for a mouse.
            const svg = chart.renderToSVGString().replace(/<style[^]*?<\/style>/g, "");
            return pendopo.finishSvg(centreTexts(svg));
        } finally {
            chart.dispose();
        }
    };

    pendopo.drawChart = (canvas, definition, value) => {
        const option = definition.option;
        if (option === null || typeof option !== "object" || Array.isArray(option)) {
            throw new pendopo.Problem("option: expected an object, ECharts' option");
        }
        canvas.format = definition.format;
        pendopo.checkPasted(option);
        const bound = pendopo.bindOption(option, value, canvas);
        try {
            return pendopo.render(canvas, complete(bound, canvas));
        } catch (error) {
            if (error instanceof pendopo.Problem || error instanceof RangeError) {
                throw error;
            }
            throw new pendopo.Problem(`option: ECharts cannot draw this (${error.message ?? error})`);
        }
    };
})();
