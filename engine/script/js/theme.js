"use strict";
// ECharts' theme from ours: calm lines, few ticks, texts large enough for the room. Whatever a card's
// own option says wins.
pendopo.makeTheme = (canvas) => {
    const { colours, caption, body, font } = canvas;
    const ink = { color: colours.text, fontSize: caption, fontFamily: font };
    const quiet = { ...ink, color: colours.muted };
    const write = pendopo.makeFormatter("{c}", canvas);
    const named = pendopo.makeFormatter("{b}\n{c}", canvas);
    const hair = Math.max(1, caption * 0.05);
    const small = Math.min(canvas.width, canvas.height);

    const axis = {
        nameTextStyle: quiet,
        nameGap: caption * 0.6,
        axisTick: { show: false },
        axisLine: { show: true, lineStyle: { color: colours.line, width: hair * 1.5 } },
        axisLabel: { ...quiet, margin: caption * 0.5, hideOverlap: true },
        splitLine: { show: false, lineStyle: { color: colours.line, width: hair } },
        splitArea: { show: false },
    };
    const valueAxis = {
        ...axis,
        axisLine: { show: false },
        axisLabel: {
            ...axis.axisLabel, formatter: pendopo.makeFormatter("{c}", canvas, true),
        },
        splitLine: { ...axis.splitLine, show: true },
        splitNumber: 3,
    };
    const label = { ...ink, distance: caption * 0.3, formatter: write };
    const line = {
        symbol: "circle",
        symbolSize: caption * 0.35,
        lineStyle: { width: caption * 0.12, cap: "round", join: "round" },
        label,
        endLabel: label,
    };
    return {
        color: colours.series,
        backgroundColor: "transparent",
        textStyle: ink,
        title: {
            left: 0, top: 0, padding: 0,
            textStyle: { ...ink, fontSize: body, fontWeight: 600 },
            subtextStyle: quiet,
        },
        legend: {
            left: 0, top: 0, padding: 0, selectedMode: false,
            itemWidth: caption * 0.8, itemHeight: caption * 0.8, itemGap: caption,
            icon: "roundRect", textStyle: { ...ink, padding: [0, 0, 0, caption * 0.1] },
            inactiveColor: colours.muted,
        },
        categoryAxis: axis,
        valueAxis,
        logAxis: valueAxis,
        timeAxis: { ...axis, splitNumber: 4 },
        bar: {
            barMaxWidth: caption * 2,
            barCategoryGap: "35%",
            itemStyle: { borderRadius: caption * 0.08 },
            label: { ...label, position: "top" },
        },
        line,
        scatter: { symbolSize: caption * 0.5, label },
        radar: {
            axisName: ink,
            axisLine: { lineStyle: { color: colours.line } },
            splitLine: { lineStyle: { color: colours.line, width: hair } },
            splitArea: { show: false },
        },
        pie: {
            radius: ["38%", "66%"],
            itemStyle: { borderColor: colours.panel, borderWidth: caption * 0.1 },
            label: { ...ink, lineHeight: caption * 1.2, overflow: "none",
                formatter: pendopo.makeFormatter("{b}\n{d}%", canvas) },
            labelLine: {
                length: caption * 0.8, length2: caption * 0.6,
                lineStyle: { color: colours.muted, width: hair * 1.5 },
            },
        },
        funnel: { left: 0, right: 0, top: 0, bottom: 0, label: { ...label, formatter: named } },
        gauge: {
            startAngle: 210,
            endAngle: -30,
            radius: "100%",
            center: ["50%", "56%"],
            progress: { show: true, width: small * 0.09, roundCap: true },
            axisLine: {
                roundCap: true, lineStyle: { width: small * 0.09, color: [[1, colours.line]] },
            },
            pointer: { show: false },
            anchor: { show: false },
            axisTick: { show: false },
            splitLine: { show: false },
            axisLabel: { show: false },
            title: { ...quiet, offsetCenter: [0, "34%"] },
            detail: {
                ...ink, fontSize: Math.min(canvas.headline, small * 0.22), fontWeight: 600,
                offsetCenter: [0, "-2%"], formatter: write,
            },
        },
        treemap: {
            left: 0, right: 0, top: 0, bottom: 0,
            roam: false, nodeClick: false, breadcrumb: { show: false },
            label: { ...ink, position: "insideTopLeft", padding: caption * 0.25,
                lineHeight: caption * 1.2, formatter: named, overflow: "break" },
            upperLabel: { ...ink, height: caption * 1.5, padding: 0, overflow: "truncate",
                formatter: pendopo.makeFormatter("{b} · {c}", canvas) },
            itemStyle: { gapWidth: caption * 0.12, borderWidth: 0, borderColor: "transparent" },
        },
        sunburst: { label: ink, itemStyle: { borderColor: colours.panel } },
        sankey: {
            left: 0, top: caption * 0.2, bottom: caption * 0.2,
            draggable: false,
            nodeWidth: caption * 0.6, nodeGap: caption * 0.8,
            label: ink,
            lineStyle: { color: "source", opacity: 0.35, curveness: 0.5 },
            itemStyle: { borderWidth: 0 },
        },
        heatmap: { label, itemStyle: { borderColor: colours.panel, borderWidth: hair } },
    };
};
