"use strict";
// Charts: the card's option in ECharts' own grammar, completed where it is silent.
(() => {
    const { listOf, isObject } = pendopo;

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

    const complete = (option, canvas) => {
        canvas.columns = pendopo.checkOption(option);
        option.animation = false;
        option.series = listOf(option.series);
        if (option.grid === undefined && (option.xAxis !== undefined || option.yAxis !== undefined)) {
            option.grid = {};
        }
        pendopo.fitPixels(option, canvas);
        pendopo.prepareSeries(option, canvas);
        const area = pendopo.arrange(option, canvas);
        pendopo.completeAxes(option, canvas, area);
        pendopo.completeSeries(option, canvas, area);
        return area;
    };

    // The part of the option whose place decides where a text of ECharts stands.
    const partOf = ({ mainType, componentIndex }, option) => {
        const own = listOf(option[mainType])[componentIndex];
        const gridOf = (axis) => listOf(option.grid)[axis?.gridIndex ?? 0];
        if (mainType === "xAxis" || mainType === "yAxis") {
            return gridOf(own);
        }
        if (mainType === "angleAxis" || mainType === "radiusAxis") {
            return listOf(option.polar)[own?.polarIndex ?? 0];
        }
        if (mainType === "parallelAxis") {
            return listOf(option.parallel)[own?.parallelIndex ?? 0];
        }
        if (mainType !== "series" && !mainType.startsWith("mark")) {
            return own;
        }
        const series = option.series[componentIndex];
        const by = { polar: "polar", singleAxis: "singleAxis", calendar: "calendar",
            parallel: "parallel", matrix: "matrix" };
        const coordinates = series?.coordinateSystem ??
            { themeRiver: "singleAxis", parallel: "parallel", radar: "radar" }[series?.type];
        if (coordinates === "radar" || Object.hasOwn(by, coordinates ?? "")) {
            return listOf(option[coordinates])[series[`${coordinates}Index`] ?? 0];
        }
        return pendopo.standsOnGrid(series) ? gridOf(listOf(option.xAxis)[series.xAxisIndex ?? 0])
            : series;
    };
    // How far the texts of each part reach beyond the room that titles and legends leave.
    const overflows = (chart, option, area) => {
        const found = new Map();
        for (const block of pendopo.textsOf(chart)) {
            const { bounds, owner } = block;
            if (pendopo.isInside(block)) {
                continue; // it has its own room
            }
            const component = pendopo.componentOf(owner);
            const part = component && partOf(component, option);
            if (!part || ["title", "legend", "visualMap", "graphic"].includes(component.mainType)) {
                continue;
            }
            const over = found.get(part) ?? { left: 0, right: 0, top: 0, bottom: 0 };
            over.left = Math.max(over.left, area.left - bounds.left);
            over.top = Math.max(over.top, area.top - bounds.top);
            over.right = Math.max(over.right, bounds.right - area.right);
            over.bottom = Math.max(over.bottom, bounds.bottom - area.bottom);
            found.set(part, over);
        }
        // Series that lie on each other stay so.
        const same = (a, b) => a.type !== undefined && a.type === b.type &&
            ["left", "right", "top", "bottom"].every((side) => a[side] === b[side]);
        for (const [part, over] of [...found]) {
            for (const twin of option.series.filter((one) => one !== part && same(one, part))) {
                const other = found.get(twin) ?? over;
                const most = Object.fromEntries(Object.keys(over)
                    .map((side) => [side, Math.max(over[side], other[side])]));
                found.set(part, most);
                found.set(twin, most);
            }
        }
        return found;
    };
    // A force has no bounds: what it found is drawn as large as the room allows.
    const holdStill = (chart, option) => {
        option.series.forEach((series, i) => {
            if (series.type === "graph" && series.layout === "force") {
                const nodes = chart.getModel().getSeriesByIndex(i).getData();
                listOf(series.data ?? series.nodes).forEach((node, k) => {
                    [node.x, node.y] = nodes.getItemLayout(k) ?? [0, 0];
                });
                series.layout = "none";
                chart.setOption(option);
            }
        });
    };
    // A part whose texts would be cut off moves inwards or becomes smaller, down to half of what it
    // was. Texts follow only in part, so it may take a few rounds.
    const kRounds = 3;
    const kLeastRadius = 0.55; // of what it was
    const mostInset = (part, side) => // of the drawing
        (part.type === "graph" || part.layout === "radial" ||
            (part.type === undefined && (side === "top" || side === "bottom")) ? 0.25 : 0.45);
    const keepInside = (chart, option, canvas, area) => {
        const whole = { left: canvas.width, right: canvas.width, top: canvas.height,
            bottom: canvas.height };
        const least = new Map();
        const half = Math.min(area.right - area.left, area.bottom - area.top) / 2;
        const inUnits = (radius) =>
            (typeof radius === "string" ? parseFloat(radius) / 100 * half : radius);
        const shrink = (part, over) => {
            const radii = listOf(part.radius);
            const largest = Math.max(...radii.map(inUnits));
            least.set(part, least.get(part) ?? largest * kLeastRadius);
            const by = Math.max(least.get(part), largest - over) / largest;
            const smaller = radii.map((radius) => inUnits(radius) * by);
            part.radius = Array.isArray(part.radius) ? smaller : smaller[0];
        };
        for (let round = 0; round < kRounds; ++round) {
            let isMoved = false;
            for (const [part, over] of overflows(chart, option, area)) {
                const sides = Object.keys(over).filter((side) => over[side] > 1);
                if (sides.length === 0) {
                    continue;
                }
                if (part.radius !== undefined) {
                    shrink(part, Math.max(...sides.map((side) => over[side])));
                    isMoved = true;
                } else {
                    for (const side of sides.filter((one) => typeof part[one] === "number")) {
                        const most = Math.max(part[side], whole[side] * mostInset(part, side));
                        isMoved ||= part[side] < most;
                        part[side] = Math.min(part[side] + over[side] + 1, most);
                    }
                }
            }
            if (!isMoved) {
                return;
            }
            chart.setOption(option);
        }
    };

    // librsvg does not know dominant-baseline. Half a capital's height below the middle is the same.
    const centreTexts = (svg) =>
        svg.replace(/dominant-baseline="central"([^>]*?font(?:-size)?:[^;"]*?([\d.]+)px)/g,
            (all, rest, size) => `dy="${(size * pendopo.svg.kHalfCapital).toFixed(2)}"${rest}`);

    // Texts are set in pixels, not enlarged: Pango puts every letter at a whole one of its own units.
    const enlarge = (svg, canvas) => {
        const times = (number) => Math.round(Number(number) * canvas.zoom * 100) / 100;
        const texts = svg.replace(/<text [^>]*>/g, (tag) => {
            const scaled = tag
                .replace(/( (?:x|y|dy|stroke-width)=")(-?[\d.e-]+)"/g,
                    (all, key, number) => `${key}${times(number)}"`)
                .replace(/(font(?:-size)?:[^;"]*?)([\d.]+)px/,
                    (all, before, number) => `${before}${times(number)}px`);
            const back = `scale(${1 / canvas.zoom})`;
            return scaled.includes(" transform=\"")
                ? scaled.replace(/( transform="[^"]*)"/, `$1 ${back}"`)
                : scaled.replace("<text ", `<text transform="${back}" `);
        });
        return texts.replace(/^<svg width="[^"]*" height="[^"]*"/,
            `<svg width="${canvas.width * canvas.zoom}" height="${canvas.height * canvas.zoom}"`);
    };

    // Dots that are strewn and nodes that push each other stand where they stood the last time.
    const withFixedChance = (draw) => {
        const { random } = Math;
        let state = 20071215;
        Math.random = () => (state = state * 16807 % 2147483647) / 2147483647; // Park and Miller's
        try {
            return draw();
        } finally {
            Math.random = random;
        }
    };

    const render = (canvas, option, area) => {
        const chart = echarts.init(null, pendopo.makeTheme(canvas), {
            renderer: "svg", ssr: true, width: canvas.width, height: canvas.height,
            locale: useLocale(canvas),
        });
        try {
            chart.setOption(option);
            holdStill(chart, option);
            keepInside(chart, option, canvas, area);
            if (pendopo.centreTitles(chart, option, canvas)) {
                chart.setOption(option);
            }
            pendopo.settleCells(chart, option, canvas);
            pendopo.settle(chart, option, canvas);
            // The style sheet is for a mouse.
            const svg = chart.renderToSVGString().replace(/<style[^]*?<\/style>/g, "");
            return pendopo.finishSvg(enlarge(centreTexts(svg), canvas));
        } finally {
            chart.dispose();
        }
    };

    const optionOf = ({ option }) => {
        if (!isObject(option)) {
            throw new pendopo.Problem("option: expected an object, ECharts' option");
        }
        pendopo.checkPasted(option);
        return option;
    };
    // What is wrong with an option whatever its figures will be.
    pendopo.checkChart = (definition, language) => {
        const canvas = { textIn: (text) => pendopo.inLanguage(text, language), width: 1, height: 1,
            formats: {} };
        const bound = pendopo.bindOption(optionOf(definition), pendopo.kUnknown, canvas);
        pendopo.checkOption(pendopo.mergeMedia(bound, canvas), false);
    };

    pendopo.drawChart = (page, definition, value) => {
        const canvas = pendopo.inUnits(page);
        const option = optionOf(definition);
        canvas.format = definition.format;
        const bound = pendopo.mergeMedia(pendopo.bindOption(option, value, canvas), canvas);
        pendopo.mapGreys(bound, canvas);
        try {
            return withFixedChance(() => render(canvas, bound, complete(bound, canvas)));
        } catch (error) {
            if (error instanceof pendopo.Problem || error instanceof RangeError) {
                throw error;
            }
            throw new pendopo.Problem(`option: ECharts cannot draw this (${error.message ?? error})`);
        }
    };
})();
