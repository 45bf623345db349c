"use client";
import { cx } from "../ui/class-names";
import type { ScopePreset } from "./scopes-field";

type Props = { presets: ScopePreset[]; chosen: ReadonlySet<string>; onChoose: (scopes: string[]) => void };

/** Ready-made sets of scopes; the one that equals the choice is pressed. */
export function ScopePresets({ presets, chosen, onChoose }: Props) {
  if (presets.length === 0) return null;
  const same = (preset: ScopePreset) =>
    preset.scopes.length === chosen.size && preset.scopes.every((scope) => chosen.has(scope));
  return (
    <div className="mb-1 flex flex-wrap gap-1.5">
      {presets.map((preset) => (
        <button
          key={preset.label}
          type="button"
          aria-pressed={same(preset)}
          onClick={() => onChoose(preset.scopes)}
          className={cx(
            "h-7 rounded-full border px-3 text-xs transition-colors duration-120",
            same(preset)
              ? "border-brass-edge bg-brass-wash font-strong text-ink"
              : "border-edge/60 text-soft hover:bg-hover hover:text-ink",
          )}
        >
          {preset.label}
        </button>
      ))}
    </div>
  );
}
