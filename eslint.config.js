// The scripts in static/ are ES5, so that old phones read them. A name that is not listed here is
// looked up first: Chrome 71 must have it.
const js = require("@eslint/js");

const inBrowser = [
  "document", "location", "navigator", "window", "localStorage", "setTimeout", "clearTimeout",
  "Promise", "Uint8Array", "URL", "URLSearchParams", "FormData", "fetch", "caches", "crypto",
  "indexedDB", "File", "DOMParser", "Headers", "Response", "FileReader", "Image", "DataTransfer",
  "DataView", "CSS",
];
const inNode = ["require", "module", "__dirname", "process", "setTimeout", "setImmediate", "URL",
  "Headers", "Response"];
const known = (names) => Object.fromEntries(names.map((name) => [name, "readonly"]));

const habits = {
  ...js.configs.recommended.rules,
  curly: ["error", "multi-line"],
  eqeqeq: "error",
  "max-len": ["error", 100],
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-shadow": "error",
  "no-unused-vars": ["error", { args: "after-used", caughtErrors: "none" }],
};

module.exports = [
  // Made elsewhere: by script/vendor-htmx and script/join-attend.
  {
    ignores: [
      "static/htmx.min.js", "static/app.js", "static/attend.js", "static/outbox.js", "**/.venv/",
      "instance/",
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["static/**/*.js"],
    languageOptions: { ecmaVersion: 5, sourceType: "script", globals: known(inBrowser) },
    rules: { ...habits, strict: ["error", "function"] },
  },
  {
    files: ["static/sw.js"],
    languageOptions: { globals: known(["self"]) },
    rules: { strict: ["error", "global"] },
  },
  {
    files: ["static/outbox/main.js"],
    languageOptions: {
      globals: known(["guyubQueue", "guyubList", "guyubForms", "guyubSheet"]),
    },
  },
  {
    files: ["static/outbox/*.js", "static/attend/*.js"],
    rules: { "no-unused-vars": ["error", { varsIgnorePattern: "^guyub[A-Z]" }] },
  },
  {
    files: ["eslint.config.js", "tests/**/*.js"],
    languageOptions: { ecmaVersion: 2024, sourceType: "commonjs", globals: known(inNode) },
    rules: { ...habits, "prefer-const": "error", "no-var": "error" },
  },
];
