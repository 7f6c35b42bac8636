"use strict";
// Bars whose names or figures want more room than they have where ECharts puts them: names above
// lying bars, figures turned above upright ones.
(() => {
    const { isNumber } = pendopo;
    const fontOf = (canvas, px) => `${px}px ${canvas.font}`;
    const widest = (texts, canvas, px) =>
        Math.max(1, ...texts.map((text) => pendopo.textUnits(text, fontOf(canvas, px))));
    const columnsOf = (bars) => new Set(bars.map((bar, i) => bar.stack ?? i)).size;

    // Names above their bars instead of beside them. False where they have no room there.
    const kLine = 1.15; // of a name, in font sizes
    const [kThinnest, kThickest] = [0.4, 0.9]; // likewise: a bar
    pendopo.namesAbove = (axis, names, pitch, option, canvas) => {
        const { caption, floor } = canvas;
        const bars = option.series.filter((series) => series.type === "bar");
        const columns = columnsOf(bars);
        const left = pitch - floor * kLine;
        const all = Math.min(left * 0.8, columns * kThickest * caption);
        const values = bars.flatMap((bar) => pendopo.columnOf(bar, "x", option)).filter(isNumber);
        if (bars.length !== option.series.length || axis.axisLabel?.formatter !== undefined ||
            all < columns * kThinnest * caption || widest(names, canvas, floor) > canvas.width * 0.9 ||
            values.some((value) => value < 0)) {
            return false;
        }
        axis.axisLabel = { ...axis.axisLabel, inside: true, margin: 0, align: "left",
            verticalAlign: "bottom", padding: [0, 0, all / 2, 0], fontSize: floor,
            interval: 0, hideOverlap: false };
        for (const bar of bars) {
            bar.barCategoryGap = `${(1 - all / pitch) * 100}%`;
            bar.barGap ??= "4%";
            delete bar.barWidth;
        }
        const grid = pendopo.listOf(option.grid)[axis.gridIndex ?? 0];
        grid.top += Math.max(0, floor * kLine - (pitch - all) / 2);
        return true;
    };

    const figuresOf = (bar, option, lies, canvas) => {
        const tell = typeof bar.label.formatter === "function" ? bar.label.formatter
            : pendopo.makeFormatter("{c}", canvas);
        return pendopo.columnOf(bar, lies ? "x" : "y", option).map((value) => String(tell({
            value, name: "", seriesName: "", seriesIndex: option.series.indexOf(bar),
        })));
    };
    // Figures beside their bars, `pitch` being from one name to the next: of upright bars level where
    // a column is wide enough, else turned; all of them or none, for half of them are read as all.
    // False where they have no room.
    const kColumn = 0.85; // of the pitch: columns together
    const kMostTurned = 0.4; // of the plot's height
    const kLetters = 0.8; // of a line's height
    pendopo.fitFigures = (bars, option, lies, pitch, height, canvas) => {
        const { caption, floor } = canvas;
        const column = pitch * kColumn / columnsOf(bars);
        const own = bars.map((bar) => figuresOf(bar, option, lies, canvas));
        const wide = widest(own.flat(), canvas, caption);
        const isFree = (bar) => bar.label.rotate === undefined && bar.label.fontSize === undefined;
        if (!bars.every(isFree)) {
            return true;
        }
        const level = lies ? column / kLetters : column / wide * caption;
        if (level >= floor * 0.97) {
            for (const bar of bars) {
                bar.label.fontSize = Math.max(floor, Math.min(caption, level * 0.97));
            }
            return true;
        }
        const isUp = bars.every((bar) => bar.label.position === "top" &&
            pendopo.columnOf(bar, "y", option).every((value) => !(value < 0)));
        if (lies || !isUp || column < floor * kLetters || wide > height * kMostTurned) {
            return false;
        }
        for (const bar of bars) {
            Object.assign(bar.label, { rotate: 90, align: "left", verticalAlign: "middle",
                fontSize: floor, distance: caption * 0.3 });
        }
        const grid = pendopo.listOf(option.grid)[0];
        grid.top += wide * floor / caption;
        return true;
    };
})();
