/** Which tags a trigger or a webhook is about. */
export default {
  label: "Condition",
  type: {
    all: "All tags",
    tag: "Given tags",
    regular: "Pattern",
  },
  of: "{{kind}}: {{what}}",
  separator: ", ",
  tags: "Tags",
  tagsHint: "Several are fine, and so are tags that are yet to come.",
  pattern: "Pattern of tags",
  patternHint:
    "A regular expression (^v2.*), or a glob: * without /, ** with it, ? for one character, {a,b} for one of several. It speaks of the whole tag.",
  problem: {
    no_tag: "Enter at least one tag",
    tag: "Not the name of a tag",
    empty: "Enter a pattern",
    too_long: "Too long",
    not_re2: "Not a regular expression of RE2",
    too_complex: "This expression is too complex",
    bad_braces: "Braces do not close, or stand within others",
  },
  understood: {
    regular: "Understood as a regular expression over the whole tag.",
    glob: "Understood as a glob (* ? {a,b}) over the whole tag.",
  },
  matches_one: "Tags that would fire, {{count, number}} of the newest {{of, number}}:",
  matches_other: "Tags that would fire, {{count, number}} of the newest {{of, number}}:",
  matchesNone_one: "The {{count, number}} tag there is would not fire.",
  matchesNone_other: "None of the newest {{count, number}} tags would fire.",
  more_one: "and {{count, number}} more",
  more_other: "and {{count, number}} more",
};
