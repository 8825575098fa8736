export interface BareGrid {
  readonly dataset: string;
  readonly samples: number;
  readonly columns: number;
  readonly cell: number;
}

/**
 * Runs in the page, in place of all that is there: rows of pictures below each other in one scroller, made as they come into view,
 * and nothing else. What this browser needs to draw thumbnails that pass, whoever shows them.
 */
export function showBareGrid({ dataset, samples, columns, cell }: BareGrid): void {
  const pitch = cell + 8;
  document.body.innerHTML =
    '<div role="grid" style="position:fixed;inset:0;overflow:hidden scroll"><div style="position:relative"></div></div>';
  const view = document.body.firstElementChild as HTMLElement;
  const content = view.firstElementChild as HTMLElement;
  content.style.height = `${Math.ceil(samples / columns) * pitch}px`;
  const rows = new Map<number, HTMLElement>();
  const show = (): void => {
    const first = Math.max(0, Math.floor(view.scrollTop / pitch) - 2);
    const end = Math.ceil((view.scrollTop + view.clientHeight) / pitch) + 2;
    for (const [row, element] of rows) {
      if (row >= first && row < end) continue;
      for (const image of element.querySelectorAll('img')) image.src = '';
      element.remove();
      rows.delete(row);
    }
    for (let row = first; row < end; row++) {
      if (rows.has(row)) continue;
      const element = document.createElement('div');
      element.style.cssText = `position:absolute;display:flex;gap:8px;top:${row * pitch}px`;
      for (let column = 0; column < columns; column++) {
        const image = document.createElement('img');
        image.dataset.bare = '';
        image.src = `api/datasets/${dataset}/thumbs/${row * columns + column + 1}?v=bare`;
        image.style.cssText = `width:${cell}px;height:${cell}px;object-fit:contain`;
        element.append(image);
      }
      content.append(element);
      rows.set(row, element);
    }
  };
  view.addEventListener('scroll', show, { passive: true });
  show();
}
