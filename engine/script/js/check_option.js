"use strict";
// The mistakes in a chart's option that ECharts has no sentence for, or draws as something else, or
// as nothing: each is told with its place and, where one is near, what may have been meant.
(() => {
    const { listOf, isObject } = pendopo;
    const refuse = (text) => {
        throw new pendopo.Problem(`option: ${text}`);
    };

    const kOnAxes = ["bar", "line", "scatter", "effectScatter", "boxplot", "candlestick", "heatmap",
        "pictorialBar"];
    const kOfNodes = ["treemap", "sunburst", "tree", "sankey", "graph"];
    pendopo.standsOnGrid = (series) => (kOnAxes.includes(series.type) &&
        series.coordinateSystem === undefined) || series.coordinateSystem === "cartesian2d";
    const kTypes = [...kOnAxes, ...kOfNodes, "chord", "pie", "radar", "parallel", "lines", "funnel",
        "gauge", "themeRiver"];
    const kKeys = ["title", "legend", "grid", "xAxis", "yAxis", "polar", "radiusAxis", "angleAxis",
        "radar", "visualMap", "parallel", "parallelAxis", "singleAxis", "calendar", "matrix", "dataset",
        "series", "color", "textStyle", "backgroundColor", "aria", "graphic", "baseOption", "media"];
    // What ECharts can do to a dataset by itself.
    const kKeepColumns = ["filter", "sort", "echarts:filter", "echarts:sort"];
    const kTransforms = [...kKeepColumns, "boxplot", "echarts:boxplot"];

    // Before names are bound: what needs code or movement cannot be left out without a word.
    const kNeedsCode = "needs functions, which do not run here; use bar, scatter, pictorialBar or " +
        'markArea, with figures from the card\'s "data"';
    pendopo.checkPasted = (option) => {
        for (const [key, why] of [["timeline", "moves, and a drawing on a wall stands still"],
            ["options", "belongs to a timeline, and a drawing on a wall stands still"]]) {
            if (option[key] !== undefined) {
                refuse(`"${key}" ${why}; choose one of its options`);
            }
        }
        pendopo.checkPictures(option, "");
        for (const [i, series] of listOf(option.series).entries()) {
            if (isObject(series) && series.renderItem !== undefined) {
                refuse(`series[${i}].renderItem ${kNeedsCode}`);
            }
        }
    };

    // Charts of ECharts' extensions, and what says the same here.
    const kInstead = { bar3D: "bar", line3D: "line", scatter3D: "scatter", surface: "heatmap",
        map3D: "scatter", scatterGL: "scatter", graphGL: "graph", linesGL: "lines", flowGL: "lines",
        wordCloud: "treemap", liquidFill: "gauge" };
    const checkType = (series, i) => {
        const { type } = series;
        if (type === "custom") {
            refuse(`series[${i}].type: "custom" ${kNeedsCode}`);
        }
        if (type === "map") {
            refuse(`series[${i}].type: "map" is no chart here; use a card of the kind "map"`);
        }
        if (Object.hasOwn(kInstead, type ?? "")) {
            refuse(`series[${i}].type: "${type}" is no chart here; use "${kInstead[type]}"`);
        }
        if (typeof type !== "string" || !kTypes.includes(type)) {
            const got = typeof type === "string" ? `"${type}" is no chart here` : "it is not given";
            refuse(`series[${i}].type: ${got}` + pendopo.didYouMean(type ?? "", kTypes,
                `; expected one of ${kTypes.join(", ")}`));
        }
    };

    // The names of a dataset's columns; undefined: nobody knows (no names, a transform of its own).
    const columnsOf = (option, index, depth = 0) => {
        const dataset = listOf(option.dataset)[index];
        if (!isObject(dataset) || depth > 20) {
            return undefined;
        }
        if (dataset.transform !== undefined) {
            if (!listOf(dataset.transform).every((one) => kKeepColumns.includes(one?.type))) {
                return undefined;
            }
            const from = dataset.fromDatasetId === undefined
                ? dataset.fromDatasetIndex ?? 0
                : listOf(option.dataset).findIndex(({ id }) => id === dataset.fromDatasetId);
            return columnsOf(option, from, depth + 1);
        }
        const named = listOf(dataset.dimensions)
            .map((one) => (isObject(one) ? one.name : one)).filter((one) => typeof one === "string");
        const { source } = dataset;
        let there;
        if (isObject(source)) {
            there = Object.keys(source);
        } else if (Array.isArray(source) && source.length > 0 && source.every(isObject)) {
            there = [...new Set(source.flatMap((row) => Object.keys(row)))];
        } else if (Array.isArray(source) && Array.isArray(source[0]) && named.length === 0 &&
            dataset.sourceHeader !== false && source[0].every((one) => typeof one === "string")) {
            there = source[0];
        }
        if (there !== undefined && !Array.isArray(source?.[0])) {
            named.filter((name) => !there.includes(name)).forEach((name) =>
                missing(`dataset[${index}].dimensions`, name, there));
        }
        return named.length > 0 ? named : there;
    };
    const missing = (where, name, columns) => refuse(
        `${where} – the data has no "${name}"; it has: ${columns.slice(0, 8).join(", ")}` +
        pendopo.didYouMean(name, columns));

    const checkColumns = (option) => {
        for (const [i, dataset] of listOf(option.dataset).entries()) {
            for (const transform of listOf(dataset?.transform)) {
                if (!kTransforms.includes(transform?.type)) {
                    refuse(`dataset[${i}].transform: "${transform?.type}" is not built in; expected ` +
                        "filter, sort or boxplot – compute it in the card's \"data\"");
                }
                const columns = columnsOf(option, dataset.fromDatasetIndex ?? 0);
                for (const config of listOf(transform.config)) {
                    if (typeof config?.dimension === "string" && columns !== undefined &&
                        !columns.includes(config.dimension)) {
                        missing(`dataset[${i}].transform.dimension`, config.dimension, columns);
                    }
                }
            }
            columnsOf(option, i);
        }
        for (const [i, series] of listOf(option.series).entries()) {
            if (!isObject(series.encode) || series.data !== undefined) {
                continue;
            }
            const index = series.datasetId === undefined ? series.datasetIndex ?? 0
                : listOf(option.dataset).findIndex(({ id }) => id === series.datasetId);
            const columns = listOf(series.dimensions).length > 0
                ? undefined : columnsOf(option, index);
            for (const [axis, names] of columns === undefined ? [] : Object.entries(series.encode)) {
                for (const name of listOf(names)) {
                    if (typeof name === "string" && !columns.includes(name)) {
                        missing(`series[${i}].encode.${axis}`, name, columns);
                    }
                    if (typeof name === "number" && (name < 0 || name >= columns.length)) {
                        missing(`series[${i}].encode.${axis}`, String(name), columns);
                    }
                }
            }
        }
    };

    // After names are bound; `isFilled`: to figures. Gives back the names of each series' columns,
    // empty where nobody knows.
    pendopo.checkOption = (option, isFilled = true) => {
        for (const key of Object.keys(option).filter((one) => !kKeys.includes(one))) {
            if (key === "geo" || key === "geo3D" || key === "bmap") {
                refuse(`"${key}" is no chart here; use a card of the kind "map"`);
            }
            if (/3D$|^globe$/.test(key)) {
                refuse(`"${key}" – nothing is drawn in three dimensions here; use xAxis, yAxis and ` +
                    '"bar", "line" or "scatter"');
            }
            const meant = pendopo.guess(key, kKeys);
            if (meant !== undefined) {
                refuse(`it has "${key}"; did you mean "${meant}"?`);
            }
        }
        for (const name of ["series", "xAxis", "yAxis", "legend", "title", "grid", "dataset"]) {
            for (const [i, part] of listOf(option[name]).entries()) {
                if (!isObject(part)) {
                    refuse(`${name}[${i}] – expected an object`);
                }
            }
        }
        for (const [i, series] of listOf(option.series).entries()) {
            checkType(series, i);
            const { type, coordinateSystem } = series;
            const nodes = listOf(series.data ?? series.nodes);
            if (isFilled && kOfNodes.includes(type) && coordinateSystem === undefined &&
                (nodes.length === 0 || !nodes.every(isObject))) {
                refuse(`series[${i}], a ${type} chart, needs a list of {"name", …} as data`);
            }
            if ((kOnAxes.includes(type) && coordinateSystem === undefined ||
                coordinateSystem === "cartesian2d") &&
                (listOf(option.xAxis).length === 0 || listOf(option.yAxis).length === 0)) {
                refuse(`series[${i}], a ${type} chart, needs "xAxis" and "yAxis"`);
            }
        }
        checkColumns(option);
        pendopo.checkWords(option);
        return listOf(option.series).map((series) =>
            columnsOf(option, series.datasetIndex ?? 0) ?? []);
    };
})();
