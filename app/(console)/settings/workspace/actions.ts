"use server";

import { act } from "@/lib/entry/action";
import { changeWorkspace } from "@/lib/services/workspaces/edit";

export async function editWorkspace(input: unknown) {
  return act(changeWorkspace, input);
}
