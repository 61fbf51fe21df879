export default {
  title: "Compare tags",
  context: "Which layers two tags share, what each has of its own, and how their configs differ.",
  from: "First",
  to: "Second",
  swap: "Swap the two",
  choose: {
    title: "Choose two tags",
    text: "The newest are offered; type a part of a name to find others.",
  },
  missing: "{{tag}} has no {{platform}}",
  same: "Both tags have the same digest: there is no difference.",
  noConfig: "At least one of them is no container image, so there are no configs to compare.",
  config: "Config differences",
  sameConfig: "The configs say the same.",
  field: "Field",
  absent: "not set",
  fate: { title: "In", shared: "Both", removed: "Only the first", added: "Only the second" },
} as const;
