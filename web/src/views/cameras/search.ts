/** What the cameras page shows, as it stands in the address. */
export interface CameraSearch {
  /** The dialog for a new camera. */
  readonly add?: true;
  /** Only those. */
  readonly show?: 'offline';
}

export function parseCameraSearch({ add, show }: Record<string, unknown>): CameraSearch {
  return {
    ...(add === true || add === 'true' ? { add: true } : {}),
    ...(show === 'offline' ? { show } : {}),
  };
}
