import type { CarriedField } from '../../shared/carried-field.ts';
import { nameOfCarried } from '../../shared/carried-field.ts';
import { WinnowError } from '../../shared/errors.ts';
import { didYouMean } from '../../shared/query-problem.ts';

/** Names that are listed; a table may have hundreds of columns. */
const MOST_NAMES = 20;

/** @param known names of the fields that there are */
export function unknownCarried(field: CarriedField, known: readonly string[]): WinnowError {
  if (known.length === 0) {
    const how = 'They come from tables and other annotation files; "winnow labels" shows which are read.';
    return new WinnowError('bad_query', `This dataset has no fields beside its own, which "${field}" asks for. ${how}`);
  }
  const hint = didYouMean(nameOfCarried(field), known);
  const more = known.length > MOST_NAMES ? ` and ${known.length - MOST_NAMES} more` : '';
  const names = known.slice(0, MOST_NAMES).join(', ');
  return new WinnowError('bad_query', `There is no field "${field}".${hint} Expected "field." and one of ${names}${more}.`);
}
