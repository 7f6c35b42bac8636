"use strict";
// An option as it was pasted, fitted to the drawing. Options from elsewhere are written for a page of
// some 800 by 500 and texts of 12, which are our units. Sizes that say how large a thing is stay what
// they are, for the whole drawing is enlarged; those that say how much of the page it takes keep
// their share of it.
(() => {
    const { listOf, isObject, isNumber } = pendopo;
    const kPage = { width: 800, height: 500 };
    const kMargin = 0.12; // of the drawing at most, beside a chart
    const each = (value, change) => (Array.isArray(value) ? value.map((one) => each(one, change))
        : isNumber(value) ? change(value) : value);
    // Keys that are not there stay so: ECharts takes undefined for a value.
    const change = (part, keys, how) => {
        for (const key of keys.filter((one) => part[one] !== undefined)) {
            part[key] = each(part[key], how);
        }
    };

    // The letters are ours; shadows and outlines blur what is read from afar.
    const kNeither = /^(fontFamily|shadow(Blur|Color|OffsetX|OffsetY)|text(Shadow|Border)\w+)$/;

    const fitSizes = (option, canvas, share) => {
        const least = canvas.floor;
        const most = Math.max(canvas.caption, Math.min(canvas.width, canvas.height) * 0.2);
        const text = (px) => Math.min(Math.max(px, least), most);
        // Small symbols are seen as they are; large ones take their share of the page.
        const symbol = (px) => Math.max(Math.min(px, canvas.caption * 0.6), px * share);
        const rules = {
            fontSize: text,
            lineHeight: (px) => Math.min(Math.max(px, least), most * 1.3),
            margin: (px) => Math.min(px, canvas.caption),
            itemGap: (px) => Math.min(px, canvas.caption),
            symbolSize: symbol,
            edgeSymbolSize: symbol,
        };
        const walk = (part) => {
            for (const [key, value] of Object.entries(part)) {
                if (kNeither.test(key)) {
                    delete part[key];
                } else if (key === "font" && typeof value === "string") {
                    part[key] = value.replace(/([\d.]+)px.*/,
                        (all, px) => `${text(Number(px))}px ${canvas.font}`);
                } else if (Object.hasOwn(rules, key)) {
                    part[key] = each(value, rules[key]);
                } else if (key !== "source") {
                    listOf(value).filter(isObject).forEach(walk);
                }
            }
        };
        walk(option);
        delete option.textStyle?.fontSize; // the wall's is meant
    };

    // A gauge's parts are as thick and long as suits its ring.
    const fitGauge = (series, share, least) => {
        const parts = [series.axisLine?.lineStyle, series.progress, series.splitLine,
            series.splitLine?.lineStyle, series.axisTick, series.axisTick?.lineStyle,
            series.axisLabel, series.pointer, series.anchor, series.anchor?.itemStyle];
        for (const part of parts.filter(isObject)) {
            change(part, ["width", "length", "distance", "size", "borderWidth"], (px) => px * share);
        }
        for (const part of [series, ...listOf(series.data)].flatMap((one) =>
            [one?.title, one?.detail, one?.axisLabel]).filter(isObject)) {
            change(part, ["width", "height", "lineHeight", "borderRadius", "padding"],
                (px) => px * share);
            change(part, ["fontSize"], (px) => Math.max(least, px * share * 1.2));
        }
    };

    const kSides = { left: "width", right: "width", top: "height", bottom: "height" };
    const fitPlace = (part, canvas, share) => {
        for (const [side, extent] of Object.entries(kSides)) {
            if (typeof part[side] === "string" && /^\d+$/.test(part[side])) {
                part[side] = Number(part[side]);
            }
            change(part, [side], (px) => Math.min(px, canvas[extent] * kMargin,
                px / kPage[extent] * canvas[extent] * 2));
        }
        for (const extent of ["width", "height"]) {
            change(part, [extent], (px) => Math.min(px, px / kPage[extent] * canvas[extent]));
        }
        if (Array.isArray(part.center)) {
            part.center = part.center.map((at, i) => {
                const extent = i === 0 ? "width" : "height";
                return isNumber(at) ? at / kPage[extent] * canvas[extent] : at;
            });
        }
        change(part, ["radius"], (px) => px * share);
    };

    const kParts = ["grid", "polar", "radar", "calendar", "parallel", "singleAxis", "matrix"];
    pendopo.fitPixels = (option, canvas) => {
        const share = Math.min(1, canvas.width / kPage.width * 1.3, canvas.height / kPage.height * 1.3);
        fitSizes(option, canvas, share);
        for (const part of [...kParts.flatMap((key) => listOf(option[key])), ...listOf(option.series)]) {
            fitPlace(part, canvas, share);
        }
        for (const series of listOf(option.series)) {
            if (series.type === "gauge") {
                fitGauge(series, share, canvas.floor);
            }
            if (isNumber(series.barWidth)) { // no wider than its place
                series.barMaxWidth = Math.min(series.barMaxWidth ?? series.barWidth, series.barWidth);
                delete series.barWidth;
            }
        }
        for (const axis of [...listOf(option.xAxis), ...listOf(option.yAxis)]) {
            change(axis, ["nameGap"], (px) => Math.min(px, canvas.caption * 1.5));
        }
    };
})();
