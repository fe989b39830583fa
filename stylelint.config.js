// One short stylesheet, component after component; which properties are too new stands in tests/test_static.py.
module.exports = {
  extends: "stylelint-config-recommended",
  rules: {
    "declaration-no-important": true,
    "no-descending-specificity": null, // components do not nest, so their order does not matter
    "property-no-deprecated": [true, { ignoreProperties: ["grid-gap", "page-break-inside"] }], // what old phones know
  },
};
