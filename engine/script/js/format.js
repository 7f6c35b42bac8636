"use strict";
// Numbers, money and dates as people here read them, through Intl. One grammar for every card: a
// word ("rupiah", "number", "percent", "date", "text") or {"style", "decimals", "unit", "compact"}.
pendopo.makeFormats = (language, timezone) => {
    const locale = language === "en" ? "en-GB" : "id-ID";
    const made = new Map();
    const numberFormat = (least, most, compact) => {
        const key = least + "/" + most + (compact ? "c" : "");
        if (!made.has(key)) {
            const how = { minimumFractionDigits: least, maximumFractionDigits: most };
            if (compact) {
                how.notation = "compact";
                how.compactDisplay = "long";
            }
            made.set(key, new Intl.NumberFormat(locale, how));
        }
        return made.get(key);
    };
    const date = new Intl.DateTimeFormat(locale, {
        day: "numeric", month: "long", year: "numeric", timeZone: timezone,
    });

    const nothing = "–";
    const asNumber = (value) => {
        const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
        return typeof number === "number" && Number.isFinite(number) ? number : undefined;
    };
    const write = (number, spec, most) => {
        const compact = spec.compact ?? false;
        const exact = spec.decimals;
        const text = numberFormat(exact ?? 0, exact ?? (compact ? 1 : most), compact).format(number);
        return text.replace("-", "−");
    };

    const styles = {
        number: (number, spec) => write(number, spec, 2),
        // A figure as large as it is: 12.345 stays, 12.345.678 is 12,3 juta.
        automatic: (number, spec) =>
            write(number, { compact: Math.abs(number) >= 1e6, ...spec }, 2),
        percent: (number, spec) => write(number, spec, 1) + "%",
        rupiah: (number, spec) => {
            const text = write(Math.abs(number), { compact: true, ...spec }, 0);
            return (number < 0 ? "−Rp" : "Rp") + text;
        },
    };
    const formatDate = (value) => {
        // Unix seconds and milliseconds differ by the size of any year that is shown.
        const ms = typeof value === "number" ? (Math.abs(value) < 1e11 ? value * 1000 : value) : value;
        const day = new Date(ms);
        return Number.isNaN(day.getTime()) ? nothing : date.format(day);
    };

    return {
        locale,
        styles: ["rupiah", "number", "percent", "date", "text"],
        // `value` in words; "–" for what is no value of that style.
        format(value, how = "automatic") {
            const spec = typeof how === "string" ? { style: how } : how;
            const style = spec.style ?? "automatic";
            if (style === "date") {
                return formatDate(value);
            }
            const number = style === "text" ? undefined : asNumber(value);
            if (number === undefined) {
                const word = style === "text" || style === "automatic";
                return word && value !== null && value !== undefined ? String(value) : nothing;
            }
            if (!Object.hasOwn(styles, style)) {
                throw new pendopo.Problem(
                    `format: got "${style}"; expected ${this.styles.join(", ")}`);
            }
            const unit = pendopo.inLanguage(spec.unit, language);
            return styles[style](number, spec) + (unit ? " " + unit : "");
        },
    };
};

// A text of a card file: a string, or one per language.
pendopo.inLanguage = (text, language) =>
    text && typeof text === "object" ? (text[language] ?? text.id ?? text.en ?? "") : (text ?? "");
