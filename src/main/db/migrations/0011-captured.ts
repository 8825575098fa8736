/** When pictures were taken, as the camera says. Known of samples of before once they are decoded by today's checks. */
export const captured = `
  -- Milliseconds of the camera's clock, as if it showed UTC; null where the file does not say.
  ALTER TABLE sample ADD COLUMN captured_ms INTEGER;
`;
