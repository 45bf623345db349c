import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { useTableModel } from "./table-model";

const columns = ["name", "key", "actions"].map((id) => ({
  id,
  header: id,
  cell: () => null,
  hideable: id !== "name",
}));

type Model = ReturnType<typeof useTableModel<{ id: string }>>;
type Props = Parameters<typeof useTableModel<{ id: string }>>[0] & { take: (model: Model) => void };

/** Uses the hook as a table does, and hands over what it gives. */
function Probe({ take, ...options }: Props) {
  take(useTableModel(options));
  return null;
}

function model(selected: string[], hidden: string[] = []) {
  let now = selected;
  let given: Model | undefined;
  const props: Props = {
    rows: [{ id: "a" }, { id: "b" }],
    columns,
    rowId: (row) => row.id,
    hidden,
    selected,
    onSelected(ids) {
      now = ids;
    },
    take(taken) {
      given = taken;
    },
  };
  renderToStaticMarkup(createElement(Probe, props));
  return { ...given!, now: () => now };
}

test("hidden columns are left out, but for those that cannot be hidden", () => {
  expect(model([], ["name", "key"]).columns.map((column) => column.id)).toEqual(["name", "actions"]);
});

test("all and some tell of this page's rows alone", () => {
  expect(model([])).toMatchObject({ all: false, some: false });
  expect(model(["a"])).toMatchObject({ all: false, some: true });
  expect(model(["elsewhere"])).toMatchObject({ all: false, some: false });
  expect(model(["b", "elsewhere", "a"])).toMatchObject({ all: true, some: false });
});

test("what is selected on another page stays so", () => {
  const all = model(["elsewhere", "a"]);
  all.selectAll(true);
  expect(all.now()).toEqual(["elsewhere", "a", "b"]);
  const none = model(["elsewhere", "a", "b"]);
  none.selectAll(false);
  expect(none.now()).toEqual(["elsewhere"]);
  const one = model(["elsewhere", "a"]);
  one.rows[0]!.select(false);
  expect(one.now()).toEqual(["elsewhere"]);
});
