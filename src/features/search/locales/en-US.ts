export default {
  placeholder: "Name, tag, pull address or digest",
  hint: "↑ ↓ to choose, Enter to open, Esc to close. “image:tag” looks for tags of matching images only.",
  results: "Search results",
  group: { organizations: "Organizations", images: "Images", tags: "Tags", pages: "Pages" },
  found: "Results: {{total}}",
  nothing: "Nothing found for “{{text}}”. Tags are found by how their names begin.",
} as const;
