/**
 * Puts `text` on the clipboard. Over plain http there is no navigator.clipboard, so a hidden textarea and
 * execCommand stand in. Returns false when neither worked: then let people select the text themselves.
 */
export async function copyText(text: string, near?: HTMLElement | null): Promise<boolean> {
  try {
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(text);
      return true;
    }
  } catch {
    // refused by the browser's permissions: try the old way
  }
  return copyThroughTextarea(text, near);
}

function copyThroughTextarea(text: string, near?: HTMLElement | null): boolean {
  const back = document.activeElement as HTMLElement | null;
  const area = document.createElement("textarea");
  area.value = text;
  area.readOnly = true;
  area.className = "fixed top-0 opacity-0";
  // Inside a dialog the focus may not leave it, so the textarea goes where the button is.
  (near?.parentElement ?? document.body).append(area);
  area.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    area.remove();
    back?.focus();
  }
}

/** The last resort: marks the element's text so that Ctrl-C takes it. */
export function selectText(element: HTMLElement | null) {
  if (!element) return;
  const range = document.createRange();
  range.selectNodeContents(element);
  const selection = window.getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
}
