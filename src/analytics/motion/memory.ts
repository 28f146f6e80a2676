/** What a memory of the background goes through when the camera has moved. */

/** Bilinear; what comes in from outside of the picture repeats its edge. */
export function moveCells(
  memory: Uint16Array,
  scratch: Uint16Array,
  x: number,
  y: number,
  columns: number,
): void {
  const fromX = x > 0 ? -1 : 1;
  const fromY = y > 0 ? -columns : columns;
  const partX = Math.abs(x);
  const partY = Math.abs(y);
  scratch.set(memory);
  for (let i = 0, column = 0; i < memory.length; i++) {
    const besides = column + fromX >= 0 && column + fromX < columns ? fromX : 0;
    const above = i + fromY >= 0 && i + fromY < memory.length ? fromY : 0;
    const here = scratch[i]! * (1 - partX) + scratch[i + besides]! * partX;
    const there = scratch[i + above]! * (1 - partX) + scratch[i + above + besides]! * partX;
    memory[i] = here * (1 - partY) + there * partY;
    column = column + 1 === columns ? 0 : column + 1;
  }
}
