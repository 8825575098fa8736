/** Has what is focused asked for its context menu, as a pointer would: what `aria-activedescendant` names, where it does. */
export function openMenuAtFocus(): void {
  const focused = document.activeElement;
  if (focused === null) return;
  const named = focused.getAttribute('aria-activedescendant');
  const about = (named === null ? null : document.getElementById(named)) ?? focused;
  const { left, top, width, height } = about.getBoundingClientRect();
  // Inside of it, and of the window, whatever sticks out.
  const clientX = Math.min(Math.max(left + width / 2, 0), innerWidth - 1);
  const clientY = Math.min(Math.max(top + height / 2, 0), innerHeight - 1);
  about.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, clientX, clientY }));
}
