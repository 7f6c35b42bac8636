"use strict";
// Radars: each as large as its place allows with the names of its axes around it, on as many lines
// as that takes. Several share the room, beside or below each other. Where names would take the
// room of one that is alone, its axes are numbered and the names stand in a list.
(() => {
    const { listOf } = pendopo;
    const kLine = 1.2; // from line to line, in captions
    const kGap = 0.7; // captions: from the last ring to a name
    const kLeast = 3.2; // likewise: a radius below which a list is tried
    const kSmallest = 2; // likewise: where even that is too much, names go
    const kBox = 1; // likewise: what a name with a ground of its own is wider

    const nameOf = (radar, indicator) => {
        const name = String(indicator?.name ?? indicator?.text ?? "");
        const write = radar.axisName?.formatter ?? radar.name?.formatter;
        return typeof write === "string" ? write.replace("{value}", name)
            : typeof write === "function" ? String(write(name, indicator)) : name;
    };
    const widthOf = (text, canvas) =>
        pendopo.textUnits(text, `${canvas.caption}px ${canvas.font}`);

    // The largest radius that leaves every name its room.
    const radiusFor = (radar, blocks, { width, height }, canvas) => {
        const { caption } = canvas;
        const start = (radar.startAngle ?? 90) / 180 * Math.PI;
        const box = radar.axisName?.backgroundColor ? kBox * caption : 0;
        return Math.min(...blocks.map((lines, i) => {
            const angle = start + i / blocks.length * 2 * Math.PI;
            const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
            const wide = Math.max(0, ...lines.map((line) => widthOf(line, canvas))) + box;
            const high = lines.length * kLine * caption + box / 2;
            const across = cos > 0.1 ? (width / 2 - wide) / cos : Infinity;
            const down = sin > 0.1 ? (height / 2 - high * (cos > 0.1 ? 0.5 : 1)) / sin : Infinity;
            return Math.min(across, down, width / 2, height / 2) - kGap * caption;
        }));
    };
    const wrapped = (names, room, canvas) =>
        names.map((name) => pendopo.wrap(name, room, `${canvas.caption}px ${canvas.font}`));
    const best = (all) => all.reduce((one, other) => (other.radius > one.radius ? other : one));
    // Those above and below have the whole width.
    const broken = (radar) => (names, room, canvas) => names.map((name, i) => {
        const turn = (radar.startAngle ?? 90) / 180 + 2 * i / names.length;
        const isUpright = Math.abs(Math.cos(turn * Math.PI)) < 0.1;
        return pendopo.hyphenate(name, isUpright ? room * 2.5 : room,
            `${canvas.caption}px ${canvas.font}`) ?? [name];
    });
    const aroundIt = (radar, names, room, canvas, isAlone) => {
        const tryAll = (shares, blocksOf) => best(shares.map((share) => {
            const blocks = blocksOf(names, room.width * share, canvas);
            return { room, blocks, radius: radiusFor(radar, blocks, room, canvas) };
        }));
        const whole = tryAll([1, 0.34, 0.24, 0], wrapped);
        return whole.radius >= (isAlone ? kSmallest : 1) * canvas.caption ? whole
            : best([whole, tryAll([0.34, 0.28], broken(radar))]);
    };
    // Below the radar, or beside it.
    const inList = (radar, names, room, canvas) => {
        const { caption } = canvas;
        const lines = names.map((name, i) => `${i + 1} ${name}`);
        const wide = Math.max(...lines.map((line) => widthOf(line, canvas))) + caption;
        const high = (lines.length + 0.5) * kLine * caption;
        const blocks = names.map((name, i) => [String(i + 1)]);
        const isBelow = room.height > room.width;
        const left = isBelow ? { ...room, height: room.height - high - caption * 0.5 }
            : { ...room, width: room.width - wide };
        const fits = wide - caption <= room.width && high <= room.height;
        const list = { text: lines.join("\n"), left: isBelow ? room.left : room.left + left.width + caption,
            top: isBelow ? room.top + room.height - high : room.top + (room.height - high) / 2 };
        return { room: left, blocks, list,
            radius: fits ? radiusFor(radar, blocks, left, canvas) : 0 };
    };
    const drawingOf = (radar, room, canvas, isAlone) => {
        const names = listOf(radar.indicator).map((indicator) => nameOf(radar, indicator));
        const around = aroundIt(radar, names, room, canvas, isAlone);
        if (around.radius >= kLeast * canvas.caption || !isAlone) {
            return around;
        }
        const list = inList(radar, names, room, canvas);
        return list.radius > Math.max(canvas.caption, around.radius * 1.2) ? list : around;
    };

    const cellsOf = (count, columns, area) => {
        const rows = Math.ceil(count / columns);
        const [width, height] = [(area.right - area.left) / columns, (area.bottom - area.top) / rows];
        return [...Array(count).keys()].map((i) => ({ width, height,
            left: area.left + i % columns * width, top: area.top + Math.floor(i / columns) * height }));
    };
    pendopo.completeRadars = (option, canvas, area) => {
        const radars = listOf(option.radar).filter((radar) => listOf(radar.indicator).length > 0);
        if (radars.length === 0) {
            return;
        }
        const arrangements = radars.map((unused, i) => {
            const cells = cellsOf(radars.length, i + 1, area);
            const drawings = radars.map((radar, k) => drawingOf(radar, cells[k], canvas,
                radars.length === 1));
            return { drawings, radius: Math.min(...drawings.map(({ radius }) => radius)) };
        });
        const { drawings } = best(arrangements);
        option.title = listOf(option.title);
        radars.forEach((radar, i) => {
            const { room, blocks, list, radius } = drawings[i];
            const rings = listOf(radar.radius);
            const most = Math.max(...rings, 1);
            const largest = Math.max(radius, canvas.caption * (radars.length > 1 ? 1 : kSmallest));
            radar.radius = rings.length > 1 ? rings.map((ring) => ring / most * largest) : largest;
            radar.center = [room.left + room.width / 2, room.top + room.height / 2];
            radar.axisNameGap = kGap * canvas.caption;
            radar.indicator = radar.indicator.map((indicator, k) => ({ ...indicator,
                text: undefined, name: blocks[k].join("\n") }));
            if (radar.axisName) {
                delete radar.axisName.formatter;
            }
            if (list) {
                option.title.push({ ...list, padding: 0, textStyle: { fontSize: canvas.caption,
                    lineHeight: kLine * canvas.caption, fontWeight: 400 } });
            }
        });
    };
})();
