"use strict";
// What every drawing starts from: the theme's colours, sizes in pixels, and the width of texts.
pendopo.makeCanvas = (job, theme, formats) => {
    const given = theme.colours ?? theme.colors ?? {};
    const colours = {
        ground: "#0E1726", panel: "#16233A", line: "#2A3B57", text: "#F2F6FC", muted: "#A9B8CF",
        series: ["#56B4E9", "#E69F00", "#2FB98A", "#F0E442", "#CC79A7", "#E8743B", "#6FA8FF"],
        ...given,
    };
    const type = { caption: 0.7, body: 1, title: 1.4, headline: 3.5, ...theme.type };
    // No text is smaller than those who walk up can read; what finds no room is left out (README.md
    // says in which order). Only where nothing at all would fit it is smaller.
    const kLeast = 14 / 20; // minutes of arc, of those that the display's comfortable size has
    const kNoRoom = 4; // captions of height or width
    const base = Math.max(8, Math.min(job.font_px,
        Math.min(job.height, job.width) / kNoRoom / type.caption));
    const pixels = (scale) => Math.round(base * scale * 10) / 10;
    const caption = pixels(type.caption);
    const floor = Math.min(caption, pixels(kLeast)); // no text is smaller
    return {
        width: job.width,
        height: job.height,
        language: job.language === "en" ? "en" : "id",
        formats,
        colours,
        caption,
        floor,
        // A caption, a little smaller, and the smallest that a text may be.
        sizes: [...new Set([1, 0.9, 0.8].map((part) => Math.max(part * caption, floor)))],
        body: pixels(type.body),
        headline: pixels(type.headline),
        font: "Inter",
        textIn: (text) => pendopo.inLanguage(text, job.language),
    };
};
// The same canvas measured in units of which a caption has 12: ECharts' own defaults and the options
// that people copy are written for texts of 12 pixels. The finished drawing is enlarged by `zoom`.
pendopo.kCaption = 12;
pendopo.inUnits = (canvas) => {
    const zoom = canvas.caption / pendopo.kCaption;
    const sizes = ["width", "height", "caption", "floor", "body", "headline"];
    return { ...canvas, zoom, ...Object.fromEntries(sizes.map((key) => [key, canvas[key] / zoom])),
        sizes: canvas.sizes.map((size) => size / zoom) };
};

pendopo.colour = (() => {
    const channels = (hex) => {
        const digits = /^#([0-9a-f]{6})/i.exec(hex);
        const number = digits ? parseInt(digits[1], 16) : 0x808080;
        return [number >> 16, (number >> 8) & 255, number & 255];
    };
    const luminance = (hex) => {
        const [r, g, b] = channels(hex).map((level) => {
            const v = level / 255;
            return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (a, b) => {
        const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
        return (high + 0.05) / (low + 0.05);
    };
    return {
        luminance,
        contrast,
        mix: (a, b, part) => {
            const [from, to] = [channels(a), channels(b)];
            const mixed = from.map((level, i) => Math.round(level + (to[i] - level) * part));
            return "#" + mixed.map((level) => level.toString(16).padStart(2, "0")).join("");
        },
        // The ink of the theme that reads better on `ground`; plain black or white where neither
        // reaches the 4.5:1 that captions need.
        inkOn: (ground, colours) => {
            const better = (a, b) => (contrast(b, ground) > contrast(a, ground) ? b : a);
            const own = better(colours.text, colours.ground);
            return contrast(own, ground) >= 4.5 ? own : better("#000000", "#FFFFFF");
        },
    };
})();

// Widths of Inter's characters come from the program (text_widths.h), as the drawing will be set.
pendopo.useTextWidths = (text) => {
    const widths = JSON.parse(text);
    // zrender takes this character's width for the height of a line.
    widths.regular["国"] = widths.bold["国"] = 1.2;
    const fonts = new Map();
    const fontOf = (font) => {
        let known = fonts.get(font);
        if (!known) {
            const size = /([\d.]+)px/.exec(font);
            const bold = /\b(bold|[6-9]00)\b/.test(font);
            known = { size: size ? Number(size[1]) : 12, table: bold ? widths.bold : widths.regular };
            if (fonts.size > 256) {
                fonts.clear();
            }
            fonts.set(font, known);
        }
        return known;
    };
    const widthOf = (text, font, round) => {
        const { size, table } = fontOf(font);
        let width = 0;
        for (const character of text) {
            width += round((table[pendopo.unhide(character)] ?? 1) * size);
        }
        return width;
    };
    // In pixels: Pango sets every character at a whole one.
    pendopo.textWidth = (text, font) => widthOf(text, font, Math.round);
    // In the units of a drawing that will be enlarged.
    pendopo.textUnits = (text, font) => widthOf(text, font, (width) => width);
    echarts.setPlatformAPI({
        measureText: (text, font) => ({ width: pendopo.textUnits(text ?? "", font ?? "12px") }),
    });
    return "";
};
