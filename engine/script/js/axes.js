"use strict";
// Axes: names that fit, figures in words, few ticks; and the names that a dataset gives to its series.
(() => {
    const { listOf, isObject, isNumber } = pendopo;
    const fontOf = (canvas, size = canvas.caption) => `${size}px ${canvas.font}`;
    const kLine = 1.15; // from line to line of a name, in font sizes

    const datasetOf = (series, option) => listOf(option.dataset)[series.datasetIndex ?? 0];
    // Its rows without the one of names; undefined where a transform makes them.
    const tableOf = (series, option) => {
        const { source, transform, sourceHeader } = datasetOf(series, option) ?? {};
        if (transform !== undefined || !Array.isArray(source)) {
            return undefined;
        }
        const named = sourceHeader !== false && sourceHeader !== 0 && Array.isArray(source[0]) &&
            source[0].every((one) => typeof one === "string");
        return { header: named ? source[0] : isObject(source[0]) ? Object.keys(source[0]) : [],
            rows: named ? source.slice(1) : source };
    };
    // What a series shows along one axis, from its own data or the columns of the dataset.
    const columnOf = pendopo.columnOf = (series, axis, option) => {
        const key = listOf(series.encode?.[axis])[0];
        const table = series.data === undefined ? tableOf(series, option) : undefined;
        if (series.data === undefined && (table === undefined || series.seriesLayoutBy === "row")) {
            return [];
        }
        const number = isNumber(key) ? key : table?.header.indexOf(key) ?? -1;
        return listOf(series.data ?? table.rows).flatMap((row) => {
            if (Array.isArray(row)) {
                return series.data !== undefined ? row.slice(axis === "x" ? 0 : 1, axis === "x" ? 1 : 2)
                    : [row[number >= 0 ? number : axis === "x" ? 0 : 1]];
            }
            if (!isObject(row)) {
                return [row];
            }
            if (key !== undefined || "value" in row || series.data !== undefined) {
                return [key !== undefined ? row[key] : row.value];
            }
            const names = listOf(datasetOf(series, option).dimensions)
                .map((one) => (isObject(one) ? one.name : one));
            const columns = names.length > 0 ? names : table.header;
            return [row[columns[axis === "x" ? 0 : 1]]];
        });
    };
    // The name that ECharts gives to a series of a dataset that has none: its column's, or its row's.
    pendopo.datasetNames = (option) => {
        const used = { row: 0, column: 0 };
        return listOf(option.series).map((series) => {
            const table = series.data === undefined ? tableOf(series, option) : undefined;
            if (series.name !== undefined || table === undefined) {
                return series.name;
            }
            const by = series.seriesLayoutBy === "row" ? "row" : "column";
            const at = ++used[by];
            const key = listOf(series.encode?.y)[0];
            return by === "row" ? table.rows[at - 1]?.[0]
                : isNumber(key) ? table.header[key] : key ?? table.header[at];
        });
    };

    const isBar = (series) => series.type === "bar";
    const isOfNames = (axis) => axis.type === "category" || (axis.type === undefined && axis.data);

    // The widest figure beside the axis that the series are measured on.
    const scaleWidth = (axis, series, option, canvas) => {
        if (axis?.axisLabel?.show === false) {
            return 0;
        }
        const figures = series.flatMap((one) => columnOf(one, "y", option)).filter(Number.isFinite);
        const most = Math.max(1, ...figures, isNumber(axis?.max) ? axis.max : 1);
        const step = 10 ** Math.floor(Math.log10(most));
        const write = typeof axis?.axisLabel?.formatter === "function"
            ? axis.axisLabel.formatter : pendopo.makeFormatter("{c}", canvas, true);
        return pendopo.textUnits(String(write(Math.ceil(most / step) * step)), fontOf(canvas));
    };
    const namesOf = (axis, option, along) => {
        const own = axis.data ?? columnOf(option.series[0] ?? {}, along, option);
        return listOf(own).map((item) => String(item?.value ?? item));
    };
    const longest = (texts, canvas, px = canvas.caption) =>
        Math.max(1, ...texts.map((text) => pendopo.textUnits(text, fontOf(canvas, px))));

    // Names along a horizontal axis: on one line where they fit, else broken between words and a
    // little smaller, else aslant or upright; of months, of many, and where the chart is low, ECharts
    // leaves some out.
    const kSlant = 35; // degrees
    const kMonth = "jan(uari|uary)?|feb(ruari|ruary)?|mar(et|ch)?|apr(il)?|mei|may|jun[ei]?|jul[iy]?|" +
        "agu(s|stus)?|ag[st]|aug(ust)?|sept?(ember)?|okt(ober)?|oct(ober)?|nov(ember)?|nop(ember)?|des(ember)?|dec(ember)?";
    const kOrdered = new RegExp(`^([\\d\\s.,:/–-]+|\\d{0,2}\\s*(${kMonth})\\.?[\\s'’-]*(\\d{2}|\\d{4})?)$`, "i");
    const fitColumns = (axis, series, option, canvas, width, isLow) => {
        const names = namesOf(axis, { ...option, series }, "x");
        if (axis.axisLabel?.interval === 0) {
            axis.axisLabel = { hideOverlap: false, ...axis.axisLabel };
        }
        if (names.length === 0) {
            return;
        }
        const scale = scaleWidth(listOf(option.yAxis)[0], series, option, canvas);
        const room = (width - scale - canvas.caption) / names.length * 0.9;
        const write = axis.axisLabel?.formatter;
        const shown = typeof write === "function" ? names.map((name) => String(write(name))) : names;
        const smaller = Math.min(1, room / longest(shown.flatMap((name) => name.split(/\s+/)), canvas));
        const breaks = smaller * canvas.caption >= canvas.floor;
        if (longest(shown, canvas) > room && shown.every((name) => kOrdered.test(name))) {
            return; // ECharts leaves some out, which everyone can tell
        }
        if (names.length <= 12 && longest(shown, canvas) <= room) {
            axis.axisLabel = { interval: 0, hideOverlap: false, ...axis.axisLabel };
        } else if (names.length <= 12 && (breaks || !isLow)) {
            const px = breaks ? Math.max(canvas.floor, smaller * canvas.caption * 0.98) : canvas.floor;
            delete axis.axisLabel?.fontSize;
            axis.axisLabel = {
                interval: 0, fontSize: px, lineHeight: px * kLine, hideOverlap: false,
                ...(breaks ? { width: room, overflow: "break" } : aslant(shown, px, room, canvas)),
                ...axis.axisLabel,
            };
        }
    };
    // Aslant on one line or two, else upright; what reaches too far down is broken between words.
    const kMostDown = 0.5; // of the height
    const aslant = (names, px, room, canvas) => {
        const across = room * Math.sin(kSlant / 180 * Math.PI) / (px * kLine); // lines
        const most = canvas.height * kMostDown;
        const wide = longest(names, canvas, px);
        const lines = wide <= most ? 1 : 2;
        // ECharts keeps the whole width free, also for shorter names.
        return { rotate: across < lines && room >= px * 0.85 && wide <= most ? 90 : kSlant,
            width: Math.min(wide + 1, most), overflow: "break" };
    };
    // A pin is as wide as its figure; where that would hide the chart, a dot with the figure above.
    const kMostPin = 0.2; // of the plot's height
    const fitPins = (option, canvas, height) => {
        const write = pendopo.makeFormatter("{c}", canvas);
        for (const series of option.series.filter(({ markPoint }) => isObject(markPoint) &&
            markPoint.symbol === undefined && markPoint.symbolSize === undefined)) {
            const figures = [...listOf(series.data).flat(), ...columnOf(series, "y", option)]
                .filter(isNumber).map((value) => String(write(value)));
            const pin = Math.max(canvas.caption * 3, longest(figures, canvas, canvas.floor) * 1.5);
            Object.assign(series.markPoint, pin <= height * kMostPin ? { symbolSize: pin } : {
                symbol: "circle", symbolSize: canvas.caption * 0.6,
                label: { ...series.markPoint.label, position: "top" },
            });
        }
    };
    // Names below each other: all of them, as large as their rows allow, on several lines where one
    // would take the bars' room, or above their bars.
    const kMostNames = [0.4, 0.6]; // of the width: of names, and of those that need more lines
    const kAbove = 1.7; // captions: a row of a name and its bar below it
    const fitRows = (axis, option, canvas, height) => {
        const whole = namesOf(axis, option, "y");
        const pitch = height / Math.max(1, whole.length);
        const fit = pitch * 0.85 / canvas.caption;
        const px = Math.max(canvas.floor, canvas.caption * Math.min(1, fit));
        const [most, mostWord] = kMostNames.map((share) => share * canvas.width);
        const isFree = axis.axisLabel?.formatter === undefined;
        const shorten = isFree && longest(whole, canvas, px) > most
            ? pendopo.withoutCommonWord(whole) : (name) => name;
        const names = whole.map(shorten);
        const all = fit * canvas.caption >= canvas.floor * 0.85
            ? { interval: 0, hideOverlap: false } : {};
        if (!isFree || longest(names, canvas, px) <= most) {
            axis.axisLabel = { fontSize: px, ...all, ...(isFree ? { formatter: (name) => shorten(String(name)) } : {}),
                ...axis.axisLabel };
            return;
        }
        const words = longest(names.flatMap((name) => name.split(" ")), canvas, px);
        const isHigh = (lines) => lines.length * px * kLine <= pitch;
        const wrap = (room) => (name) => pendopo.wrap(shorten(name), room, fontOf(canvas, px));
        const fits = (room) => words <= room && whole.every((name) => isHigh(wrap(room)(name)));
        if (!fits(most) && pendopo.namesAbove(axis, names, pitch, option, canvas)) {
            axis.axisLabel.formatter = (name) => shorten(String(name));
            return;
        }
        const room = [most, (most + mostWord) / 2, mostWord].find(fits);
        const breakUp = (name) => pendopo.hyphenate(shorten(name), mostWord, fontOf(canvas, px)) ?? [];
        const written = new Map(whole.map((name) => {
            const lines = (room ? wrap(room) : breakUp)(name);
            return [name, isHigh(lines) ? lines.join("\n") : ""];
        }));
        const gone = [...written.values()].filter((text) => text === "").length;
        pendopo.noteLeftOut(gone, whole.length, "names of bars");
        axis.axisLabel = { fontSize: px, lineHeight: px * kLine, ...all,
            formatter: (name) => written.get(String(name)) ?? name, ...axis.axisLabel };
    };
    // Whether every bar has its figure beside it. One row of bars that would have no room for its
    // names beside a scale has figures instead.
    const tellFigures = (bars, option, lying, width, height, canvas) => {
        const named = listOf(lying ? option.yAxis : option.xAxis).filter(isOfNames);
        const along = lying ? "y" : "x";
        const counts = named.map((axis) => namesOf(axis, option, along).length).filter((n) => n > 0);
        const extent = lying ? height - canvas.caption * 0.7 : width - canvas.caption;
        const pitch = extent / Math.max(1, ...counts);
        if (lying && bars.length === 1 && bars[0].label === undefined && option.series.length === 1 &&
            listOf(option.xAxis)[0]?.axisLabel === undefined &&
            pitch >= canvas.floor && pitch - canvas.caption * 1.8 / Math.max(1, ...counts) < canvas.floor) {
            bars[0].label = { show: true, position: "right" };
        }
        const labelled = bars.filter((bar) => bar.label?.show);
        const free = labelled.filter((bar) => bar.stack === undefined &&
            !/^inside/.test(bar.label.position));
        if (counts.length > 0 && free.length > 0 &&
            !pendopo.fitFigures(free, option, lying, pitch, height, canvas)) {
            const all = free.length * Math.max(...counts);
            free.forEach((bar) => {
                bar.label.show = false;
            });
            pendopo.noteLeftOut(all, all, "figures");
            return false;
        }
        return bars.length > 0 && bars.length === option.series.length &&
            bars.every((bar) => bar.label?.show && bar.stack === undefined);
    };
    // Few ticks at even steps, also where the card says where the scale ends; fewer on a low chart.
    const kEndsAlone = 5.5; // captions of height, the names below with it
    const kLowest = 7.5; // captions of a plot's height: room for its ends alone
    const evenTicks = (axis, isLow, height, canvas) => {
        if (axis.type === "log") {
            return;
        }
        if (isNumber(axis.max) && axis.interval === undefined) {
            axis.interval = (axis.max - (isNumber(axis.min) ? axis.min : 0)) /
                (isLow ? height < canvas.caption * kEndsAlone ? 1 : 2 : 4);
        }
        if (isLow) {
            axis.splitNumber = Math.min(axis.splitNumber ?? 2, height < canvas.caption * kLowest ? 1 : 2);
        }
    };

    // Dates without a year where all are of one; months as words.
    const kDay = /^(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?$/;
    const writeDays = (axis, names, canvas) => {
        const dates = names.map((name) => kDay.exec(name));
        if (names.length === 0 || dates.some((date) => date === null) ||
            axis.axisLabel?.formatter !== undefined) {
            return;
        }
        const years = new Set(dates.map(([, year]) => year));
        const written = new Map(names.map((name, i) => {
            const [, year, month, day] = dates[i];
            const how = { month: "short", ...(day ? { day: "numeric" } : {}),
                ...(years.size > 1 || !day ? { year: "numeric" } : {}) };
            return [name, canvas.formats.day(Date.UTC(Number(year), Number(month) - 1,
                Number(day ?? 1)), how)];
        }));
        axis.axisLabel = { ...axis.axisLabel, formatter: (name) => written.get(name) ?? name };
    };

    // Several scales on one side stand beside each other, each as far out as the figures need. Where
    // they would take the chart's room, the last ones go.
    const kMostScales = 0.62; // of the width
    const setApart = (axes, option, canvas, width) => {
        let used = 0;
        for (const side of ["left", "right"]) {
            let offset = 0;
            for (const [i, axis] of axes.entries()) {
                const own = axis.position ?? (i % 2 === 0 ? "left" : "right");
                if (own !== side || axis.show === false || axis.gridIndex > 0) {
                    continue;
                }
                const series = option.series.filter((one) => (one.yAxisIndex ?? 0) === i);
                const room = scaleWidth(axis, series, option, canvas) + canvas.caption;
                if (used > 0 && used + room > width * kMostScales) {
                    axis.show = false;
                    continue;
                }
                if (offset > 0) {
                    axis.offset = offset;
                }
                offset += room;
                used += room;
            }
        }
    };
    // Names of axes stay inside the chart: above their scale towards its middle, and below the
    // figures of a horizontal one.
    const placeName = (axis, isUpright, i, isLow, canvas) => {
        if (!axis.name) {
            return;
        }
        if (isLow) { // no room for it: the second to go
            delete axis.name;
            return;
        }
        axis.nameTextStyle = { ...axis.nameTextStyle };
        if (isUpright && axis.nameLocation !== "middle" && axis.nameLocation !== "center") {
            axis.nameTextStyle.align ??= (axis.position ?? (i % 2 === 0 ? "left" : "right"));
        } else if (!isUpright) {
            axis.nameLocation ??= "middle";
            axis.nameGap = canvas.caption * 2.2;
        }
    };

    const kLow = 8; // of a chart's height in captions: no room for five figures beside its scale
    pendopo.completeAxes = (option, canvas, area) => {
        const xs = listOf(option.xAxis);
        const ys = listOf(option.yAxis);
        if (xs.length === 0 && ys.length === 0) {
            return;
        }
        const lying = ys.some((axis) => axis.type === "category");
        const { caption } = canvas;
        const grids = listOf(option.grid);
        const height = Math.min(...grids.map((grid) => canvas.height - grid.top - grid.bottom));
        const width = Math.min(...grids.map((grid) => canvas.width - grid.left - grid.right));
        const isLow = height - caption * 2 < caption * kLow;
        for (const axis of [...xs, ...ys].filter((one) => !isOfNames(one))) {
            evenTicks(axis, isLow && ys.includes(axis), height, canvas);
        }
        for (const [axes, along] of [[xs, "x"], [ys, "y"]]) {
            for (const [i, axis] of axes.entries()) {
                placeName(axis, axes === ys, i, isLow, canvas);
                if (isOfNames(axis)) {
                    writeDays(axis, namesOf(axis, option, along), canvas);
                }
            }
        }
        const bars = option.series.filter(isBar);
        for (const series of bars.filter((bar) => bar.label)) {
            const position = series.stack !== undefined ? "inside" : lying ? "right" : "top";
            series.label = { position, ...series.label };
            if (/^inside/.test(series.label.position)) { // as wide as its figure, where there is room
                series.barMaxWidth ??= caption * 4;
                series.barCategoryGap ??= "18%";
                bars.forEach((bar) => { // the last one's is everyone's
                    bar.barGap ??= "4%";
                });
            }
        }
        // Figures that stand at the bars need no scale beside them.
        const told = tellFigures(bars, option, lying, width, height, canvas);
        for (const axis of told ? (lying ? xs : ys) : []) {
            axis.axisLabel = { show: false, ...axis.axisLabel };
            axis.splitLine = { show: false, ...axis.splitLine };
        }
        for (const [i, axis] of xs.entries()) {
            if (isOfNames(axis)) {
                const own = option.series.filter((series) => (series.xAxisIndex ?? 0) === i);
                fitColumns(axis, own, option, canvas, width, isLow);
            }
        }
        for (const axis of lying ? ys.filter((y) => y.type === "category") : []) {
            const room = height - (told ? 0 : caption * 1.8) - caption * 0.7;
            const names = namesOf(axis, option, "y");
            if ((room - caption * 1.2) / names.length < caption * kAbove &&
                longest(names, canvas) > canvas.width * kMostNames[0]) { // those of the scale go first
                xs.forEach((x) => delete x.name);
            }
            fitRows(axis, option, canvas, xs.some(({ name }) => name) ? room - caption * 1.2 : room);
        }
        setApart(ys, option, canvas, width);
        fitPins(option, canvas, height);
        for (const grid of grids) {
            grid.top += caption * (ys.some((axis) => axis.name) ? 1.8 : 0.7);
            grid.right += caption * 0.3;
        }
    };
})();
