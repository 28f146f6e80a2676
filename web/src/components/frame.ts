/** Where the picture lies in its box, in pixels. Pure. */

export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where a picture lies that is shown whole in a box (`object-fit: contain`). */
export function containIn(boxWidth: number, boxHeight: number, aspect: number): Frame {
  const width = Math.min(boxWidth, boxHeight * aspect);
  const height = width / aspect;
  return { left: (boxWidth - width) / 2, top: (boxHeight - height) / 2, width, height };
}
