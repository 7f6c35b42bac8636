"use strict";
// Two things an option is written for: the size of its page, and its paper.
(() => {
    const { listOf, isObject, isNumber } = pendopo;

    // "baseOption" with what "media" says of a drawing of this size, as one option.
    const matches = (query, canvas) => Object.entries(query ?? {}).every(([key, limit]) => {
        const of = { width: canvas.width, height: canvas.height,
            aspectratio: canvas.width / canvas.height };
        const [, least, name] = /^(min|max)?(.*)$/.exec(key.toLowerCase());
        const value = of[name];
        return value === undefined || !isNumber(limit) ||
            (least === "min" ? value >= limit : least === "max" ? value <= limit : value === limit);
    });
    pendopo.mergeMedia = (option, canvas) => {
        const { baseOption, media, ...rest } = option;
        const merged = isObject(baseOption) ? echarts.util.merge(baseOption, rest, true) : rest;
        const cases = listOf(media).filter(isObject);
        const fitting = cases.filter((one) => one.query && matches(one.query, canvas));
        const chosen = fitting.length > 0 ? fitting : cases.filter((one) => !one.query);
        for (const { option: more } of chosen.filter((one) => isObject(one.option))) {
            for (const [key, value] of Object.entries(more)) {
                const [own] = listOf(merged[key]);
                merged[key] = isObject(own) && isObject(value)
                    ? echarts.util.merge(own, value, true) : value;
            }
        }
        return merged;
    };

    // Options from elsewhere are written for white paper: their greys say how far something is from
    // paper and how near to ink, and mean the same between our panel and our text. An option with a
    // ground of its own has its own paper.
    const kGrey = 14; // levels between its channels
    const kKeys = /^(color|borderColor|backgroundColor|fill|stroke)$/;
    pendopo.mapGreys = (option, canvas) => {
        const { text, panel } = canvas.colours;
        const { luminance, mix } = pendopo.colour;
        if (option.backgroundColor !== undefined || luminance(panel) > luminance(text)) {
            return;
        }
        const map = (colour) => {
            const parsed = echarts.color.parse(colour);
            if (!parsed || parsed[3] < 0.99 ||
                Math.max(...parsed.slice(0, 3)) - Math.min(...parsed.slice(0, 3)) > kGrey) {
                return colour;
            }
            return mix(text, panel, (parsed[0] + parsed[1] + parsed[2]) / 3 / 255);
        };
        const walk = (part) => {
            for (const [key, value] of Object.entries(part)) {
                if (kKeys.test(key) && typeof value === "string") {
                    part[key] = map(value);
                } else if (key !== "source" && key !== "visualMap") {
                    listOf(value).filter(isObject).forEach(walk);
                }
            }
        };
        walk(option);
    };
})();
