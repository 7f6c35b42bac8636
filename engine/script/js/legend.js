"use strict";
// The classes of a map's figures, and the legend that explains them.
(() => {
    const words = {
        id: { none: "Tidak ada data" },
        en: { none: "No data" },
    };

    // Upper bounds that divide the values into classes of about equal count; equal values stay
    // together.
    const boundsOf = (values, classes) => {
        const sorted = [...values].sort((a, b) => a - b);
        const bounds = [];
        for (let i = 1; i <= classes; ++i) {
            const bound = sorted[Math.ceil((sorted.length * i) / classes) - 1];
            if (bound !== bounds.at(-1)) {
                bounds.push(bound);
            }
        }
        return bounds;
    };
    const coloursOf = pendopo.ramp = (count, { colours }) => {
        const { mix, luminance } = pendopo.colour;
        const [low, high] = luminance(colours.ground) < 0.2
            ? [mix(colours.panel, colours.series[0], 0.28), mix(colours.series[0], "#FFFFFF", 0.55)]
            : [mix("#FFFFFF", colours.series[0], 0.3), mix(colours.series[0], "#04122B", 0.75)];
        return Array.from({ length: count }, (none, i) =>
            mix(low, high, count === 1 ? 0.6 : i / (count - 1)));
    };
    // [{most, colour, ink, label}], the lowest first. All of a legend's figures have as many
    // decimals as the most exact of them.
    pendopo.makeClasses = (values, count, canvas) => {
        const bounds = boundsOf(values, count);
        const colours = coloursOf(bounds.length, canvas);
        const ends = bounds.map((most, i) => {
            const inside = values.filter((v) => v <= most && (i === 0 || v > bounds[i - 1]));
            return [Math.min(...inside), Math.max(...inside)];
        });
        const format = canvas.formats.alike(ends.flat(), canvas.format);
        const write = (value, how) => canvas.formats.format(value, how);
        return bounds.map((most, i) => {
            const [least, greatest] = ends[i];
            const whole = write(greatest, format);
            return {
                most, colour: colours[i], ink: pendopo.colour.inkOn(colours[i], canvas.colours),
                label: least === greatest ? whole
                    : `${write(least, { ...format, unit: undefined })} – ${whole}`,
            };
        });
    };

    // The legend as a column and in rows across the drawing: each {width, height, svg(x, y)}.
    const kRow = 1.5; // height of a row, in captions
    const kColumnTitle = 0.25; // of the drawing's width: a title beside it
    pendopo.makeLegends = (classes, anyMissing, title, canvas) => {
        const { element, lines } = pendopo.svg;
        const { caption, colours, width } = canvas;
        const widthOf = (text) => pendopo.textWidth(text, `${caption}px ${canvas.font}`);
        const swatch = caption * 0.9;
        const indent = caption * 1.3;
        const write = (x, y, text, fill) => lines(x, y, [text], caption, { fill });
        const draw = ({ fill, text }, x, y) => element("rect", {
            x, y: y - swatch / 2, width: swatch, height: swatch, rx: caption * 0.1,
            ...(fill ? { fill } : {
                fill: "none", stroke: colours.muted, "stroke-width": caption * 0.06,
                "stroke-dasharray": `${(caption * 0.2).toFixed(2)} ${(caption * 0.15).toFixed(2)}`,
            }),
        }) + write(x + indent, y, text, colours.text);

        const entries = classes.map((c) => ({ fill: c.colour, text: c.label })).reverse();
        if (anyMissing) {
            entries.push({ text: words[canvas.language].none });
        }
        const widths = entries.map((entry) => indent + widthOf(entry.text));
        const titleWidth = title ? widthOf(title) : 0;
        const titleIn = (room) => (title ? pendopo.wrap(title, room, `${caption}px ${canvas.font}`) : []);
        // `places`: where each entry stands, in pixels from the left and in rows.
        const legend = (places, titles) => ({
            width: Math.max(...titles.map(widthOf), ...widths.map((w, i) => places[i].x + w)),
            height: Math.max(1, titles.length, ...places.map((place) => place.row + 1)) *
                caption * kRow,
            svg: (left, top) => {
                const middle = (row) => top + (row + 0.5) * caption * kRow;
                return titles.map((line, row) =>
                    write(left, middle(row), line, colours.muted)).join("") +
                    entries.map((entry, i) =>
                        draw(entry, left + places[i].x, middle(places[i].row))).join("");
            },
        });
        // The title stands before the entries where that saves a row, else above them.
        const flowFrom = (x, row) => widths.map((w) => {
            if (x > 0 && x + w > width) {
                [x, row] = [0, row + 1];
            }
            const place = { x, row };
            x += w + caption;
            return place;
        });
        const above = titleIn(width);
        const under = flowFrom(0, above.length);
        const before = flowFrom(titleWidth + caption, 0);
        const isBefore = above.length === 1 && (before.at(-1)?.row ?? 0) < (under.at(-1)?.row ?? 0);
        const beside = titleIn(Math.max(width * kColumnTitle, ...widths));
        return {
            column: legend(widths.map((w, i) => ({ x: 0, row: i + beside.length })), beside),
            rows: legend(isBefore ? before : under, above),
        };
    };
})();
