import { csvLine, quoted } from './csv.ts';
import type { ExportLayout, LayoutContext } from './export-layout.ts';
import { placeAsInSource } from './place-as-in-source.ts';

/** `label-fixes.csv`: the samples whose label the user changed, with the one before and the one after; a missing one is empty. */
export function labelFixesLayout({ pathOf }: Pick<LayoutContext, 'pathOf'>): ExportLayout {
  return {
    place: placeAsInSource(),
    tables: [
      {
        path: 'label-fixes.csv',
        sections: [
          {
            head: csvLine(['path', 'label_before', 'label_after', 'source'].map(quoted)),
            row(row) {
              const { label, labelBefore, path } = row;
              return labelBefore === undefined ? '' : csvLine([pathOf(row), labelBefore, label, path].map(quoted));
            },
            foot: '',
          },
        ],
      },
    ],
  };
}
