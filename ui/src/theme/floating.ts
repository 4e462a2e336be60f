/** Where menus, dialogs and notices are drawn: beside the page, in a landmark of their own, so that screen readers find them. */
export function floatingPlace(): HTMLElement {
  const id = "floating";
  const known = document.getElementById(id);
  if (known !== null) {
    return known;
  }
  const place = document.createElement("aside");
  place.id = id;
  document.body.append(place);
  return place;
}
