"use strict";
// The card's "data": a JSONata expression over the values of its sources.
pendopo.shape = (() => {
    const kExpressions = 64; // compiled ones kept
    const kGuards = {
        // Both end an expression with its own error; the process' limits end what they miss.
        timeout: 1500, // ms, below the process' own limit
        stack: 400, // calls inside each other
        sequence: 1000000, // items of a list made by the expression
    };
    const compiled = new Map();
    let formats;

    const compile = (text) => {
        let expression = compiled.get(text);
        if (!expression) {
            expression = jsonata(text, kGuards);
            // An expression is what the card file says, never what data says.
            expression.registerFunction("eval", () => {
                throw new pendopo.Problem("$eval is not available");
            });
            expression.registerFunction("format", (value, how) => formats.format(value, how),
                "<x-(so)?:s>");
            if (compiled.size >= kExpressions) {
                compiled.delete(compiled.keys().next().value);
            }
            compiled.set(text, expression);
        }
        return expression;
    };

    const problemOf = (text, error) => {
        if (error instanceof pendopo.Problem) {
            return new pendopo.Problem("data: " + error.message);
        }
        let message = error && error.message ? error.message : String(error);
        if (error instanceof RangeError) {
            message = "calls itself too often, or its value lies too deep";
        }
        const place = error && typeof error.position === "number" && text.length > 0
            ? `character ${error.position}: ` : "";
        return new pendopo.Problem("data: " + place + message);
    };

    // A promise of the value. Functions are no values: JSON has none.
    return async (text, input, runFormats) => {
        formats = runFormats;
        if (text === undefined || text === "") {
            return input;
        }
        if (typeof text !== "string") {
            throw new pendopo.Problem("data: expected a JSONata expression in a string");
        }
        try {
            return await compile(text).evaluate(input === null ? undefined : input);
        } catch (error) {
            throw problemOf(text, error);
        }
    };
})();

// JSON text of any value: what JSON cannot say (NaN, Infinity, functions, nothing) is null.
pendopo.toJson = (value) => {
    const isFunction = (v) =>
        typeof v === "function" ||
        (v && typeof v === "object" && (v._jsonata_lambda || v._jsonata_function));
    const plain = (v) => (typeof v === "string" ? v.toWellFormed() : isFunction(v) ? null : v);
    return JSON.stringify(value, (key, v) => plain(v)) ?? "null";
};
