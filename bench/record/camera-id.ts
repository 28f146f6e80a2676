/** The id under which the benchmark records a camera of the farm. */
export const cameraIdOf = (index: number): string => `bench-${String(index).padStart(3, '0')}`;
