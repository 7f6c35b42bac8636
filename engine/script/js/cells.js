"use strict";
// Names in little room: on several lines, broken, shorter; and the texts in a treemap's cells.
(() => {
    const fontOf = (canvas, px) => `${px}px ${canvas.font}`;

    // Words on as few lines as the width takes; a word wider than it has a line of its own.
    pendopo.wrap = (text, width, font) => text.split(" ").reduce((lines, word) => {
        const joined = lines.length > 0 ? lines.at(-1) + " " + word : word;
        return lines.length > 0 && pendopo.textUnits(joined, font) <= width
            ? [...lines.slice(0, -1), joined] : [...lines, word];
    }, []);
    // As wrap(), and words wider than a line are broken between their syllables, as Indonesian has
    // them: "Song-golangit", "Gle-narum". undefined where even that does not do.
    const kSyllable = /[^aiueo]*[aiueo]+(?:ng(?![aiueo])|(?!n[gy][aiueo])[^aiueo](?![aiueo]))?/gi;
    const syllablesOf = (word) => {
        const found = word.match(kSyllable) ?? [word];
        const rest = word.slice(found.join("").length);
        return [...found.slice(0, -1), found.at(-1) + rest];
    };
    pendopo.hyphenate = (text, width, font) => {
        const fits = (line) => pendopo.textUnits(line, font) <= width;
        const lines = [];
        for (const word of text.split(" ")) {
            if (lines.length > 0 && fits(`${lines.at(-1)} ${word}`)) {
                lines.push(`${lines.pop()} ${word}`);
                continue;
            }
            let line = "";
            syllablesOf(word).forEach((syllable, i, all) => {
                if (i > 0 && !fits(line + syllable + (i < all.length - 1 ? "-" : ""))) {
                    lines.push(line + "-");
                    line = "";
                }
                line += syllable;
            });
            lines.push(line);
        }
        return lines.every(fits) ? lines : undefined;
    };
    // "Kecamatan Giri", "Kecamatan Kabat": what all of them begin with tells them not apart.
    pendopo.withoutCommonWord = (names) => {
        const [first] = names[0].split(" ");
        return names.length > 2 && names.every((name) => name.startsWith(`${first} `) &&
            /^\p{L}/u.test(name.slice(first.length + 1)))
            ? (name) => name.replace(`${first} `, "") : (name) => name;
    };
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
    // The line above a group: smaller, then without its figure. False: there is no room for its name.
    const settleGroup = (label, canvas) => {
        const whole = label.style.text;
        for (const text of [whole, whole.split(" · ")[0]]) {
            for (const px of canvas.sizes) {
                if (pendopo.textUnits(text, fontOf(canvas, px)) <= label.style.width) {
                    label.setStyle({ text, fontSize: px, overflow: "none" });
                    return true;
                }
            }
        }
        label.ignore = true;
        return false;
    };
    pendopo.settleCells = (chart, option, canvas) => {
        if (!option.series.some((series) => series.type === "treemap")) {
            return;
        }
        const edge = canvas.caption * 0.25; // theme.js
        let [all, gone] = [0, 0];
        for (const cell of chart.getZr().storage.getDisplayList(true)) {
            const label = cell.getTextContent?.();
            if (label?.style.overflow === "truncate") {
                ++all;
                gone += settleGroup(label, canvas) ? 0 : 1;
            }
            if (label?.style.overflow !== "break") {
                continue;
            }
            ++all;
            const { width, height } = cell.shape;
            const found = fitCell(label.style.text, width - 2 * edge, height - 2 * edge, canvas);
            if (found === undefined) {
                label.ignore = true;
                ++gone;
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
        pendopo.noteLeftOut(gone, all, "names of parts");
    };
})();
