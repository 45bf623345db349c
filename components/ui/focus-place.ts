const PLACES = "section[aria-labelledby], section[aria-label], #main";

/** The named parts of the page that an element stands in, the nearest first; the page itself is the last. */
export function placesOf(element: Element): HTMLElement[] {
  const places: HTMLElement[] = [];
  for (let place = element.closest<HTMLElement>(PLACES); place; place = above(place)) places.push(place);
  return places;
}

const above = (place: HTMLElement) => place.parentElement?.closest<HTMLElement>(PLACES) ?? null;

/** Puts the focus on a part of the page: its name is read out, and Tab goes on from there. */
export function focusPlace(place: HTMLElement | undefined): void {
  if (!place) return;
  if (!place.hasAttribute("tabindex")) {
    place.tabIndex = -1;
    place.addEventListener("blur", () => place.removeAttribute("tabindex"), { once: true });
  }
  place.focus({ preventScroll: true });
}
