import { redirect } from "next/navigation";
import { visit } from "@/lib/entry/page";
import { firstArea } from "./areas";

/** The first area that is open to the visitor. */
export default async function Home() {
  const { visitor } = await visit();
  redirect(firstArea(visitor.role));
}
