"use strict";
// One job from texts to text. start() begins it; once the engine is left, promises have run, and
// finish() says how it went: "=" and the output, or "!" and what is wrong; notes() what staff
// should know of it.
(() => {
    let outcome;
    let notes = [];
    const kMostNotes = 10;

    // Tells staff what is not as it should be although there is something to show.
    pendopo.note = (text) => {
        if (notes.length < kMostNotes) {
            notes.push(text);
        }
    };

    pendopo.noteLeftOut = (gone, all, what) => {
        if (gone > 0) {
            pendopo.note(all === undefined ? `the ${what} is left out for want of room`
                : `${gone} of ${all} ${what} ${gone === 1 ? "is" : "are"} left out for want of room`);
        }
    };

    const parse = (text, what) => {
        try {
            return JSON.parse(text);
        } catch (error) {
            if (error instanceof SyntaxError) {
                throw new pendopo.Problem(`${what}: not JSON (${error.message})`);
            }
            throw new pendopo.Problem(`${what}: lies too deep to be read`);
        }
    };
    // One source: its value. Several: an object by their ids. None: null.
    const inputOf = (sources, values) => {
        const read = sources.map((id, i) => parse(values[i], `value of "${id}"`));
        if (sources.length < 2) {
            return sources.length === 0 ? null : read[0];
        }
        return Object.fromEntries(sources.map((id, i) => [id, read[i]]));
    };

    const run = async (job, definitionText, values, files) => {
        const definition = parse(definitionText, "card");
        if (definition === null || typeof definition !== "object" || Array.isArray(definition)) {
            throw new pendopo.Problem("card: expected an object");
        }
        const formats = pendopo.makeFormats(job.language, job.timezone);
        if (job.output === "check") {
            pendopo.checkExpression(definition.data);
            if (definition.kind === "chart") {
                pendopo.checkChart(definition, job.language);
            }
            return "good";
        }
        const value = await pendopo.shape(definition.data, inputOf(job.sources, values), formats);
        if (job.output === "value") {
            return pendopo.toJson(value);
        }
        // Drawings see plain JSON only, as the other cards do.
        const shaped = JSON.parse(pendopo.toJson(value));
        const theme = job.theme === "" ? {} : parse(job.theme, "theme");
        const canvas = pendopo.makeCanvas(job, theme, formats);
        switch (definition.kind) {
            case "chart":
                return pendopo.drawChart(canvas, definition, shaped);
            case "map":
                return pendopo.drawMap(canvas, definition, shaped, files);
            default:
                throw new pendopo.Problem(
                    `kind: got "${definition.kind}"; only "chart" and "map" are drawn`);
        }
    };

    pendopo.start = (jobText, definition, ...texts) => {
        outcome = "!the expression never came to an end";
        notes = [];
        const job = JSON.parse(jobText);
        const values = texts.slice(0, job.sources.length);
        const files = new Map(
            job.files.map((name, i) => [name, texts[job.sources.length + i]]));
        run(job, definition, values, files).then(
            (text) => {
                outcome = "=" + text;
            },
            (error) => {
                outcome = "!" + (error instanceof pendopo.Problem
                    ? error.message : "internal: " + (error.stack ? `${error}\n${error.stack}` : error));
            });
        return "";
    };
    pendopo.notes = () => JSON.stringify(notes).toWellFormed();
    pendopo.finish = () => {
        const text = outcome.toWellFormed();
        outcome = undefined;
        return text;
    };
})();
