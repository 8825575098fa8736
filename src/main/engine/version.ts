import manifest from '../../../package.json' with { type: 'json' };

/** Version of this Winnow, from package.json. */
export const WINNOW_VERSION: string = manifest.version;
