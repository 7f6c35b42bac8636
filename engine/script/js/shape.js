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
    // What an expression may call: JSONata's own (5.6 of its documentation) and ours.
    const kFunctions = ["sum", "count", "max", "min", "average", "string", "substring",
        "substringBefore", "substringAfter", "lowercase", "uppercase", "length", "trim", "pad", "match",
        "contains", "replace", "split", "join", "formatNumber", "formatBase", "formatInteger",
        "parseInteger", "number", "floor", "ceil", "round", "abs", "sqrt", "power", "random", "boolean",
        "not", "map", "zip", "filter", "single", "reduce", "sift", "keys", "lookup", "append", "exists",
        "spread", "merge", "reverse", "each", "error", "assert", "type", "sort", "shuffle", "distinct",
        "base64encode", "base64decode", "encodeUrlComponent", "encodeUrl", "decodeUrlComponent",
        "decodeUrl", "eval", "toMillis", "fromMillis", "clone", "now", "millis", "format"];
    const noFunction = (name) => `there is no function "$${name}"` + pendopo.didYouMean(name,
        kFunctions, "").replace('mean "', 'mean "$');
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
        if (error && error.code === "T1006" && error.token) {
            message = noFunction(error.token);
        } else if (error && error.code === "T0412") { // a list with something else in it
            message += `; leave out what is missing: $${error.token}(x[$ != null])`;
        }
        const place = error && typeof error.position === "number" && text.length > 0
            ? `character ${error.position}: ` : "";
        return new pendopo.Problem("data: " + place + message);
    };

    // Every node of a parsed expression.
    const walk = (node, look) => {
        if (node !== null && typeof node === "object") {
            look(node);
            Object.values(node).forEach((part) => walk(part, look));
        }
    };
    // What is wrong with an expression whatever its value will be.
    pendopo.checkExpression = (text) => {
        if (text === undefined || text === "") {
            return;
        }
        try {
            const tree = compile(text).ast();
            const own = new Set(kFunctions);
            walk(tree, ({ type, lhs, arguments: parts }) => {
                if (type === "bind") {
                    own.add(lhs.value);
                } else if (type === "lambda") {
                    parts.forEach(({ value }) => own.add(value));
                }
            });
            walk(tree, ({ type, procedure, position }) => {
                if (type === "function" && procedure.type === "variable" && !own.has(procedure.value)) {
                    throw { position, message: noFunction(procedure.value) };
                }
            });
        } catch (error) {
            throw problemOf(text, error);
        }
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
