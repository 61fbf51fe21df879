/** What is asked of the lists. */
import { IMAGE_ORDER_COLUMNS, TAG_ORDER_COLUMNS } from "../core/operations/facts.ts";
import { TAGGED } from "./seed.ts";

export interface Answer {
  /** Of the lists that count. */
  total: number;
  body: unknown;
}

type Ask = (path: string) => Promise<Answer>;

export interface ListCase {
  name: string;
  /** The path to time, worked out by asking where it depends on what is there. */
  request(ask: Ask, side: { images: number }): Promise<string>;
  /** Is it one of those the bar is set for? */
  bar: boolean;
}

const REPOS = "/v2/manage/repos";
const LIMIT = 100;
const TAGS = `/manage/namespaces/${TAGGED.organization}/repos/${TAGGED.image}/tags`;

const at = (path: string, offset: number) =>
  `${path}${path.includes("?") ? "&" : "?"}limit=${LIMIT}&offset=${offset}`;

const fixed = (name: string, path: string, bar = true): ListCase => ({
  name,
  bar,
  request: async () => path,
});

/** First, middle and last page of a list that counts. */
function pages(name: string, path: string): ListCase[] {
  const total = async (ask: Ask) => (await ask(at(path, 0))).total;
  return [
    fixed(`${name}, first page`, at(path, 0)),
    {
      name: `${name}, middle page`,
      bar: false,
      request: async (ask) => at(path, Math.floor((await total(ask)) / 2)),
    },
    {
      name: `${name}, last page`,
      bar: true,
      request: async (ask) => at(path, Math.max(0, (await total(ask)) - LIMIT)),
    },
  ];
}

const filter = (pairs: string) => `${REPOS}?filter=${encodeURIComponent(pairs)}`;

export const listCases: ListCase[] = [
  ...IMAGE_ORDER_COLUMNS.flatMap((column) =>
    ["asc", "desc"].flatMap((direction) =>
      pages(`repos by ${column} ${direction}`, `${REPOS}?order_column=${column}&order_type=${direction}`),
    ),
  ),
  // A word of one name in fifty, one of one in eight, and one that a single image has.
  ...pages("repos with payment in the name", filter("name::payment")),
  ...pages("repos with worker in the name", filter("name::worker")),
  fixed("repos with one name", filter("name::-777")),
  fixed("repos with two letters in the name", filter("name::ay"), false),
  ...pages("repos of one organization", `${REPOS}?namespace=org-200`),
  ...pages("repos of organizations with 20", filter("namespace::20")),
  ...pages("public repos", `${REPOS}?is_public=true`),
  ...pages("repos of a category", `${REPOS}?category=database`),
  fixed("repos of v3, first page", `/v3/manage/repos?limit=${LIMIT}`),
  {
    name: "repos of v3, behind a marker",
    bar: true,
    request: async (_, { images }) => `/v3/manage/repos?limit=${LIMIT}&marker=${Math.floor(images * 0.9)}`,
  },
  fixed("organizations", "/v2/manage/namespaces"),
  ...TAG_ORDER_COLUMNS.flatMap((column) =>
    pages(`tags by ${column}`, `/v2${TAGS}?order_column=${column}&order_type=desc`),
  ),
  fixed("tags with 99 in the name", `/v2${TAGS}?filter=${encodeURIComponent("tag::99")}`),
  fixed("tags of v3", `/v3${TAGS}?limit=${LIMIT}`),
];
