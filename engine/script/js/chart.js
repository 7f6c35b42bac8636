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

    // The widest figure beside the axis that the series are measured on.
    const scaleWidth = (axis, option, canvas) => {
        if (axis?.axisLabel?.show === false) {
            return 0;
        }
        const figures = option.series.flatMap((series) => listOf(series.data))
            .map((item) => Number(item?.value ?? item)).filter(Number.isFinite);
        const most = Math.max(1, ...figures);
        const step = 10 ** Math.floor(Math.log10(most));
        const write = typeof axis?.axisLabel?.formatter === "function"
            ? axis.axisLabel.formatter : pendopo.makeFormatter("{c}", canvas);
        return pendopo.textWidth(String(write(Math.ceil(most / step) * step)), fontOf(canvas));
    };
    // Names along a horizontal axis: on one line where they fit, else broken between words and a
    // little smaller; where that is not enough ECharts leaves some out.
    const kSmallest = 0.66; // of the caption
    const fitCategories = (axis, option, canvas) => {
        const names = listOf(axis.data).map((item) => String(item?.value ?? item));
        if (names.length === 0 || names.length > 12 || axis.axisLabel?.interval !== undefined) {
            return;
        }
        const scale = scaleWidth(listOf(option.yAxis)[0], option, canvas);
        const room = (canvas.width - scale - canvas.caption) / names.length * 0.95;
        const size = axis.axisLabel?.fontSize ?? canvas.caption;
        const longest = (texts) =>
            Math.max(...texts.map((text) => pendopo.textWidth(text, fontOf(canvas, size))));
        const smaller = Math.min(1, room / longest(names.flatMap((name) => name.split(/\s+/))));
        if (longest(names) > room && smaller >= kSmallest) {
            axis.axisLabel = {
                interval: 0, width: room, overflow: "break", fontSize: size * smaller * 0.98,
                lineHeight: size * smaller * 1.15, ...axis.axisLabel,
            };
        }
    };
    // Few ticks at even steps, also where the card says where the scale ends.
    const evenTicks = (axis) => {
        if (typeof axis.max === "number" && axis.interval === undefined) {
            axis.interval = (axis.max - (typeof axis.min === "number" ? axis.min : 0)) / 4;
        }
    };

    const isBar = (series) => series.type === "bar";
    const completeAxes = (option, canvas) => {
        const xs = listOf(option.xAxis);
        const ys = listOf(option.yAxis);
        if (xs.length === 0 && ys.length === 0) {
            return;
        }
        const lying = ys.some((axis) => axis.type === "category");
        [...xs, ...ys].filter((axis) => axis.type !== "category").forEach(evenTicks);
        for (const axis of lying ? ys : []) {
            axis.axisLabel = {
                interval: 0, width: canvas.width * 0.36, overflow: "truncate", ellipsis: "…",
                ...axis.axisLabel,
            };
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
            .forEach((axis) => fitCategories(axis, option, canvas));
        const { caption } = canvas;
        const above = (option.legend ? caption * 1.9 : 0) + (option.title ? canvas.body * 1.6 : 0);
        const named = [...xs, ...ys].some((axis) => axis.name);
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
        option.animation = false;
        option.series = listOf(option.series);
        completeAxes(option, canvas);
        if (listOf(option.legend).length > 0 && option.series.length === 1 &&
            option.series[0].type === "pie") {
            option.series[0].center ??= ["50%", "55%"];
        }
        for (const series of option.series) {
            series.progressive = 0;
            series.silent = true;
            if (series.type === "treemap" || series.type === "sunburst") {
                inkNodes(listOf(series.data), canvas);
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

    // A name of which only a letter or two is left says nothing.
    const kEnding = "…";
    const hideStumps = (chart, option) => {
        if (!option.series.some((series) => series.type === "treemap")) {
            return;
        }
        for (const element of chart.getZr().storage.getDisplayList(true)) {
            if (element.type === "tspan" && element.style.text.endsWith(kEnding) && element.parent) {
                element.parent.ignore = true;
            }
        }
    };

    // librsvg does not know dominant-baseline. Half a capital's height below the middle is the same.
    const kHalfCapital = 0.364; // of Inter, whose capitals are 1490 of 2048 units high
    const centreTexts = (svg) =>
        svg.replace(/dominant-baseline="central"([^>]*?font(?:-size)?:[^;"]*?([\d.]+)px)/g,
            (all, rest, size) => `dy="${(size * kHalfCapital).toFixed(2)}"${rest}`);

    // The last look at the drawing: it shows, and neither loads nor runs anything.
    const kForbidden = /<(image|script|foreignObject|style|a)[\s>]|href|\surl\((?!#)|\son\w+=/i;
    pendopo.render = (canvas, option) => {
        const chart = echarts.init(null, pendopo.makeTheme(canvas), {
            renderer: "svg", ssr: true, width: canvas.width, height: canvas.height,
            locale: useLocale(canvas),
        });
        try {
            chart.setOption(option);
            keepInside(chart, option, canvas);
            hideStumps(chart, option);
            // The style sheet is for a mouse.
            const svg = chart.renderToSVGString().replace(/<style[^]*?<\/style>/g, "");
            const tags = svg.replace(/>[^<]*</g, "><");
            if (kForbidden.test(tags)) {
                throw new pendopo.Problem("option: the drawing would load or run something");
            }
            return pendopo.entitiesOf(centreTexts(svg));
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
