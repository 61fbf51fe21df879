export default {
  copy: { action: "Copy", done: "Copied", failed: "Could not copy; select it by hand" },
  cancel: "Cancel",
  close: "Close",
  retry: "Try again",
  clear: "Clear filters",
  error: { title: "This could not be loaded", requestId: "Request {{id}}" },
  confirmDelete: {
    goes: "This will be deleted:",
    type: "Type {{name}} to confirm",
  },
  command: { showSecret: "Show secret", masked: "(secret hidden)" },
  pagination: {
    label: "Pages",
    range: "{{from}}–{{to}} of {{total}}",
    previous: "Previous page",
    next: "Next page",
    page: "Page {{page}}",
    size: "Items per page",
    perPage: "{{size}} a page",
  },
  name: {
    empty: "Enter a name",
    too_long: "At most {{max}} characters",
    organization: {
      bad_start: "Start with a lower-case letter",
      bad_end: "End with a lower-case letter or a digit",
      bad_character: "Only lower-case letters, digits and . _ -",
      bad_separators: "Separators may not touch; at most two underscores in a row",
      reserved: "This name is reserved",
    },
    image: {
      bad_start: "Start with a lower-case letter or a digit",
      bad_end: "End with a lower-case letter or a digit",
      bad_character: "Only lower-case letters, digits and . _ - /",
      bad_separators: "Separators may not touch; at most two underscores in a row",
    },
    tag: {
      bad_start: "Start with a letter, a digit or an underscore",
      bad_character: "Only letters, digits and . _ -",
    },
  },
} as const;
