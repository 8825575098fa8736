/** A menu of the header and of the desktop app: sections of ids of actions. */
export interface ActionMenu {
  readonly title: string;
  readonly sections: readonly (readonly string[])[];
}

/** What of the registry stands in menus. Steps and what belongs to one place only have keys, the palette, or a context menu. */
export const MENUS: readonly ActionMenu[] = [
  {
    title: 'File',
    sections: [
      ['dataset.export', 'app.fetch'],
      ['dataset.embed', 'dataset.predictions', 'dataset.auto-clean'],
      ['dataset.close'],
    ],
  },
  {
    title: 'Edit',
    sections: [
      ['decide.undo', 'decide.redo', 'decide.history'],
      ['select.all', 'find.search'],
    ],
  },
  {
    title: 'View',
    sections: [
      ['look.arranged', 'look.map', 'look.confusion', 'look.review', 'look.skew', 'look.report'],
      ['look.sidebar', 'look.details', 'look.boxes'],
      ['look.larger-thumbnails', 'look.smaller-thumbnails'],
      ['app.theme-system', 'app.theme-light', 'app.theme-dark'],
    ],
  },
  {
    title: 'Samples',
    sections: [
      ['decide.remove', 'decide.keep', 'decide.tag', 'decide.label', 'decide.not-issue'],
      ['find.more-like', 'find.less-like'],
      ['sample.copy-path', 'sample.show-in-folder'],
    ],
  },
  { title: 'Help', sections: [['app.commands', 'app.keys']] },
];
