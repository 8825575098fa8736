/** 1 for a square, towards 0 the wider or taller a picture is. @param width px @param height px */
export const oddAspectRatioScore = (width: number, height: number): number => Math.min(width / height, height / width);
