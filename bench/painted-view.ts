/** Runs in the page: notes from now on when it was scrolled last. */
export function noteScrolls(): void {
  Object.assign(globalThis, { benchScrolledMs: performance.now() });
  addEventListener('scroll', () => Object.assign(globalThis, { benchScrolledMs: performance.now() }), {
    capture: true,
    passive: true,
  });
}

/**
 * Runs in the page: waits until every thumbnail in the view is fetched, decoded and drawn, and stays so while nothing scrolls.
 * @returns ms from the last scroll until then, and how many there are; 0 where all were there by then
 */
export async function whenPainted(): Promise<{ readonly ms: number; readonly shown: number }> {
  const QUIET_MS = 400;
  const LONGEST_MS = 20_000;
  const start = performance.now();
  const scrolled = (): number => (globalThis as unknown as { benchScrolledMs?: number }).benchScrolledMs ?? start;
  const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));
  const inView = (element: Element): boolean => {
    const view = element.closest('[role=grid]')?.getBoundingClientRect();
    const box = element.getBoundingClientRect();
    return view !== undefined && box.bottom > view.top && box.top < view.bottom;
  };
  // The original of one that is shown larger than its thumbnail lies over it.
  const thumbnailOf = (cell: Element): HTMLImageElement | null =>
    cell instanceof HTMLImageElement ? cell : cell.querySelector<HTMLImageElement>('img[src*="/thumbs/"]');
  // Null: something is missing.
  const look = (): readonly Element[] | null => {
    const sheet = document.querySelector<HTMLElement>('[data-sheet]');
    if (sheet !== null) return sheet.dataset.missing === '0' && Number(sheet.dataset.shown) > 0 ? [] : null;
    const cells = [...document.querySelectorAll('[role=gridcell][data-sample], [data-bare]')].filter(inView);
    const isThere = cells.every((cell) => {
      const image = thumbnailOf(cell);
      return image === null ? cell.querySelector('[data-status]') !== null : image.complete && image.naturalWidth > 0;
    });
    return cells.length > 0 && isThere ? cells : null;
  };
  let doneMs: number | null = null;
  let shown = 0;
  while (performance.now() - start < LONGEST_MS) {
    const cells = look();
    if (cells === null) doneMs = null;
    else if (doneMs === null) {
      await Promise.all(
        cells.map((cell) =>
          thumbnailOf(cell)
            ?.decode()
            .catch(() => undefined),
        ),
      );
      await frame();
      await frame();
      doneMs = performance.now();
      shown = cells.length || Number(document.querySelector<HTMLElement>('[data-sheet]')?.dataset.shown);
    }
    if (doneMs !== null && performance.now() - scrolled() > QUIET_MS) return { ms: Math.max(0, doneMs - scrolled()), shown };
    await frame();
  }
  return { ms: Number.POSITIVE_INFINITY, shown };
}
