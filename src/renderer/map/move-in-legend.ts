import type { KeyboardEvent } from 'react';

/** Up and down from line to line of the legend; Alt with Enter leaves one alone, as a click does. */
export function moveInLegend(event: KeyboardEvent<HTMLUListElement>): void {
  const { activeElement } = document;
  if (!(activeElement instanceof HTMLElement)) return;
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step !== 0) {
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
    rows[rows.indexOf(activeElement) + step]?.focus();
  } else if (event.altKey && (event.key === 'Enter' || event.key === ' ')) {
    activeElement.dispatchEvent(new globalThis.MouseEvent('click', { bubbles: true, altKey: true }));
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}
