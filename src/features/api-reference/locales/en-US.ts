export default {
  context: "Every operation of the management API, from the service's own OpenAPI document.",
  filter: "Filter operations by name or path",
  operations: "API operations",
  nothing: { title: "No such operation", text: "Try another word, or clear the filter." },
  unknown: "There is no operation called {{id}}",
  missing: "This service does not carry the operation yet and answers 501.",
  open: "No token is needed.",
  token:
    "Needs the header X-Auth-Token, or an SDK-HMAC-SHA256 signature (AK/SK). A / in an image's name is written $.",
  example: "Example call",
  copyExample: "Copy example call",
  parameters: { path: "Path parameters", query: "Query parameters" },
  body: "Request body",
  headers: "Response headers:",
  required: "required",
} as const;
