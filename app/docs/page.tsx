import { redirect } from "next/navigation";
import { DOCS_PAGES } from "./pages";

export default function Docs() {
  redirect(`/docs/${DOCS_PAGES[0].slug}`);
}
