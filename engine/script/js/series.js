"use strict";
// What each kind of series is given where its option is silent.
(() => {
    const { listOf, isObject, isNumber } = pendopo;
    const fontOf = (canvas, px = canvas.caption) => `${px}px ${canvas.font}`;
    const widest = (names, canvas) =>
        Math.max(0, ...names.map((name) => pendopo.textUnits(String(name ?? ""), fontOf(canvas))));

    // Parts of a whole have its colour.
    const colourTree = (nodes, canvas, colour) => {
        const series = canvas.colours.series;
        nodes.filter((node) => node !== null && typeof node === "object").forEach((node, i) => {
            const own = node.itemStyle?.color ?? colour ?? series[i % series.length];
            node.itemStyle = { color: own, ...node.itemStyle };
            colourTree(listOf(node.children), canvas, own);
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
        if (series.orient === "vertical") {
            return;
        }
        const from = new Set(listOf(series.links ?? series.edges).map((link) => String(link.source)));
        const sinks = listOf(series.data ?? series.nodes)
            .map((node) => String(node?.name ?? "")).filter((name) => !from.has(name));
        series.right = Math.max(series.right ?? 0,
            Math.min(widest(sinks, canvas) + canvas.caption * 0.5, canvas.width * 0.4));
    };
    // How many columns the links make.
    const depthOf = (links) => {
        const depths = new Map();
        let deepest = 0;
        for (let round = 0; round < links.length; ++round) {
            const before = deepest;
            for (const { source, target } of links) {
                const depth = (depths.get(source) ?? 0) + 1;
                if (depth > (depths.get(target) ?? 0)) {
                    depths.set(target, depth);
                    deepest = Math.max(deepest, depth);
                }
            }
            if (deepest === before && round > 0) {
                break;
            }
        }
        return deepest;
    };
    const completeSankey = (series, canvas) => {
        if (series.levels === undefined) {
            colourNodes(series, canvas);
        }
        makeRoomForSinks(series, canvas);
        if (series.orient !== "vertical" && series.label?.formatter === undefined) {
            const columns = Math.max(1, depthOf(listOf(series.links ?? series.edges)));
            const room = (canvas.width - series.left - series.right) / columns * 0.85;
            series.label = { ...series.label, formatter: ({ name }) =>
                pendopo.wrap(name, Math.max(room, canvas.caption * 4), fontOf(canvas)).join("\n") };
        }
    };

    const completeTreemap = (series, canvas) => {
        series.drillDownIcon = ""; // nobody drills
        if (listOf(series.data).some((node) => listOf(node?.children).length > 0)) {
            const gap = canvas.caption * 0.12;
            series.levels ??= [
                { itemStyle: { gapWidth: gap * 3 } },
                { upperLabel: { show: true }, itemStyle: { gapWidth: gap } },
            ];
        }
    };

    // Nobody asked for parts of a dial: a ring, as calm as the rest of the wall.
    const kDial = ["pointer", "axisLine", "axisTick", "splitLine", "axisLabel", "anchor", "startAngle",
        "endAngle"];
    pendopo.isRing = (series) => kDial.every((key) => series[key] === undefined) &&
        listOf(series.data).length <= 1;
    // A dial's parts are as large as suits its radius.
    const dialParts = (r, canvas) => ({
        axisLine: { lineStyle: { width: r * 0.1 } },
        progress: { width: r * 0.1 },
        pointer: { width: r * 0.06 },
        axisTick: { length: r * 0.03, distance: r * 0.03 },
        splitLine: { length: r * 0.06, distance: r * 0.03 },
        axisLabel: { distance: r * 0.08 },
        detail: { fontSize: Math.max(canvas.floor, r * 0.24), lineHeight: r * 0.28 },
    });
    const kTinyDial = 3.5; // captions of its radius: no room for figures around it
    const kSmallDial = 6; // captions of its radius: half of the figures around it
    const completeGauge = (series, canvas, area) => {
        const small = Math.min(area.right - area.left, area.bottom - area.top);
        if (!series.isRing) {
            delete series.isRing;
            const steps = series.splitNumber ?? 10; // ECharts' own
            if (series.radius < canvas.caption * kSmallDial && steps > 6 && steps % 2 === 0) {
                series.splitNumber = steps / 2;
            }
            if (series.radius < canvas.caption * kTinyDial) { // its figure and its hand alone
                for (const part of ["axisLabel", "axisTick", "splitLine"]) {
                    series[part] = { ...series[part], show: false };
                }
            }
            echarts.util.merge(series, dialParts(series.radius, canvas), false);
            if (listOf(series.axisLine?.lineStyle?.color).length > 1) { // its grades are seen
                series.progress = { show: false, ...series.progress };
                series.pointer = { ...series.pointer,
                    itemStyle: { color: "auto", ...series.pointer?.itemStyle } };
            }
            return;
        }
        delete series.isRing;
        const none = { show: false };
        Object.assign(series, { startAngle: 210, endAngle: -30, pointer: none, anchor: none,
            axisTick: none, splitLine: none, axisLabel: none });
        series.progress = { show: true, width: small * 0.09, roundCap: true, ...series.progress };
        series.axisLine = { roundCap: true,
            lineStyle: { width: small * 0.09, color: [[1, canvas.colours.line]] } };
        series.detail = { fontSize: Math.min(canvas.headline, small * 0.22), offsetCenter: [0, "-2%"],
            ...series.detail };
    };

    // A network stands still, all of it inside the drawing. A name that belongs into its node has a
    // node of its size while they are few, else stands beside it.
    const kFew = 15;
    const completeGraph = (series, canvas) => {
        series.force = { ...series.force, layoutAnimation: false };
        series.roam = false;
        series.preserveAspect ??= true;
        const nodes = listOf(series.data ?? series.nodes);
        const sizes = [series.symbolSize, ...nodes.map((node) => node?.symbolSize)].flat()
            .filter(isNumber);
        let largest = Math.max(canvas.caption, ...sizes);
        if (series.label?.show && (series.label.position ?? "inside") === "inside") {
            const need = widest(nodes.map((node) => node?.name), canvas) + canvas.caption * 0.7;
            if (nodes.length <= kFew && need <= Math.min(canvas.width, canvas.height) * 0.24) {
                series.symbolSize = Math.max(need, isNumber(series.symbolSize) ? series.symbolSize : 0);
                largest = Math.max(largest, series.symbolSize);
            } else {
                series.label.position = series.coordinateSystem === undefined ? "right" : "top";
            }
        }
        if (series.coordinateSystem === undefined) {
            const names = series.label?.show && series.label.position === "right"
                ? widest(nodes.map((node) => node?.name), canvas) : 0;
            for (const side of ["left", "right", "top", "bottom"]) {
                series[side] += largest / 2 + 2;
            }
            series.right += Math.min(names, canvas.width * 0.2);
        }
    };

    const leavesOf = (node) => (listOf(node?.children).length === 0 ? 1
        : listOf(node.children).reduce((sum, child) => sum + leavesOf(child), 0));
    const kLowTree = 14; // captions of height
    // Long names take two lines where the leaves leave room for them.
    const completeTree = (series, canvas, area) => {
        series.roam = false;
        series.expandAndCollapse = false;
        const leaves = listOf(series.data).reduce((sum, node) => sum + leavesOf(node), 0);
        if (/^(vertical|TB|BT)$/.test(series.orient) && canvas.height < canvas.caption * kLowTree) {
            series.orient = "LR"; // names above each other have no room there
            for (const label of [series.label, series.leaves?.label].filter(isObject)) {
                delete label.rotate;
            }
            series.label = { ...series.label, position: "left", align: "right" };
            series.leaves = { label: { position: "right", align: "left" } };
        }
        const isLying = series.layout !== "radial" && ["LR", "RL", "horizontal", undefined]
            .includes(series.orient);
        if (isLying && series.label?.formatter === undefined &&
            leaves * canvas.caption * 2.4 < area.bottom - area.top) {
            series.label = { ...series.label, formatter: ({ name }) =>
                pendopo.wrap(name, canvas.width * 0.25, fontOf(canvas)).join("\n") };
        }
    };

    // Beside each other funnels have no room for names but their own.
    const completeFunnel = (series, canvas, area, option) => {
        const places = new Set(option.series.filter((one) => one.type === "funnel")
            .map((one) => `${one.left} ${one.top}`));
        if (places.size > 1) {
            series.label = { position: "inside", formatter: pendopo.makeFormatter("{b}", canvas),
                ...series.label };
        }
        const rows = Math.max(1, listOf(series.data).length);
        if ((canvas.height - series.top - series.bottom) / rows < canvas.caption * 2.6) {
            series.label = { formatter: pendopo.makeFormatter("{b} · {c}", canvas), ...series.label };
        }
    };

    const completeParallel = (option, canvas) => {
        const axes = listOf(option.parallelAxis);
        if (axes.length === 0) {
            return;
        }
        const [part] = listOf(option.parallel);
        const room = (canvas.width - part.left - part.right) / axes.length;
        if (room < canvas.caption * 4) {
            part.layout ??= "vertical"; // many axes below each other have room for their names
        }
        const lies = part.layout === "vertical";
        if (lies) {
            part.left += Math.min(canvas.width * 0.3, widest(axes.map((axis) => axis.name), canvas)) +
                canvas.caption;
            part.top += canvas.caption * 0.5;
            part.bottom += canvas.caption * 1.5;
            part.right += canvas.caption * 1.5;
            axes.forEach((axis) => {
                axis.nameLocation = axis.inverse ? "end" : "start";
            });
            return;
        }
        const lines = axes.map((axis) => {
            axis.name = pendopo.wrap(String(axis.name ?? "").trim(), room, fontOf(canvas)).join("\n");
            return axis.name.split("\n").length;
        });
        part.top += canvas.caption * (1.2 * Math.max(...lines) + 1);
        part.bottom += canvas.caption * 1.2;
        part.left += canvas.caption * 1.5;
        part.right += canvas.caption * 1.5;
    };

    const kLowCalendar = 13; // captions: a week beside the next has more room than below it
    // Days of a year lie beside each other, in squares as far as the room allows.
    const completeCalendars = (option, canvas, area) => {
        const calendars = listOf(option.calendar);
        const { caption } = canvas;
        const isLow = area.bottom - area.top < caption * kLowCalendar;
        const upright = !isLow && calendars.some((calendar) => calendar.orient === "vertical");
        calendars.forEach((calendar, i) => {
            calendar.orient = upright ? "vertical" : "horizontal";
            const [width, height] = [area.right - area.left, area.bottom - area.top];
            const part = (upright ? width : height) / calendars.length;
            const box = upright
                ? { left: area.left + i * part, right: area.left + (i + 1) * part, top: area.top,
                    bottom: area.bottom }
                : { left: area.left, right: area.right, top: area.top + i * part,
                    bottom: area.top + (i + 1) * part };
            const year = calendar.yearLabel?.show !== false &&
                (calendars.length > 1 || calendar.yearLabel?.show === true);
            const side = calendar.dayLabel?.show === false ? 0 : caption * 1.6;
            const edge = calendar.monthLabel?.show === false ? 0 : caption * 1.6;
            calendar.yearLabel = { margin: caption * 2, ...calendar.yearLabel, show: year };
            const before = year ? caption * 1.8 : 0;
            calendar.left = box.left + (upright ? caption * 2.6 : side + before);
            calendar.top = box.top + (upright ? caption * 1.6 + before : edge);
            calendar.right = canvas.width - box.right + caption * 0.5;
            calendar.bottom = canvas.height - box.bottom + caption * 0.3;
            delete calendar.width;
            delete calendar.height;
            calendar.cellSize = "auto";
            const range = listOf(calendar.range).map(String);
            const weeks = range.length === 1 ? (/^\d{4}$/.test(range[0]) ? 53 : 5) : 0;
            const [near, far, extent] = upright ? ["left", "right", canvas.width]
                : ["top", "bottom", canvas.height];
            const along = upright ? canvas.height - calendar.top - calendar.bottom
                : canvas.width - calendar.left - calendar.right;
            // A day is at most twice as long as it is wide.
            const spare = extent - calendar[near] - calendar[far] - along / (weeks || 1) * 2 * 7;
            if (weeks > 0 && spare > 0) {
                calendar[near] += spare / 2;
                calendar[far] += spare / 2;
            }
            const cell = weeks > 0 ? along / weeks : caption;
            calendar.itemStyle = { borderWidth: Math.min(0.6, cell * 0.08), ...calendar.itemStyle };
        });
    };

    // Series beyond the theme's colours have lighter and darker ones, none of them twice.
    const completeColours = (option, canvas) => {
        if (option.color === undefined) {
            const { series, text, panel } = canvas.colours;
            const mixed = (other) => series.map((one) => pendopo.colour.mix(one, other, 0.45));
            option.color = [...series, ...mixed(text), ...mixed(panel)];
        }
    };

    const kComplete = { treemap: completeTreemap, sankey: completeSankey, gauge: completeGauge,
        graph: completeGraph, pie: pendopo.completePie,
        funnel: completeFunnel, tree: completeTree };
    // Before anything has its place.
    pendopo.prepareSeries = (option, canvas) => {
        completeColours(option, canvas);
        pendopo.completeVisualMaps(option, canvas);
        if (option.parallelAxis !== undefined) {
            option.parallel = listOf(option.parallel ?? {});
        }
        for (const series of option.series) {
            series.progressive = 0;
            series.silent = true;
            if (series.type === "gauge") {
                series.isRing = pendopo.isRing(series);
            } else if (series.type === "themeRiver") {
                option.singleAxis ??= {};
            }
        }
        pendopo.preparePies(option, canvas);
    };
    pendopo.completeSeries = (option, canvas, area) => {
        pendopo.completeRadars(option, canvas, area);
        completeParallel(option, canvas);
        completeCalendars(option, canvas, area);
        const axes = listOf(option.singleAxis);
        if (axes.length > 1 && (area.bottom - area.top) / axes.length < canvas.caption * 2.8) {
            for (const axis of axes.slice(0, -1)) { // one scale for all of them
                axis.axisLabel = { ...axis.axisLabel, show: false };
            }
        }
        for (const series of option.series) {
            const isWhole = series.type === "treemap" || series.type === "sunburst";
            if (isWhole && series.levels === undefined && option.visualMap === undefined) {
                colourTree(listOf(series.data), canvas);
            }
            kComplete[series.type]?.(series, canvas, area, option);
        }
    };
})();
