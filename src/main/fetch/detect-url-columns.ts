import { type ChosenColumns, FETCH_ROLES, type FetchColumns, type FetchRole } from '../../shared/fetch.ts';
import { hasImageName } from '../../workers/scan/is-image-file.ts';
import { rankAmong } from '../predictions/detect-column-names.ts';
import type { HeadColumn } from '../predictions/detect-columns.ts';
import type { Cell } from '../predictions/prediction-file.ts';

/** Names that columns go by, the likeliest first, as `columnKey` writes them. */
const NAMES: Readonly<Record<FetchRole, readonly string[]>> = {
  url: [
    ...['url', 'image_url', 'img_url', 'original_url', 'originalurl', 'image_link', 'picture_url', 'photo_image_url'],
    ...['coco_url', 'flickr_url', 'download_url', 'src', 'uri', 'link', 'thumbnail300kurl', 'thumbnail_url'],
  ],
  key: ['key', 'imageid', 'image_id', 'img_id', 'id', 'uid', 'sample_id', 'photo_id', 'file_name', 'filename', 'name'],
  licence: ['license', 'licence', 'license_url', 'licence_url', 'rights', 'usage_rights', 'license_name', 'licence_name'],
  label: ['label', 'class', 'class_name', 'category', 'category_name', 'label_name', 'labelname', 'target', 'labels'],
  caption: ['caption', 'text', 'alt_text', 'alt', 'description', 'captions', 'title'],
};

const URL_TEXT = /^\s*https?:\/\/\S/i;
/** Of the cells that are not empty. */
const LEAST_SHARE = 0.5;

/**
 * Tells by names and content what the columns of a table hold.
 * @param head the first rows, column by column
 * @param chosen what a person said
 */
export function detectUrlColumns(head: readonly HeadColumn[], chosen: ChosenColumns = {}): FetchColumns {
  const found: Record<FetchRole, string | null> = { url: null, key: null, licence: null, label: null, caption: null };
  const taken = new Set(FETCH_ROLES.map((role) => chosen[role]));
  for (const role of FETCH_ROLES) {
    const free = head.filter(({ name }) => !taken.has(name));
    found[role] = chosen[role] === undefined ? (best(role, free)?.name ?? null) : chosen[role];
    taken.add(found[role]);
  }
  return found;
}

function best(role: FetchRole, head: readonly HeadColumn[]): HeadColumn | undefined {
  if (role === 'url') return bestUrl(head);
  return byName(head.filter(role === 'key' ? hasDifferentValues : hasValues), NAMES[role]);
}

/** A column of addresses: that of the likeliest name, else the one with most names of images. */
function bestUrl(head: readonly HeadColumn[]): HeadColumn | undefined {
  const candidates = head.filter(({ cells }) => share(cells, (text) => URL_TEXT.test(text)) >= LEAST_SHARE);
  const images = ({ cells }: HeadColumn): number => share(cells, isImageUrl);
  return byName(candidates, NAMES.url) ?? candidates.toSorted((a, b) => images(b) - images(a))[0];
}

function byName(head: readonly HeadColumn[], names: readonly string[]): HeadColumn | undefined {
  const ranked = head.map((column) => ({ column, rank: rankAmong(names, column.name) }));
  return ranked.filter(({ rank }) => rank < names.length).toSorted((a, b) => a.rank - b.rank)[0]?.column;
}

function hasValues({ cells }: HeadColumn): boolean {
  return textsOf(cells).length > 0;
}

/** A name has to be of one row alone. */
function hasDifferentValues({ cells }: HeadColumn): boolean {
  const texts = textsOf(cells);
  return texts.length === cells.length && new Set(texts).size === texts.length;
}

function share(cells: readonly Cell[], fits: (text: string) => boolean): number {
  const texts = textsOf(cells);
  return texts.length === 0 ? 0 : texts.filter(fits).length / texts.length;
}

function textsOf(cells: readonly Cell[]): readonly string[] {
  return cells
    .filter((cell) => typeof cell === 'string' || typeof cell === 'number')
    .map((cell) => String(cell).trim())
    .filter(Boolean);
}

function isImageUrl(text: string): boolean {
  return hasImageName(URL.parse(text)?.pathname ?? '');
}
