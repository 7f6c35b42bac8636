"use strict";
// Drawings that are made of a few shapes and texts, written as SVG without ECharts. Attributes and
// texts hide what could be markup; pendopo.finishSvg makes entities of it at the end.
pendopo.svg = (() => {
    const kHalfCapital = 0.364; // of Inter, whose capitals are 1490 of 2048 units high
    const attribute = (value) => (typeof value === "number"
        ? String(Math.round(value * 100) / 100) : pendopo.hide(String(value)));
    // <name …>inside</name>; attributes that are undefined are left out.
    const element = (name, attributes, inside = "") => {
        let tag = "<" + name;
        for (const key in attributes) {
            if (attributes[key] !== undefined) {
                tag += ` ${key}="${attribute(attributes[key])}"`;
            }
        }
        return inside === "" ? tag + "/>" : `${tag}>${inside}</${name}>`;
    };
    return {
        kHalfCapital,
        element,
        // Lines of text whose block stands in the middle of y.
        lines: (x, y, lines, px, attributes) => lines.map((line, i) => element("text", {
            x, y: y + px * (kHalfCapital + pendopo.svg.kLine * (i - (lines.length - 1) / 2)),
            "font-size": px, ...attributes,
        }, pendopo.hide(line))).join(""),
        kLine: 1.15, // from baseline to baseline, in font sizes
        document: (canvas, inside) => element("svg", {
            xmlns: "http://www.w3.org/2000/svg", width: canvas.width, height: canvas.height,
            "font-family": canvas.font,
        }, inside || " "),
    };
})();

// The last look at a drawing: it shows, and neither loads nor runs anything.
pendopo.finishSvg = (svg) => {
    const kForbidden = /<(image|script|foreignObject|style|a)[\s>]|href|\surl\((?!#)|\son\w+=/i;
    if (kForbidden.test(svg.replace(/>[^<]*</g, "><"))) {
        throw new pendopo.Problem("option: the drawing would load or run something");
    }
    return pendopo.entitiesOf(svg);
};
