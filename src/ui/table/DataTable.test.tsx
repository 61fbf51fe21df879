import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ComponentProps, useState } from "react";
import { afterEach, expect, test } from "vitest";
import { DataTable } from "./DataTable.tsx";
import type { Column, Selection, Sort } from "./types.ts";

interface Fruit {
  name: string;
  price: number;
}

const columns: Column<Fruit>[] = [
  { key: "name", title: "Name", sort: "asc", cell: (fruit) => fruit.name },
  { key: "price", title: "Price", sort: "desc", align: "end", cell: (fruit) => fruit.price },
  { key: "actions", title: "Actions", titleHidden: true, cell: () => <button type="button">Eat</button> },
];

const rows: Fruit[] = [
  { name: "apple", price: 3 },
  { name: "quince", price: 7 },
];

type Props = Partial<ComponentProps<typeof DataTable<Fruit>>>;

function Table(props: Props) {
  return (
    <DataTable
      label="Fruit"
      columns={columns}
      rows={rows}
      rowKey={(fruit) => fruit.name}
      loading={false}
      error={undefined}
      empty={<p>No fruit</p>}
      {...props}
    />
  );
}

afterEach(cleanup);

test("names its columns and rows", () => {
  render(<Table />);
  const table = screen.getByRole("table", { name: "Fruit" });
  expect(within(table).getAllByRole("columnheader")).toHaveLength(3);
  expect(within(table).getByRole("columnheader", { name: "Actions" })).toBeTruthy();
  expect(within(table).getByRole("rowheader", { name: "quince" })).toBeTruthy();
});

test("gives the focus to the page's content when the row or button that has it goes", () => {
  const withProps = (props: Props) => (
    <main tabIndex={-1}>
      <Table {...props} />
    </main>
  );
  const { rerender } = render(withProps({}));
  const eat = (name: string) =>
    within(screen.getByRole("row", { name: new RegExp(name) })).getByRole("button");
  eat("apple").focus();
  rerender(withProps({ rows: rows.slice(0, 1) }));
  expect(document.activeElement).toBe(eat("apple"));
  const empty = <button type="button">Clear filters</button>;
  rerender(withProps({ rows: [], empty }));
  expect(document.activeElement).toBe(screen.getByRole("main"));
  screen.getByRole("button", { name: "Clear filters" }).focus();
  rerender(withProps({ rows, empty }));
  expect(document.activeElement).toBe(screen.getByRole("main"));
});

function Sorted({ asked }: { asked: Sort[] }) {
  const [sort, setSort] = useState<Sort>({ column: "name", order: "asc" });
  return (
    <Table
      sort={sort}
      onSort={(next) => {
        asked.push(next);
        setSort(next);
      }}
    />
  );
}

test("sorts in the column's first order, then turns round, and says so", async () => {
  const asked: Sort[] = [];
  render(<Sorted asked={asked} />);
  const price = () => screen.getByRole("columnheader", { name: "Price" });
  expect(price().getAttribute("aria-sort")).toBeNull();

  await userEvent.click(screen.getByRole("button", { name: "Price" }));
  expect(price().getAttribute("aria-sort")).toBe("descending");
  expect(screen.getByRole("columnheader", { name: "Name" }).getAttribute("aria-sort")).toBeNull();

  await userEvent.click(screen.getByRole("button", { name: "Price" }));
  expect(price().getAttribute("aria-sort")).toBe("ascending");
  expect(asked).toEqual([
    { column: "price", order: "desc" },
    { column: "price", order: "asc" },
  ]);
});

test("does not offer to sort where nobody listens or the column cannot", () => {
  const { rerender } = render(<Table />);
  expect(screen.queryByRole("button", { name: "Name" })).toBeNull();
  rerender(<Table onSort={() => {}} />);
  expect(screen.getByRole("button", { name: "Name" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Actions" })).toBeNull();
});

interface SelectableProps {
  first?: string[];
  refusal?: (fruit: Fruit) => string | undefined;
}

function Selectable({ first = [], refusal }: SelectableProps) {
  const [selected, onChange] = useState<ReadonlySet<string>>(new Set(first));
  const selection: Selection<Fruit> = {
    selected,
    onChange,
    allLabel: "Select all",
    rowLabel: (fruit) => `Select ${fruit.name}`,
    summary: `${selected.size} selected`,
    actions: <button type="button">Delete</button>,
    clearLabel: "Clear",
    ...(refusal && { refusal }),
  };
  return <Table selection={selection} />;
}

test("raises the bar with the first selected row and lowers it with the last", async () => {
  render(<Selectable />);
  expect(screen.queryByRole("region")).toBeNull();

  await userEvent.click(screen.getByRole("checkbox", { name: "Select apple" }));
  const bar = screen.getByRole("region", { name: "1 selected" });
  expect(within(bar).getByRole("button", { name: "Delete" })).toBeTruthy();

  await userEvent.click(screen.getByRole("checkbox", { name: "Select apple" }));
  expect(screen.queryByRole("region")).toBeNull();
});

test("selects the page without forgetting other pages", async () => {
  render(
    <main tabIndex={-1}>
      <Selectable first={["plum", "apple"]} />
    </main>,
  );
  const all = screen.getByRole<HTMLInputElement>("checkbox", { name: "Select all" });
  expect(all.indeterminate).toBe(true);

  await userEvent.click(all);
  expect(all.checked).toBe(true);
  expect(all.indeterminate).toBe(false);
  expect(screen.getByRole("region", { name: "3 selected" })).toBeTruthy();

  await userEvent.click(all);
  expect(screen.getByRole("region", { name: "1 selected" })).toBeTruthy();

  await userEvent.click(screen.getByRole("button", { name: "Clear" }));
  expect(screen.queryByRole("region")).toBeNull();
  expect(document.activeElement).toBe(screen.getByRole("main"));
});

test("selects the page without what cannot be selected, which says why", async () => {
  const { rerender } = render(<Selectable refusal={({ price }) => (price > 5 ? "Too dear" : undefined)} />);
  const dear = screen.getByRole<HTMLInputElement>("checkbox", { name: "Select quince" });
  expect(document.getElementById(dear.getAttribute("aria-describedby") ?? "")?.textContent).toBe("Too dear");
  await userEvent.click(dear);
  expect(dear.checked).toBe(false);

  const all = screen.getByRole<HTMLInputElement>("checkbox", { name: "Select all" });
  await userEvent.click(all);
  expect(screen.getByRole("region", { name: "1 selected" })).toBeTruthy();
  expect([all.checked, all.indeterminate, dear.checked]).toEqual([true, false, false]);

  // Meanwhile nothing can be done with it any more.
  rerender(<Selectable refusal={() => "Gone"} />);
  await userEvent.click(screen.getByRole("checkbox", { name: "Select apple" }));
  expect(screen.queryByRole("region")).toBeNull();
  expect(all.disabled).toBe(true);
});

test("shows a skeleton under its header before the first answer", () => {
  render(<Table rows={undefined} loading />);
  const table = screen.getByRole("table", { name: "Fruit" });
  expect(table.getAttribute("aria-busy")).toBe("true");
  expect(within(table).getAllByRole("columnheader")).toHaveLength(3);
  expect(within(table).queryAllByRole("rowheader")).toHaveLength(0);
  expect(screen.queryByText("No fruit")).toBeNull();
});

test("keeps the old rows while the next ones load", () => {
  render(<Table loading />);
  expect(screen.getByRole("table").getAttribute("aria-busy")).toBe("true");
  expect(screen.getByRole("rowheader", { name: "apple" })).toBeTruthy();
});

test("says that there is nothing only once that is known", () => {
  const { rerender } = render(<Table rows={[]} loading />);
  expect(screen.queryByText("No fruit")).toBeNull();
  rerender(<Table rows={[]} />);
  expect(screen.getByText("No fruit")).toBeTruthy();
  expect(screen.queryByRole("table")).toBeNull();
});

test("shows an error instead of anything else", () => {
  render(<Table error={<p>Broken</p>} />);
  expect(screen.getByText("Broken")).toBeTruthy();
  expect(screen.queryByRole("table")).toBeNull();
});

test("draws every row, those below the window's end too", async () => {
  const many = Array.from({ length: 100 }, (_, price) => ({ name: `fruit-${price}`, price }));
  render(<Table rows={many} />);
  expect(await screen.findByRole("rowheader", { name: "fruit-99" })).toBeTruthy();
  expect(screen.getAllByRole("rowheader").map(({ textContent }) => textContent)).toEqual(
    many.map(({ name }) => name),
  );
});
