"use strict";
// What somebody may have meant by a word that is none.
(() => {
    // How many letters differ: left out, put in, changed, or two of them swapped.
    const distance = (a, b) => {
        let [before, last] = [[], [...Array(b.length + 1).keys()]];
        for (let i = 1; i <= a.length; ++i) {
            const row = [i];
            for (let j = 1; j <= b.length; ++j) {
                const same = a[i - 1] === b[j - 1];
                row[j] = Math.min(row[j - 1] + 1, last[j] + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            [before, last] = [last, row];
        }
        return last[b.length];
    };
    const kLongest = 60; // a word that is longer is no slip of the finger

    // The nearest of `words`, when it is near; undefined otherwise.
    pendopo.guess = (word, words) => {
        const asked = String(word).slice(0, kLongest).toLowerCase();
        const most = Math.max(1, Math.floor(asked.length / 3));
        const near = [...words].map((one) =>
            [one, distance(asked, String(one).slice(0, kLongest).toLowerCase())])
            .filter(([, away]) => away <= most).sort((a, b) => a[1] - b[1]);
        return near[0]?.[0];
    };
    // One letter too many, too few or another, or two of them swapped.
    pendopo.isSlip = (word, meant) => distance(String(word).slice(0, kLongest).toLowerCase(),
        String(meant).slice(0, kLongest).toLowerCase()) <= 1;
    // '; did you mean "bar"?', or what stands in its place.
    pendopo.didYouMean = (word, words, otherwise = "") => {
        const meant = pendopo.guess(word, words);
        return meant === undefined ? otherwise : `; did you mean "${meant}"?`;
    };
})();
