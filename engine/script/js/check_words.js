"use strict";
// Words of an option that ECharts does not know and says nothing about: colours, symbols, kinds of
// axes and of coordinates, keys, names in a legend, and numbers of parts that are not there.
(() => {
    const { listOf, isObject, isNumber } = pendopo;
    const refuse = (text) => {
        throw new pendopo.Problem(`option: ${text}`);
    };

    const kSymbols = ["circle", "rect", "roundRect", "triangle", "diamond", "pin", "arrow", "none"];
    // As people here call them, and what CSS calls them.
    const kColours = { merah: "red", biru: "blue", hijau: "green", kuning: "yellow", jingga: "orange",
        oranye: "orange", ungu: "purple", hitam: "black", putih: "white", abu: "gray", cokelat: "brown",
        coklat: "brown", "abu-abu": "gray", merahmuda: "pink", emas: "gold", perak: "silver" };
    const kEnglish = ["red", "blue", "green", "yellow", "orange", "purple", "black", "white", "gray",
        "grey", "brown", "pink", "gold", "silver", "navy", "teal", "maroon", "olive", "lime", "cyan",
        "magenta", "transparent", "skyblue", "steelblue", "tomato", "orchid", "salmon", "crimson"];
    const kSpecial = ["auto", "inherit", "none", "source", "target", "gradient", "currentColor", ""];
    // A picture is left out with its address; what it would have stood for must be said otherwise.
    pendopo.checkPictures = (part, path) => {
        for (const [key, value] of Object.entries(part ?? {})) {
            const at = path === "" ? key : `${path}.${key}`;
            if ((key === "symbol" || key === "icon") && /^\s*image:/i.test(String(value))) {
                refuse(`${at}: pictures are not loaded here; use "path://…" or one of ` +
                    kSymbols.join(", "));
            }
            for (const [i, one] of listOf(value).entries()) {
                if (isObject(one)) {
                    pendopo.checkPictures(one, Array.isArray(value) ? `${at}[${i}]` : at);
                }
            }
        }
    };
    const checkColour = (text, path) => {
        if (kSpecial.includes(text) || echarts.color.parse(text)) {
            return;
        }
        const meant = pendopo.guess(text, [...Object.keys(kColours), ...kEnglish]);
        refuse(`${path}: "${text}" is no colour; ` + (meant === undefined
            ? 'expected a name like "blue" or a code like "#56B4E9"'
            : `did you mean "${kColours[meant] ?? meant}"?`));
    };
    const kColourKey = /(^|[a-z])[cC]olor0?$|^(fill|stroke)$/;
    const checkSymbol = (text, path) => {
        const name = text.replace(/^empty(.)/, (all, first) => first.toLowerCase());
        if (text !== "" && !kSymbols.includes(name) && !text.startsWith("path://") && text !== "inherit") {
            refuse(`${path}: "${text}" is no symbol` + pendopo.didYouMean(text, kSymbols,
                `; expected "path://…" or one of ${kSymbols.join(", ")}`));
        }
    };
    // Before anything is left out of the option: what stands in it as it was written.
    const checkLeaves = (part, path) => {
        for (const [key, value] of Object.entries(part)) {
            const at = path === "" ? key : `${path}.${key}`;
            if (typeof value === "string") {
                if (kColourKey.test(key)) {
                    checkColour(pendopo.show(value), at);
                } else if (key === "symbol") {
                    checkSymbol(value, at);
                }
            } else if (Array.isArray(value) && key !== "source") {
                for (const [i, one] of value.entries()) {
                    if (isObject(one)) {
                        checkLeaves(one, `${at}[${i}]`);
                    } else if (kColourKey.test(key)) { // a list, or the grades of a gauge
                        listOf(one).filter((text) => typeof text === "string")
                            .forEach((text) => checkColour(pendopo.show(text), `${at}[${i}]`));
                    }
                }
            } else if (isObject(value)) {
                checkLeaves(value, at);
            }
        }
    };

    // Keys of one level that are often meant. Others may be there: a guess alone is a mistake.
    const kSeriesKeys = ["type", "id", "name", "data", "stack", "label", "labelLine", "labelLayout",
        "itemStyle", "lineStyle", "areaStyle", "markPoint", "markLine", "markArea", "encode",
        "dimensions", "datasetIndex", "datasetId", "seriesLayoutBy", "coordinateSystem", "xAxisIndex",
        "yAxisIndex", "polarIndex", "radarIndex", "calendarIndex", "singleAxisIndex", "smooth", "step",
        "symbol", "symbolSize", "showSymbol", "radius", "center", "roseType", "barWidth", "barGap",
        "barMaxWidth", "barCategoryGap", "showBackground", "backgroundStyle", "startAngle", "endAngle",
        "emphasis", "links", "nodes", "edges", "categories", "layout", "force", "levels", "endLabel",
        "splitNumber", "progress", "pointer", "axisLine", "axisTick", "axisLabel", "splitLine", "detail",
        "title", "colorBy", "left", "right", "top", "bottom", "width", "height", "orient", "sort"];
    const kAxisKeys = ["type", "name", "data", "min", "max", "interval", "splitNumber", "position",
        "offset", "inverse", "scale", "boundaryGap", "nameLocation", "nameGap", "nameTextStyle",
        "nameRotate", "axisLine", "axisTick", "axisLabel", "splitLine", "splitArea", "gridIndex",
        "show", "logBase", "minInterval", "maxInterval", "alignTicks", "breaks", "minorTick"];
    const checkKeys = (part, path, keys) => {
        for (const key of Object.keys(part).filter((one) => !keys.includes(one) && one.length > 3)) {
            const meant = pendopo.guess(key, keys.filter((one) => one.length > 3));
            if (meant !== undefined && pendopo.isSlip(key, meant)) {
                refuse(`${path} has "${key}"; did you mean "${meant}"?`);
            }
        }
    };

    const kAxisTypes = ["value", "category", "time", "log"];
    const kAxes = ["xAxis", "yAxis", "radiusAxis", "angleAxis", "singleAxis", "parallelAxis"];
    const kCoordinates = ["cartesian2d", "polar", "singleAxis", "calendar", "matrix", "parallel",
        "radar", "none", "view"];
    const checkAxes = (option) => {
        for (const name of kAxes) {
            for (const [i, axis] of listOf(option[name]).filter(isObject).entries()) {
                if (axis.type !== undefined && !kAxisTypes.includes(axis.type)) {
                    refuse(`${name}[${i}].type: "${axis.type}" is no kind of axis` + pendopo.didYouMean(
                        axis.type, kAxisTypes, `; expected one of ${kAxisTypes.join(", ")}`));
                }
                checkKeys(axis, `${name}[${i}]`, kAxisKeys);
            }
        }
    };
    const checkReferences = (option) => {
        const parts = [...["xAxis", "yAxis", "polar", "singleAxis", "calendar", "radar", "dataset",
            "parallel", "matrix", "grid"].map((name) => [`${name}Index`, name])];
        const holders = [...listOf(option.series).map((one, i) => [one, `series[${i}]`]),
            ...kAxes.flatMap((name) => listOf(option[name]).map((one, i) => [one, `${name}[${i}]`]))];
        for (const [holder, path] of holders.filter(([one]) => isObject(one))) {
            for (const [key, name] of parts) {
                const count = Math.max(listOf(option[name]).length, name === "grid" ? 1 : 0);
                if (isNumber(holder[key]) && (holder[key] < 0 || holder[key] >= count)) {
                    refuse(`${path}.${key} – there is no ${name} ${holder[key]}; there ` +
                        (count === 1 ? "is one, number 0" : `are ${count}, counted from 0`));
                }
            }
        }
        const needs = { polar: ["polar", "radiusAxis", "angleAxis"], calendar: ["calendar"],
            singleAxis: ["singleAxis"], matrix: ["matrix"] };
        for (const [i, series] of listOf(option.series).filter(isObject).entries()) {
            const { coordinateSystem } = series;
            if (coordinateSystem === "geo" || /^(bmap|amap|leaflet|globe)/.test(coordinateSystem)) {
                refuse(`series[${i}].coordinateSystem: "${coordinateSystem}" is no chart here; use a ` +
                    'card of the kind "map"');
            }
            if (coordinateSystem !== undefined && !kCoordinates.includes(coordinateSystem)) {
                refuse(`series[${i}].coordinateSystem: there is no "${coordinateSystem}"` +
                    pendopo.didYouMean(coordinateSystem, kCoordinates,
                        `; expected one of ${kCoordinates.slice(0, 5).join(", ")}`));
            }
            for (const part of needs[coordinateSystem] ?? []) {
                if (option[part] === undefined) {
                    refuse(`series[${i}], on "${coordinateSystem}", needs "${part}"`);
                }
            }
        }
    };
    // A name that no series has stands for nothing; only one that is nearly a series' is a mistake.
    const checkLegend = (option) => {
        const names = pendopo.legendNames(option).map((name) => pendopo.show(name));
        for (const [i, legend] of listOf(option.legend).entries()) {
            const said = listOf(legend.data)
                .map((item) => pendopo.show(String(isObject(item) ? item.name : item)));
            for (const name of said) {
                const free = names.filter((one) => !said.includes(one));
                const meant = names.includes(name) ? undefined : pendopo.guess(name, free);
                if (meant !== undefined && name.length > 4 && pendopo.isSlip(name, meant)) {
                    refuse(`legend[${i}].data – no series has the name "${name}"; there is: ` +
                        `${names.slice(0, 8).join(", ")}; did you mean "${meant}"?`);
                }
            }
        }
    };

    pendopo.checkWords = (option) => {
        for (const [i, series] of listOf(option.series).filter(isObject).entries()) {
            checkKeys(series, `series[${i}]`, kSeriesKeys);
        }
        checkAxes(option);
        checkReferences(option);
        checkLegend(option);
        checkLeaves(option, "");
    };
})();
