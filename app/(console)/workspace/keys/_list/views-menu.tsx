"use client";
import { Bookmark, Trash2 } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { type FormEvent, startTransition, useId, useRef, useState } from "react";
import { Bdi } from "@/components/ui/bdi";
import { buttonStyle } from "@/components/ui/button-style";
import { Dialog } from "@/components/ui/dialog";
import { FormFooter } from "@/components/ui/form-footer";
import { Menu, type MenuEntry } from "@/components/ui/menu";
import { TextField } from "@/components/ui/text-field";
import { toast } from "@/components/ui/toast";
import { keepKeySetViews } from "../actions";
import { LONGEST_VIEW_NAME, MOST_VIEWS, type SavedView } from "./saved-views";

/** Saved views: the filters and the order of this moment under a name, and back to them with one press. */
export function ViewsMenu({ saved }: { saved: SavedView[] }) {
  const [views, setViews] = useState(saved);
  const [naming, setNaming] = useState(false);
  const params = useSearchParams();
  const query = wanted(params);
  const here = views.find((view) => view.query === query);
  function keep(next: SavedView[]) {
    setViews(next);
    startTransition(() => keepKeySetViews(next));
  }
  const entries: MenuEntry[] = [
    { kind: "heading", label: views.length > 0 ? "Saved views" : "No view saved yet" },
    ...views.map(
      (view): MenuEntry => ({
        kind: "link",
        label: (
          <span className={view === here ? "font-strong" : undefined}>
            <Bdi>{view.name}</Bdi>
          </span>
        ),
        href: `/workspace/keys?${view.query}`,
      }),
    ),
    { kind: "line" },
    {
      label: "Save this view",
      icon: <Bookmark aria-hidden="true" />,
      onSelect: () => setNaming(true),
      sleeping: whyNot(query, here, views),
    },
    ...(here
      ? [
          {
            label: `Remove ${here.name}`,
            icon: <Trash2 aria-hidden="true" />,
            danger: true,
            onSelect: () => {
              keep(views.filter((view) => view !== here));
              toast("The view is removed", { action: { label: "Undo", run: () => keep(views) } });
            },
          },
        ]
      : []),
  ];
  return (
    <>
      <Menu
        entries={entries}
        trigger={
          <button type="button" className={buttonStyle("ghost", "sm")}>
            <Bookmark aria-hidden="true" className="size-4" />
            Views
          </button>
        }
      />
      <NameDialog
        open={naming}
        taken={views.map((view) => view.name)}
        onClose={() => setNaming(false)}
        onName={(name) => {
          keep([...views, { name, query }]);
          setNaming(false);
          toast("The view is saved in this browser");
        }}
      />
    </>
  );
}

/** What a view keeps: not on which page somebody was. */
function wanted(params: URLSearchParams): string {
  const kept = new URLSearchParams(params);
  kept.delete("page");
  kept.sort();
  return kept.toString();
}

function whyNot(query: string, here: SavedView | undefined, views: SavedView[]): string | null {
  if (query === "") return "Choose a filter or an order first.";
  if (here) return `It is saved as ${here.name}.`;
  if (query.length > 400) return "These filters are too many for a view.";
  return views.length >= MOST_VIEWS ? `There is room for ${MOST_VIEWS}. Remove one first.` : null;
}

type NameProps = { open: boolean; taken: string[]; onClose: () => void; onName: (name: string) => void };

function NameDialog({ open, taken, onClose, onName }: NameProps) {
  const form = useId();
  const field = useRef<HTMLInputElement>(null);
  const [error, setError] = useState<string | null>(null);
  function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get("name") ?? "").trim();
    const problem = !name ? "Give it a name." : taken.includes(name) ? "Another view has this name." : null;
    setError(problem);
    if (problem) field.current?.focus();
    else onName(name);
  }
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => next || onClose()}
      title="Save this view"
      description="Its filters and their order, for you in this browser."
      size="sm"
      initialFocus={field}
      footer={<FormFooter form={form} onCancel={onClose} />}
    >
      <form id={form} method="post" noValidate onSubmit={save}>
        <TextField
          ref={field}
          label="Name"
          name="name"
          required
          maxLength={LONGEST_VIEW_NAME}
          autoComplete="off"
          placeholder="Ending in 30 days"
          error={error}
        />
      </form>
    </Dialog>
  );
}
