import type { SyntheticEvent } from 'react';

/** A button pressed by pointer does not take the focus: Enter means the suggestion, not that button again. */
export function keepFocus(event: SyntheticEvent): void {
  event.preventDefault();
}
