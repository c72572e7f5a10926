/**
 * When the frame is shown that stands for a clip which nobody has moved: a tenth into it but at most one second, for the
 * very first frame is black in many.
 */
export function posterTimeS(durationS: number): number {
  return Math.min(1, durationS / 10)
}
