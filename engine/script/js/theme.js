"use strict";
// ECharts' theme from ours: calm lines, few ticks, texts large enough for the room. Whatever a card's
// own option says wins.
pendopo.makeTheme = (canvas) => {
    const { colours, caption, body, font } = canvas;
    const ink = { color: colours.text, fontSize: caption, fontFamily: font };
    const quiet = { ...ink, color: colours.muted };
    const write = pendopo.makeFormatter("{c}", canvas);
    const named = pendopo.makeFormatter("{b}\n{c}", canvas);
    // An edge may have no figure.
    const writeSome = (params) =>
        (params.value === undefined || params.value === null ? "" : write(params));
    const hair = Math.max(1, caption * 0.05);

    const axis = {
        nameTextStyle: quiet,
        nameGap: caption * 0.6,
        axisTick: { show: false },
        axisLine: { show: true, lineStyle: { color: colours.line, width: hair * 1.5 } },
        axisLabel: { ...quiet, margin: caption * 0.5, hideOverlap: true },
        splitLine: { show: false, lineStyle: { color: colours.line, width: hair } },
        splitArea: { show: false,
            areaStyle: { color: [pendopo.colour.mix(colours.panel, colours.line, 0.4), "transparent"] } },
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
    const dots = { color: colours.muted, width: hair * 1.5 };
    return {
        color: colours.series,
        backgroundColor: "transparent",
        textStyle: ink,
        title: {
            left: 0, top: 0, padding: 0,
            textStyle: { ...ink, fontWeight: 600 },
            subtextStyle: quiet,
        },
        legend: {
            left: 0, top: 0, padding: 0, selectedMode: false,
            itemWidth: caption * 0.8, itemHeight: caption * 0.8, itemGap: caption * 0.3,
            icon: "roundRect", textStyle: { ...ink, padding: [0, caption * 0.7, 0, caption * 0.1] },
            inactiveColor: colours.muted,
        },
        visualMap: {
            textStyle: ink, borderWidth: 0, inactiveColor: colours.line,
            contentColor: colours.series[0],
        },
        categoryAxis: axis,
        valueAxis,
        logAxis: { ...valueAxis, splitNumber: 5,
            minorSplitLine: { lineStyle: { color: colours.line, opacity: 0.5 } } },
        timeAxis: { ...axis, splitNumber: 4 },
        // Axes beside the scale's rings and rays have more to say than those beside a grid.
        angleAxis: { axisLine: { show: true } },
        radiusAxis: { axisLine: { show: false }, splitNumber: 2 },
        singleAxis: { axisLine: { show: true, lineStyle: dots } },
        parallelAxis: { axisLine: { show: true, lineStyle: dots }, splitLine: { show: false } },
        calendar: {
            itemStyle: { color: "transparent", borderColor: colours.line, borderWidth: hair },
            splitLine: { lineStyle: { color: colours.muted, width: hair } },
            dayLabel: quiet, monthLabel: quiet, yearLabel: { ...quiet, fontWeight: 600 },
        },
        matrix: {
            backgroundStyle: { borderColor: colours.line },
            x: { label: ink, itemStyle: { borderColor: colours.line, color: "transparent" },
                dividerLineStyle: { color: colours.line } },
            y: { label: ink, itemStyle: { borderColor: colours.line, color: "transparent" },
                dividerLineStyle: { color: colours.line } },
            body: { label: ink, itemStyle: { borderColor: colours.line, color: "transparent" } },
            corner: { label: ink, itemStyle: { borderColor: colours.line, color: "transparent" } },
        },
        markPoint: { symbolSize: caption * 3, label: { ...ink, formatter: write, position: "inside" },
            itemStyle: { borderWidth: 0 } },
        markLine: {
            symbol: ["none", "none"], symbolSize: caption * 0.5, lineStyle: { width: hair * 2 },
            label: { ...ink, formatter: write, distance: caption * 0.3 },
        },
        markArea: { label: { ...ink, position: "insideTop" },
            itemStyle: { color: colours.line, opacity: 0.5 } },
        bar: {
            barMaxWidth: caption * 2,
            barCategoryGap: "35%",
            itemStyle: { borderRadius: caption * 0.08 },
            backgroundStyle: { color: colours.line, opacity: 0.5 },
            label: { ...label, position: "top" },
        },
        pictorialBar: { label: { ...label, position: "top" } },
        line,
        scatter: { symbolSize: caption * 0.5, label },
        effectScatter: { symbolSize: caption * 0.7, label },
        boxplot: { itemStyle: { color: "transparent", borderWidth: hair * 2 } },
        // Red is for what someone must act on: a figure that falls is none of that.
        candlestick: {
            itemStyle: { color: colours.series[0], color0: colours.series[1],
                borderColor: colours.series[0], borderColor0: colours.series[1],
                borderWidth: hair * 2 },
        },
        radar: {
            axisName: ink,
            axisLine: { lineStyle: { color: colours.line } },
            splitLine: { lineStyle: { color: colours.line, width: hair } },
            splitArea: { show: false },
            splitNumber: 4,
            axisNameGap: caption * 0.5,
            axisLabel: quiet,
            lineStyle: { width: caption * 0.15 },
            symbolSize: caption * 0.3,
            label,
        },
        parallel: { lineStyle: { width: hair * 2, opacity: 0.6 },
            parallelAxisDefault: { nameTextStyle: quiet } },
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
        funnel: { left: 0, right: 0, top: 0, bottom: 0,
            label: { ...label, formatter: named },
            labelLine: { length: caption, lineStyle: { color: colours.muted, width: hair * 1.5 } },
            itemStyle: { borderColor: colours.panel, borderWidth: hair } },
        gauge: {
            axisLine: { lineStyle: { color: [[1, colours.line]] } },
            anchor: { itemStyle: { color: colours.panel, borderColor: colours.series[0] } },
            axisTick: { lineStyle: { color: colours.muted, width: hair } },
            splitLine: { lineStyle: { color: colours.muted, width: hair * 2 } },
            axisLabel: { ...quiet,
                formatter: pendopo.makeFormatter("{c}", canvas, true) },
            title: { ...quiet, offsetCenter: [0, "34%"] },
            detail: { ...ink, fontWeight: 600, formatter: write },
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
        sunburst: { label: { ...ink, formatter: pendopo.makeFormatter("{b}", canvas) },
            itemStyle: { borderColor: colours.panel, borderWidth: hair } },
        sankey: {
            left: 0, top: caption * 0.2, bottom: caption * 0.2,
            draggable: false,
            nodeWidth: caption * 0.6, nodeGap: caption * 0.8,
            label: ink,
            edgeLabel: { ...ink, formatter: writeSome },
            lineStyle: { color: "source", opacity: 0.35, curveness: 0.5 },
            itemStyle: { borderWidth: 0 },
        },
        graph: {
            symbolSize: caption, label: ink, edgeLabel: { ...ink, formatter: writeSome },
            lineStyle: { color: colours.muted, width: hair * 2, opacity: 0.7 },
            itemStyle: { borderWidth: 0 },
        },
        tree: {
            symbolSize: caption * 0.6, label: ink,
            lineStyle: { color: colours.line, width: hair * 2.5 },
            itemStyle: { color: colours.series[0], borderColor: colours.series[0],
                borderWidth: hair * 2 },
        },
        chord: { label: ink, lineStyle: { opacity: 0.4 } },
        themeRiver: { label: ink },
        lines: { lineStyle: { color: colours.series[0], width: hair * 2 }, label: ink },
        heatmap: { label, itemStyle: { borderColor: colours.panel, borderWidth: hair } },
    };
};
