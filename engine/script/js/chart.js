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
    const longest = (texts, canvas) =>
        Math.max(1, ...texts.map((text) => pendopo.textWidth(text, fontOf(canvas))));

    // Names along a horizontal axis: on one line where they fit, else broken between words and a
    // little smaller; where that is not enough ECharts leaves some out. Figures above bars keep to
    // their bar's room.
    const kSmallest = 0.6; // of the caption
    const fitColumns = (axis, option, canvas) => {
        const names = namesOf(axis, option, "x");
        if (names.length === 0) {
            return;
        }
        const scale = scaleWidth(listOf(option.yAxis)[0], option, canvas);
        const room = (canvas.width - scale - canvas.caption) / names.length * 0.95;
        const smaller = Math.min(1, room / longest(names.flatMap((name) => name.split(/\s+/)), canvas));
        if (names.length <= 12 && longest(names, canvas) > room && smaller >= kSmallest) {
            const px = canvas.caption * smaller * 0.98;
            axis.axisLabel = {
                interval: 0, width: room, overflow: "break", fontSize: px, lineHeight: px * 1.15,
                ...axis.axisLabel,
            };
        }
        const bars = option.series.filter(isBar);
        for (const series of bars.filter((bar) => bar.label?.show)) {
            const write = typeof series.label.formatter === "function" ? series.label.formatter
                : pendopo.makeFormatter("{c}", canvas);
            const figures = columnOf(series, "y", option)
                .map((value) => String(write({ value, name: "", seriesName: "" })));
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
    // Few ticks at even steps, also where the card says where the scale ends.
    const evenTicks = (axis) => {
        if (typeof axis.max === "number" && axis.interval === undefined) {
            axis.interval = (axis.max - (typeof axis.min === "number" ? axis.min : 0)) / 4;
        }
    };

    const completeAxes = (option, canvas) => {
        const xs = listOf(option.xAxis);
        const ys = listOf(option.yAxis);
        if (xs.length === 0 && ys.length === 0) {
            return;
        }
        const lying = ys.some((axis) => axis.type === "category");
        [...xs, ...ys].filter((axis) => axis.type !== "category").forEach(evenTicks);
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
        const { caption } = canvas;
        const above = (option.legend ? caption * 1.9 : 0) + (option.title ? canvas.body * 1.6 : 0);
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

    // The mistakes that ECharts has no sentence for.
    const kOnAxes = ["bar", "line", "scatter", "boxplot", "candlestick", "heatmap"];
    const kOfNodes = ["treemap", "sunburst", "tree", "sankey", "graph"];
    const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
    const check = (option) => {
        for (const name of ["series", "xAxis", "yAxis", "legend", "title", "grid"]) {
            for (const [i, part] of listOf(option[name]).entries()) {
                if (!isObject(part)) {
                    throw new pendopo.Problem(`option: ${name}[${i}] – expected an object`);
                }
            }
        }
        for (const [i, series] of listOf(option.series).entries()) {
            const { type, coordinateSystem } = series;
            const nodes = listOf(series.data ?? series.nodes);
            if (kOfNodes.includes(type) && (nodes.length === 0 || !nodes.every(isObject))) {
                throw new pendopo.Problem(
                    `option: series[${i}], a ${type} chart, needs a list of {"name", …} as data`);
            }
            if (kOnAxes.includes(type) && coordinateSystem === undefined &&
                (listOf(option.xAxis).length === 0 || listOf(option.yAxis).length === 0)) {
                throw new pendopo.Problem(
                    `option: series[${i}], a ${type} chart, needs "xAxis" and "yAxis"`);
            }
        }
    };

    const complete = (option, canvas) => {
        check(option);
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

    // A label that its cell cuts short is set smaller, then without its figure, then left out: half a
    // figure would be a wrong one.
    const kSteps = [0.8, 0.65, 0.5];
    const settleCells = (chart, option, canvas) => {
        if (!option.series.some((series) => series.type === "treemap")) {
            return;
        }
        const cut = () => {
            const shown = new Map();
            for (const element of chart.getZr().storage.getDisplayList(true)) {
                if (element.type === "tspan" && element.parent?.style?.text) {
                    const lines = shown.get(element.parent) ?? [];
                    shown.set(element.parent, [...lines, element.style.text]);
                }
            }
            // Whole words may go to the next line, parts of them not.
            const even = (text) => text.trim().replace(/\s+/g, " ");
            return [...shown]
                .filter(([label, lines]) => even(lines.join(" ")) !== even(label.style.text))
                .map(([label]) => label);
        };
        for (const step of kSteps) {
            const px = canvas.caption * step;
            cut().forEach((label) => label.setStyle({ fontSize: px, lineHeight: px * 1.2 }));
        }
        cut().forEach((label) => label.setStyle({ text: label.style.text.split("\n")[0] }));
        cut().forEach((label) => {
            label.ignore = true;
        });
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
