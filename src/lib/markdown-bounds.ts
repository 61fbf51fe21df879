/**
 * Bounds of what is rendered as Markdown. 30 000 characters can be 3 000 nested lists or a table of millions of cells,
 * and some runs of marks take quadratic time: no description needs that.
 */

const LINES_MAX = 2000;

/** Characters that may begin or end something within a line. */
const MARKS_MAX = 4000;

/** Characters at the start of a line that nest what follows; each level takes at least one. */
const NESTING_MAX = 80;

/** A table's rows are filled up to the columns of its head. */
const CELLS_MAX = 20_000;

/**
 * Levels of nested elements. The bounds above allow 2 000, which Firefox does not lay out at all, and which overflow
 * the stack of tools that walk the page by recursion, such as those for accessibility.
 */
const DEPTH_MAX = 100;

const MARK = /[*_~`[\]()!<>&@|]/g;

/** Quotes and items of lists, with the space in front of each. */
const NESTING = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))+/;

/** Whether a text is beyond any of these, and is to be shown as it is. */
export function isTooMuchMarkdown(text: string): boolean {
  const lines = text.split(/\r\n|\r|\n/);
  return (
    lines.length > LINES_MAX ||
    count(text, MARK) > MARKS_MAX ||
    lines.some((line) => (NESTING.exec(line)?.[0].length ?? 0) > NESTING_MAX) ||
    cellsAtMost(lines) > CELLS_MAX
  );
}

/** The most cells the text can have: for each block between empty lines, as if its widest line were a table's head. */
function cellsAtMost(lines: readonly string[]): number {
  let cells = 0;
  let [rows, columns] = [0, 0];
  for (const line of [...lines, ""]) {
    if (line.trim() === "") {
      cells += rows * columns;
      [rows, columns] = [0, 0];
    } else {
      rows += 1;
      columns = Math.max(columns, count(line, /\|/g));
    }
  }
  return cells;
}

function count(text: string, what: RegExp): number {
  return text.match(what)?.length ?? 0;
}

/** The part of a hast node that matters here: an element has children, a text its value. */
interface Node {
  type: string;
  children?: Node[];
  value?: string;
}

/** A rehype plugin: elements nested too deep are replaced by their text. */
export function flattenWhatIsDeep() {
  return (root: Node) => flatten(root, DEPTH_MAX);
}

function flatten(node: Node, levels: number): void {
  if (!node.children) return;
  if (levels > 0) for (const child of node.children) flatten(child, levels - 1);
  else node.children = [{ type: "text", value: wordsOf(node) }];
}

function wordsOf(node: Node): string {
  return node.children?.map(wordsOf).join("") ?? node.value ?? "";
}
