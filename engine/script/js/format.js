"use strict";
// Numbers, money and dates as people here read them, through Intl, and as the other cards write them
// (engine/cards/value_text.h). One grammar for every card: a word ("rupiah", "number", "percent",
// "date", "text") or {"style", "decimals", "unit", "compact"}.
(() => {
    const kNothing = "–";
    const kWrittenOut = 1e6; // money below it is
    const kLarge = 1e6; // of a figure without a style; more is "12,3 juta"
    const asNumber = (value) => {
        const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
        return typeof number === "number" && Number.isFinite(number) ? number : undefined;
    };
    // Intl takes a hundred times as long to make a format as to use one.
    const keeper = (most, make) => {
        const made = new Map();
        return (...how) => {
            const id = how.join("\n");
            let found = made.get(id);
            if (found === undefined) {
                if (made.size >= most) {
                    made.clear();
                }
                made.set(id, found = make(...how));
            }
            return found;
        };
    };

    const makeFormats = (language, timezone) => {
        const locale = language === "en" ? "en-GB" : "id-ID";
        const numberFormat = keeper(64, (least, most, compact) => new Intl.NumberFormat(locale, {
            minimumFractionDigits: least, maximumFractionDigits: most,
            ...(compact ? { notation: "compact", compactDisplay: "long" } : {}),
        }));
        const date = new Intl.DateTimeFormat(locale, {
            day: "numeric", month: "long", year: "numeric", timeZone: timezone,
        });
        const month = new Intl.DateTimeFormat(locale, {
            month: "long", year: "numeric", timeZone: "UTC",
        });
        const formatDate = (value) => {
            if (typeof value === "string" && /^\d{4}(-\d{2})?$/.test(value)) { // says no day
                const first = new Date(value);
                return Number.isNaN(first.getTime()) ? kNothing
                    : value.length === 4 ? value : month.format(first);
            }
            // Unix seconds and milliseconds differ by the size of any year that is shown.
            const ms = typeof value === "number"
                ? (Math.abs(value) < 1e11 ? value * 1000 : value) : value;
            const day = new Date(ms);
            return Number.isNaN(day.getTime()) ? kNothing : date.format(day);
        };

        const dayFormat = keeper(16, (how) =>
            new Intl.DateTimeFormat(locale, { ...JSON.parse(how), timeZone: "UTC" }));

        // [least decimals, most, compact] of a number in each style. The figures of an axis are round
        // ones: as few decimals as each of them needs.
        const kTrimmed = 3;
        const exact = (spec, least, most, compact) =>
            [spec.decimals ?? (spec.trim ? 0 : least),
                spec.decimals ?? (spec.trim ? Math.max(most, spec.trim) : most), compact];
        const plain = (most) => (number, spec) => {
            const compact = spec.compact ?? false;
            return exact(spec, 0, compact ? 1 : most, compact);
        };
        const styles = {
            number: plain(2),
            // A figure as large as it is: 12.345 stays, 12.345.678 is 12,3 juta.
            automatic: (number, spec) =>
                plain(2)(number, { compact: Math.abs(number) >= kLarge, ...spec }),
            percent: plain(1),
            rupiah: (number, spec) => ((spec.compact ?? true) && Math.abs(number) >= kWrittenOut
                ? exact(spec, 1, 1, true) : exact(spec, 0, 0, false)),
        };
        const read = (how) => {
            const spec = typeof how === "string" ? { style: how } : how;
            const style = spec.style ?? "automatic";
            if (style !== "date" && style !== "text" && !Object.hasOwn(styles, style)) {
                throw new pendopo.Problem(
                    `format: got "${style}"; expected rupiah, number, percent, date, text`);
            }
            return { ...spec, style };
        };
        const write = (number, asked) => {
            const small = Math.abs(number);
            const spec = asked.trim === true ? { ...asked, trim: small > 0 && small < 0.01
                ? Math.min(9, Math.ceil(-Math.log10(small)) + 1) : kTrimmed } : asked;
            const [least, most, compact] = styles[spec.style](number, spec);
            const format = numberFormat(least, most, compact);
            if (spec.style === "rupiah") {
                return (number < 0 ? "−" : "") + "Rp" + format.format(Math.abs(number));
            }
            const text = format.format(number).replace("-", "−");
            return spec.style === "percent" ? text + "%" : text;
        };

        return Object.freeze({
            locale,
            // A time (ms) in the words of Intl's options.
            day: (ms, how) => dayFormat(JSON.stringify(how)).format(ms),
            // `value` in words; "–" for what is no value of that style.
            format(value, how = "automatic") {
                const word = typeof how === "string" ? how : how.style ?? "automatic";
                if (word === "date") {
                    return formatDate(value);
                }
                const number = word === "text" ? undefined : asNumber(value);
                if (number === undefined) {
                    const shown = word === "text" || word === "automatic";
                    return shown && value !== null && value !== undefined ? String(value) : kNothing;
                }
                const spec = read(how);
                const unit = pendopo.inLanguage(spec.unit, language);
                return write(number, spec) + (unit ? " " + unit : "");
            },
            // `how`, and all `numbers` with as many decimals as the most exact of them shows.
            // Figures that are shortened differ by their words ("900 ribu", "1,2 juta").
            alike(numbers, how = "automatic") {
                const spec = read(how);
                if (spec.decimals !== undefined || !Object.hasOwn(styles, spec.style)) {
                    return spec;
                }
                const decimals = numbers.map((number) => {
                    const [least, most, compact] = styles[spec.style](number, spec);
                    const parts = numberFormat(least, most, compact).formatToParts(number);
                    return [compact, parts.find((part) => part.type === "fraction")?.value.length ?? 0];
                });
                const even = decimals.every(([compact]) => compact === decimals[0][0]);
                return even ? { ...spec, decimals: Math.max(0, ...decimals.map(([, n]) => n)) } : spec;
            },
        });
    };
    pendopo.makeFormats = keeper(8, makeFormats);
})();

// A text of a card file: a string, or one per language.
pendopo.inLanguage = (text, language) =>
    text && typeof text === "object" ? (text[language] ?? text.id ?? text.en ?? "") : (text ?? "");
