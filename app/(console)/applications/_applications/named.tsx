import { Bdi } from "@/components/ui/bdi";

/** The name of what an application belongs to, or that there is none. */
export function Named({ name, none = "None" }: { name: string | null; none?: string }) {
  return name === null ? <span className="text-faint">{none}</span> : <Bdi>{name}</Bdi>;
}
