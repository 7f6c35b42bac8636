"use strict";
// The last look at a chart before it becomes a drawing, at what ECharts has laid out: every text is
// inside the drawing, lies on no other text, and its ink reads on whatever is behind it; what cannot
// be so is left out. Titles and legends come first, then the names and figures of axes, then what
// stands at the marks, the largest marks before the others.
(() => {
    const kOrder = [["title", "legend"], ["xAxis", "yAxis", "radar", "angleAxis", "radiusAxis",
        "parallel", "singleAxis", "calendar", "matrix", "visualMap"]];
    const kNever = new Set(kOrder[0]);
    const rankOf = (kind) => {
        const rank = kOrder.findIndex((kinds) => kinds.includes(kind));
        return rank < 0 ? kOrder.length : rank;
    };
    // {mainType, componentIndex} of the component that drew an element.
    pendopo.componentOf = (element) => {
        for (let at = element; at; at = at.parent ?? at.__hostTarget) {
            if (at.__ecComponentInfo) {
                const { mainType, index } = at.__ecComponentInfo;
                return { mainType, componentIndex: index };
            }
        }
        return undefined;
    };
    const place = (element, x, y) => {
        const m = element.transform;
        return m ? [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]] : [x, y];
    };
    const boundsOf = (points) => {
        const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
        return { left: Math.min(...xs), right: Math.max(...xs),
            top: Math.min(...ys), bottom: Math.max(...ys) };
    };
    const cornersOf = (element, { x, y, width, height }) => [[x, y], [x + width, y],
        [x + width, y + height], [x, y + height]].map((corner) => place(element, ...corner));
    // What its letters cover: lines may touch.
    const kLeading = 0.14; // of a line's height, above and below
    const lettersOf = (element, { x, y, width, height }, leading = kLeading) => cornersOf(element,
        { x: x + 1, y: y + height * leading, width: Math.max(0, width - 2),
            height: height * (1 - 2 * leading) });

    const kHair = 1; // units: a thinner line does not disturb a text
    // The colour of a shape, or of a line that is as thick as letters are.
    const paintOf = ({ style }) => (style?.fill && style.fill !== "none" ? style.fill
        : style?.stroke && style.stroke !== "none" && style.lineWidth >= kHair ? style.stroke
            : undefined);
    // {blocks, shapes} of what is drawn. A block is a text with its lines.
    const look = (chart, withShapes) => {
        const blocks = new Map();
        const shapes = [];
        for (const element of chart.getZr().storage.getDisplayList(true)) {
            if (element.getTextContent?.()) { // or zrender would put it back where it was
                element.getBoundingRect();
                element.__dirty = 0;
            }
            if (element.ignore || element.invisible) {
                continue;
            }
            if (element.type === "tspan") {
                const owner = element.parent?.type === "text" ? element.parent : element;
                if (!blocks.has(owner)) {
                    blocks.set(owner, { owner, lines: [],
                        kind: pendopo.componentOf(owner)?.mainType ?? "" });
                }
                blocks.get(owner).lines.push(element);
            } else if (withShapes && element.getBoundingRect && paintOf(element)) {
                element.strokeContainThreshold = 0; // for fingers
                const bounds = boundsOf(cornersOf(element, element.getBoundingRect()));
                shapes.push({ element, bounds });
            }
        }
        for (const block of blocks.values()) {
            measure(block);
        }
        return { blocks: [...blocks.values()], shapes };
    };
    // The texts alone, for whoever asks where they have come to stand.
    pendopo.textsOf = (chart) => look(chart, false).blocks;
    // Neighbours of one row keep a gap.
    const kGap = 1;
    const measure = (block) => {
        const { owner } = block;
        if (owner.type === "text" && (owner.style.backgroundColor || owner.style.borderWidth > 0)) {
            block.boxes = [lettersOf(owner, owner.getBoundingRect(), 0.2)];
            block.bounds = boundsOf(block.boxes.flat());
            return;
        }
        const gap = kNever.has(block.kind) ? 0 : rankOf(block.kind) === 1 ? kGap : kGap / 2;
        block.boxes = block.lines.map((line) => {
            const { x, y, width, height } = line.getBoundingRect();
            return lettersOf(line, { x: x - gap, y, width: width + 2 * gap, height });
        });
        block.bounds = boundsOf(block.boxes.flat());
    };

    const leaveOut = ({ owner, kind }) => {
        owner.ignore = true;
        owner.__hostTarget?.getTextGuideLine?.()?.attr("ignore", true);
        if (kind === "graphic" && owner.parent?.parent) { // a box is nothing without its words
            owner.parent.ignore = true;
        }
    };
    // After a text has got another place or another size.
    const settleDown = (block) => {
        block.owner.update();
        block.lines.forEach((line) => line.update());
        measure(block);
    };
    const shift = (block, dx, dy) => {
        const movable = block.owner.innerTransformable ?? block.owner;
        movable.x += dx;
        movable.y += dy;
        settleDown(block);
    };

    const scaleText = (block, by, canvas) => {
        const { owner } = block;
        const px = owner.style.fontSize;
        if (typeof px !== "number" || px * by < canvas.floor * 0.999) {
            return false;
        }
        const rich = owner.style.rich && Object.fromEntries(Object.entries(owner.style.rich)
            .map(([name, style]) => [name, { ...style, lineHeight: undefined,
                fontSize: Math.max(canvas.floor, (style.fontSize ?? px) * by) }]));
        owner.setStyle({ fontSize: px * by, lineHeight: undefined, ...(rich ? { rich } : {}) });
        owner.update();
        block.lines = owner.childrenRef().filter((child) => child.type === "tspan");
        settleDown(block);
        return true;
    };

    // Texts that reach beyond the drawing move in; those larger than it become smaller or go.
    const bringIn = (blocks, canvas) => blocks.filter((block) => {
        if (block.lines.every((line) => /^[.…\s]*$/.test(line.style.text))) {
            leaveOut(block); // nothing is left of it
            return false;
        }
        const fits = () => block.bounds.right - block.bounds.left <= canvas.width + 1 &&
            block.bounds.bottom - block.bounds.top <= canvas.height + 1;
        if (!fits()) {
            scaleText(block, 0.97 * canvas.width / (block.bounds.right - block.bounds.left), canvas);
        }
        if (!fits()) {
            leaveOut(block);
            return false;
        }
        const { left, right, top, bottom } = block.bounds;
        const dx = left < 0 ? -left : right > canvas.width ? canvas.width - right : 0;
        const dy = top < 0 ? -top : bottom > canvas.height ? canvas.height - bottom : 0;
        if (Math.abs(dx) > 0.3 || Math.abs(dy) > 0.3) {
            shift(block, dx, dy);
        }
        return true;
    });

    // A text inside a bar, a cell or a part of a circle is not larger than that: smaller, else the
    // other way round in a part of a circle, else away.
    const kSnug = 0.92;
    const roomOf = (host, angle) => {
        const { shape } = host;
        if (host.type === "sector") {
            const turn = Math.abs(shape.endAngle - shape.startAngle);
            const arc = turn > 3 ? shape.r * 1.9 : turn * (shape.r * 0.7 + shape.r0 * 0.3);
            const deep = turn > 5 && shape.r0 === 0 ? shape.r * 1.6 : shape.r - shape.r0;
            const isRadial = Math.abs(Math.cos((shape.startAngle + shape.endAngle) / 2 - angle)) > 0.7;
            return isRadial ? [deep, arc] : [arc, deep];
        }
        if (host.type === "polygon") {
            const { width, height } = host.getBoundingRect();
            return [width * 0.85, height];
        }
        if (host.type !== "rect") {
            return undefined;
        }
        const size = [Math.abs(shape.width), Math.abs(shape.height)];
        return Math.abs(Math.sin(angle)) > 0.7 ? size.reverse() : size;
    };
    const isInside = pendopo.isInside = ({ owner: { __hostTarget: host }, kind, bounds }) => {
        if (!host?.shape) {
            return false;
        }
        const position = host.textConfig?.position;
        if (typeof position === "string") {
            return /^(inside|middle|inner)/.test(position);
        }
        return (host.type === "sector" || host.type === "polygon") &&
            host.contain((bounds.left + bounds.right) / 2, (bounds.top + bounds.bottom) / 2);
    };
    const sizeOf = (block) => {
        const rects = block.lines.map((line) => line.getBoundingRect());
        const [left, top] = [Math.min(...rects.map((r) => r.x)), Math.min(...rects.map((r) => r.y))];
        const height = Math.max(...rects.map((r) => r.y + r.height)) - top;
        return [Math.max(...rects.map((r) => r.x + r.width)) - left,
            height - Math.min(...rects.map((r) => r.height)) * 0.36];
    };
    const angleOf = (block) => {
        const m = block.lines[0]?.transform;
        return m ? Math.atan2(m[1], m[0]) : 0;
    };
    const turn = (block) => {
        const angle = angleOf(block);
        const upright = angle + Math.PI / 2;
        const rotation = -(Math.cos(upright) < 0 ? upright + Math.PI : upright);
        const movable = block.owner.innerTransformable ?? block.owner;
        movable.rotation = rotation;
        block.owner.rotation = rotation;
        settleDown(block);
    };
    const kFree = new Set(["legend", "markArea", "matrix"]); // their names are wider than they are
    const kMany = 60; // figures are a field of their own: each apart from the next
    const fitInside = (blocks, canvas) => blocks.filter((block) => {
        const snug = blocks.length > kMany ? 0.75 : kSnug;
        const host = block.owner.__hostTarget;
        if (!host?.shape || kFree.has(block.kind) || block.owner.style.overflow === "truncate" ||
            !isInside(block)) {
            return true;
        }
        const isPin = block.kind === "markPoint";
        const fit = () => {
            const rect = host.getBoundingRect();
            const pin = [rect.width * (host.scaleX ?? 1) * 0.8, canvas.height];
            const room = isPin ? pin : roomOf(host, angleOf(block));
            return room === undefined ? 1
                : Math.min(...sizeOf(block).map((need, i) => room[i] * snug / need));
        };
        const px = block.owner.style.fontSize || canvas.caption;
        const shrink = () => fit() >= 1 || (scaleText(block,
            Math.max(fit(), canvas.floor / px), canvas) && fit() >= 0.99);
        if (shrink() || isPin) {
            return true;
        }
        if (host.type === "sector" && block.lines[0].style.textAlign === "center") {
            turn(block);
            if (fit() >= 0.99 || shrink()) {
                return true;
            }
        }
        leaveOut(block);
        return false;
    });

    // Whether two rectangles, which may stand aslant, have a place in common.
    const meet = (a, b) => {
        for (const corners of [a, b]) {
            for (const [from, to] of [[0, 1], [1, 2]]) {
                const [nx, ny] = [corners[to][1] - corners[from][1], corners[from][0] - corners[to][0]];
                const along = (points) => points.map(([x, y]) => x * nx + y * ny);
                const [p, q] = [along(a), along(b)];
                if (Math.max(...p) <= Math.min(...q) || Math.max(...q) <= Math.min(...p)) {
                    return false;
                }
            }
        }
        return true;
    };
    const apart = (a, b) => a.right <= b.left || b.right <= a.left || a.bottom <= b.top ||
        b.bottom <= a.top;
    const areaOf = ({ owner }) => {
        const host = owner.__hostTarget;
        if (host?.type === "sector") {
            const { startAngle, endAngle, r, r0 } = host.shape;
            return Math.abs(endAngle - startAngle) * (r * r - r0 * r0) / 2;
        }
        const bounds = host?.getBoundingRect && boundsOf(cornersOf(host, host.getBoundingRect()));
        return bounds ? (bounds.right - bounds.left) * (bounds.bottom - bounds.top) : 0;
    };
    // What a gauge is about: its figures.
    const figuresOf = (chart, option) => new Set(option.series.flatMap((series, i) =>
        (series.type === "gauge" ? chart.getViewOfSeriesModel(
            chart.getModel().getSeriesByIndex(i))._detailEls ?? [] : [])));
    const spread = (blocks, figures) => {
        const order = blocks.map((block, i) => ({ block, i,
            rank: figures.has(block.owner) ? -1 : rankOf(block.kind),
            area: rankOf(block.kind) === kOrder.length ? areaOf(block) : 0 }));
        order.sort((a, b) => a.rank - b.rank || b.area - a.area || a.i - b.i);
        const kept = [];
        for (const { block } of order) {
            const hit = !kNever.has(block.kind) && kept.some((other) =>
                !apart(block.bounds, other.bounds) &&
                block.boxes.some((mine) => other.boxes.some((its) => meet(mine, its))));
            if (hit) {
                leaveOut(block);
            } else {
                kept.push(block);
            }
        }
        return kept;
    };

    // [r, g, b, opacity] of a shape where it is at (x, y).
    const colourOf = ({ element, bounds }, x, y) => {
        const { opacity = 1, fillOpacity = 1, strokeOpacity = 1 } = element.style;
        const fill = paintOf(element);
        const seen = opacity * (fill === element.style.fill ? fillOpacity : strokeOpacity);
        let text = fill;
        if (typeof fill === "object") {
            const stops = fill.colorStops ?? [];
            const part = fill.type === "linear" && Math.abs(fill.y2 - fill.y) > Math.abs(fill.x2 - fill.x)
                ? (y - bounds.top) / (bounds.bottom - bounds.top || 1) * Math.sign(fill.y2 - fill.y)
                : (x - bounds.left) / (bounds.right - bounds.left || 1) * Math.sign(fill.x2 - fill.x || 1);
            const at = part < 0 ? 1 + part : part;
            text = stops.reduce((near, stop) =>
                (Math.abs(stop.offset - at) < Math.abs(near.offset - at) ? stop : near),
            stops[0] ?? { offset: 0, color: "transparent" }).color;
        }
        const parsed = typeof text === "string" ? echarts.color.parse(text) : undefined;
        return parsed && [...parsed.slice(0, 3), parsed[3] * seen];
    };
    const hex = (rgb) => "#" + rgb.map((level) =>
        Math.round(level).toString(16).padStart(2, "0")).join("");
    const groundAt = (x, y, shapes, ground) => {
        let rgb = ground;
        for (const shape of shapes) {
            const { element, bounds } = shape;
            if (x < bounds.left || x > bounds.right || y < bounds.top || y > bounds.bottom ||
                !element.contain(x, y)) {
                continue;
            }
            const over = colourOf(shape, x, y);
            if (over && over[3] > 0) {
                rgb = rgb.map((level, k) => level + (over[k] - level) * Math.min(1, over[3]));
            }
        }
        return hex(rgb);
    };

    const kReads = 4.5; // of captions, look.md
    const kOnTop = 1000;
    const kProbes = [0.06, 0.28, 0.5, 0.72, 0.94];
    const inkBlock = (block, shapes, ground, canvas) => {
        const { contrast, mix } = pendopo.colour;
        block.owner.z = kOnTop;
        for (const line of block.lines) {
            line.z = kOnTop; // nothing lies on a text
            const rect = line.getBoundingRect();
            const grounds = [...new Set(kProbes.map((part) =>
                groundAt(...place(line, rect.x + rect.width * part, rect.y + rect.height / 2),
                    shapes, ground)))];
            const worst = (ink) => Math.min(...grounds.map((behind) => contrast(ink, behind)));
            const parsed = echarts.color.parse(String(line.style.fill ?? ""));
            const own = parsed && parsed[3] * (line.style.opacity ?? 1) > 0.9
                ? hex(parsed.slice(0, 3)) : undefined;
            line.style.stroke = null;
            line.style.opacity = 1;
            if (own !== undefined && worst(own) >= kReads) {
                line.style.fill = own;
                continue;
            }
            const inks = [canvas.colours.text, canvas.colours.ground, "#000000", "#FFFFFF"];
            const good = inks.find((ink) => worst(ink) >= kReads) ??
                inks.reduce((a, b) => (worst(b) > worst(a) ? b : a));
            // A text that has a colour keeps as much of it as can be read.
            const isColoured = own !== undefined && parsed &&
                Math.max(...parsed.slice(0, 3)) - Math.min(...parsed.slice(0, 3)) > 60;
            line.style.fill = (isColoured ? [0.25, 0.4, 0.55, 0.7, 0.85] : [])
                .map((part) => mix(own, good, part)).find((ink) => worst(ink) >= kReads) ?? good;
            if (worst(line.style.fill) < kReads) { // on several colours: with a rim
                line.style.fill = canvas.colours.text;
                line.style.stroke = canvas.colours.panel;
                line.style.lineWidth = canvas.caption * 0.3;
                line.style.lineJoin = "round";
                line.style.strokeFirst = true;
            }
        }
    };

    pendopo.settle = (chart, option, canvas) => {
        const { blocks, shapes } = look(chart, true);
        for (const host of blocks.map(({ owner }) => owner.__hostTarget)) {
            if (host?.updateLayout) { // a line puts its label back each time that it is drawn
                host.beforeUpdate = () => {};
                host.__dirty = 0;
            }
        }
        const backdrop = typeof option.backgroundColor === "string"
            ? echarts.color.parse(option.backgroundColor) : undefined;
        const panel = echarts.color.parse(canvas.colours.panel).slice(0, 3);
        const ground = backdrop
            ? panel.map((level, k) => level + (backdrop[k] - level) * backdrop[3]) : panel;
        const kept = spread(bringIn(fitInside(blocks, canvas), canvas), figuresOf(chart, option));
        const isSeen = (element) => !element.ignore && (!element.parent || isSeen(element.parent));
        const seen = shapes.filter(({ element }) => isSeen(element)); // no ground of a text that went
        for (const block of kept) {
            inkBlock(block, seen, ground, canvas);
        }
        const labels = (some) => some.filter(({ kind }) => kind === "series").length;
        pendopo.noteLeftOut(labels(blocks) - labels(kept), labels(blocks), "labels");
        for (const { owner } of blocks) {
            if (owner.__hostTarget) {
                owner.__hostTarget.__dirty = 0; // as above
            }
        }
    };
})();
