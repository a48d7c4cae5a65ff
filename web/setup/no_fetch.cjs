// Emscripten 3.1.6 takes a global `fetch` for a sign of a browser and tries to fetch a path.
// Loaded before its output: `node --require web/setup/no_fetch.cjs build/web/crabglass_tests.js`.
delete globalThis.fetch;
