"use strict";
// Which figure belongs to which district. Names are matched as people vary them: case, blanks,
// "Kec." and "Kabupaten" before them; what is ambiguous is not matched but told, what cannot be
// right (two figures for one, two districts of one name) refused.
(() => {
    const plain = (name) => String(name).normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, " ").trim();
    // The sort of place a name begins with; a town and the regency around it often share the rest.
    const kSorts = [
        [/^(?:kota administrasi|kota adm|kotamadya|kota) (?=.)/, "town"],
        [/^(?:kabupaten administrasi|kab adm|kabupaten|kab) (?=.)/, "regency"],
        [/^(?:kecamatan|kec|distrik|kapanewon|kemantren) (?=.)/, "district"],
        [/^(?:kelurahan|kel) (?=.)/, "village"],
        [/^(?:desa|ds|kalurahan|nagari|gampong) (?=.)/, "village"],
        [/^(?:provinsi|prov|propinsi) (?=.)/, "province"],
    ];
    const read = (name) => {
        const text = plain(name);
        for (const [prefix, sort] of kSorts) {
            if (prefix.test(text)) {
                return { text, sort, rest: text.replace(prefix, "") };
            }
        }
        return { text, sort: "", rest: text };
    };
    const kCode = /^\d[\d. ]*$/; // 35.10.01 and 351001 are one code
    const digits = (name) => String(name).replace(/[. ]/g, "");

    // What has to be the same, strictest first. A town is no regency, whatever the rest.
    const kWays = [
        (one) => one.name,
        (one) => (kCode.test(one.name) ? digits(one.name) : undefined),
        (one) => one.text,
        (one) => one.rest,
        (one) => one.rest.replaceAll(" ", ""),
    ];
    const alike = (a, b) => a.sort === b.sort || a.sort === "" || b.sort === "";
    const written = (name) => ({ name: String(name).trim(), ...read(name) });
    // For each way, the districts by what has to be the same.
    const indexOf = (districts) => kWays.map((way) => {
        const index = new Map();
        districts.forEach((district, i) => {
            const key = way(district);
            index.set(key, [...(index.get(key) ?? []), i]);
        });
        index.delete(undefined);
        return index;
    });

    const kNamed = 8; // of a list; the rest is counted
    const list = (names) => names.slice(0, kNamed).join(", ") +
        (names.length > kNamed ? ` and ${names.length - kNamed} more` : "");

    // {index of a district → figure or null} of `rows`, [{name, value}]; and what was not matched.
    pendopo.matchPlaces = (rows, names, file) => {
        const districts = names.map(written);
        const index = indexOf(districts);
        const figures = new Map();
        const from = new Map(); // district → the row's name
        const unmatched = [];
        for (const row of rows) {
            const asked = written(row.name);
            const found = kWays.map((way, w) => (index[w].get(way(asked)) ?? [])
                .filter((i) => w < 3 || alike(asked, districts[i])))
                .find((indices) => indices.length > 0) ?? [];
            if (found.length > 1) {
                const shown = found.map((i) => districts[i].name);
                if (new Set(shown.map(plain)).size === 1) {
                    throw new pendopo.Problem(`data: ${found.length} districts of ${file} are named ` +
                        `${shown[0]}; join by a code ("join"), and write the names with "names"`);
                }
                unmatched.push(`"${row.name}" (it may be ${list(shown)})`);
                continue;
            }
            if (found.length === 0) {
                unmatched.push(`"${row.name}"` +
                    pendopo.didYouMean(asked.rest, districts.map(({ rest }) => rest))
                        .replace(/^; did you mean "(.*)"\?$/, (all, rest) =>
                            ` (did you mean "${districts.find((one) => one.rest === rest).name}"?)`));
                continue;
            }
            const [i] = found;
            if (from.has(i)) {
                throw new pendopo.Problem(`data: ${districts[i].name} has two figures, of ` +
                    `"${from.get(i)}" and "${row.name}"; sum them up, or join by a code`);
            }
            from.set(i, row.name);
            figures.set(i, typeof row.value === "number" ? row.value : null);
        }
        if (rows.length > 0 && from.size === 0) {
            throw new pendopo.Problem(`data: none of its ${rows.length} names is a district of ` +
                `${file}, which has ${names.slice(0, 5).join(", ")}`);
        }
        const missing = names.filter((name, i) => !from.has(i));
        if (unmatched.length > 0) {
            pendopo.note(`no such district in ${file}: ${list(unmatched)}`);
        }
        if (rows.length > 0 && missing.length > 0) {
            pendopo.note(`no figure for ${list(missing)}`);
        }
        return figures;
    };
})();
