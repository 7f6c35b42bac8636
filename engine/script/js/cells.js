"use strict";
// The texts in a treemap's cells.
(() => {
    const fontOf = (canvas, px) => `${px}px ${canvas.font}`;

    // Words on as few lines as the width takes; a word wider than it has a line of its own.
    pendopo.wrap = (text, width, font) => text.split(" ").reduce((lines, word) => {
        const joined = lines.length > 0 ? lines.at(-1) + " " + word : word;
        return lines.length > 0 && pendopo.textUnits(joined, font) <= width
            ? [...lines.slice(0, -1), joined] : [...lines, word];
    }, []);
    // Labels of a treemap's cells: the name between words on several lines, what stands below it on
    // its own. What does not fit is set smaller, then upright where the cell is higher than wide,
    // then without the figure, for half of one would be wrong, and else left out.
    const fitCell = (text, width, height, canvas) => {
        const [name, ...more] = text.split("\n");
        for (const below of more.length > 0 ? [more, []] : [[]]) {
            for (const isUpright of height > width ? [false, true] : [false]) {
                const [across, down] = isUpright ? [height, width] : [width, height];
                for (const px of canvas.sizes) {
                    const font = fontOf(canvas, px);
                    const lines = [...pendopo.wrap(name, across, font), ...below];
                    if (lines.length * px * 1.2 <= down &&
                        lines.every((line) => pendopo.textUnits(line, font) <= across)) {
                        return { text: lines.join("\n"), px, isUpright };
                    }
                }
            }
        }
        return undefined;
    };
    // The line above a group: smaller, then without its figure.
    const settleGroup = (label, canvas) => {
        const whole = label.style.text;
        for (const text of [whole, whole.split(" · ")[0]]) {
            for (const px of canvas.sizes) {
                if (pendopo.textUnits(text, fontOf(canvas, px)) <= label.style.width) {
                    label.setStyle({ text, fontSize: px, overflow: "none" });
                    return;
                }
            }
        }
    };
    pendopo.settleCells = (chart, option, canvas) => {
        if (!option.series.some((series) => series.type === "treemap")) {
            return;
        }
        const edge = canvas.caption * 0.25; // theme.js
        for (const cell of chart.getZr().storage.getDisplayList(true)) {
            const label = cell.getTextContent?.();
            if (label?.style.overflow === "truncate") {
                settleGroup(label, canvas);
            }
            if (label?.style.overflow !== "break") {
                continue;
            }
            const { width, height } = cell.shape;
            const found = fitCell(label.style.text, width - 2 * edge, height - 2 * edge, canvas);
            if (found === undefined) {
                label.ignore = true;
                continue;
            }
            label.setStyle({
                text: found.text, fontSize: found.px, lineHeight: found.px * 1.2,
                width: null, height: null, overflow: "none", align: "left", verticalAlign: "top",
            });
            cell.setTextConfig(found.isUpright
                ? { position: "insideBottomLeft", distance: 0, rotation: Math.PI / 2 }
                : { distance: 0 });
        }
    };
})();
