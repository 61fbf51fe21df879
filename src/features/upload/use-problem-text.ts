import { useT } from "../../i18n/use-t.ts";
import { formatBytes, formatNumber } from "../../lib/format.ts";
import type { CompressionFormat } from "./archive/problem.ts";
import type { UploadProblem } from "./push/problem.ts";

const DECOMPRESS: Record<CompressionFormat, string> = {
  gzip: "gunzip",
  zstd: "unzstd",
  bzip2: "bunzip2",
  xz: "unxz",
  zip: "unzip",
};

/** Names in an archive may have thousands of characters; the end tells more than the start. */
const SHOWN = 120;

/** Says in the person's language what is wrong, and what to do about it. */
export function useProblemText(): (problem: UploadProblem) => string {
  const t = useT();
  return (problem) => t(`upload.problem.${problem.code}`, valuesOf(problem));
}

/** The numbers and names in the sentences. Each sentence takes those it has a place for. */
const NO_VALUES = {
  actual: "",
  command: "",
  digest: "",
  entry: "",
  expected: "",
  format: "",
  layer: "",
  max: "",
  mediaType: "",
  message: "",
  offset: "",
  status: "",
};
type Values = typeof NO_VALUES;

function valuesOf(problem: UploadProblem): Values {
  const { code: _, ...given } = problem;
  const values = { ...NO_VALUES };
  for (const [name, value] of Object.entries(given) as [keyof Values, string | number][]) {
    values[name] = typeof value === "number" ? formatNumber(value) : shortened(value);
  }
  if ("format" in problem) values.command = DECOMPRESS[problem.format];
  if (problem.code === "too_large" || problem.code === "document_too_large")
    values.max = formatBytes(problem.max);
  return values;
}

function shortened(text: string): string {
  return text.length <= SHOWN ? text : `…${text.slice(-SHOWN)}`;
}

const FINAL: readonly UploadProblem["code"][] = [
  "file_changed",
  "layer_damaged",
  "layer_order",
  "unexpected",
];

/** Trying again can help: not where the file itself is at fault, nor where the Worker that knew it is gone. */
export function canRetry({ code }: UploadProblem): boolean {
  return !FINAL.includes(code);
}
