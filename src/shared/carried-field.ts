/** What annotation files say of samples under a name of their own: `field.camera`. */
export type CarriedField = `field.${string}`;
const CARRIED = 'field.';
export const isCarriedField = (field: string): field is CarriedField =>
  field.startsWith(CARRIED) && field.length > CARRIED.length;
export const carriedField = (name: string): CarriedField => `${CARRIED}${name}`;
export const nameOfCarried = (field: CarriedField): string => field.slice(CARRIED.length);
