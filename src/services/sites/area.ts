/** A circle on the globe: its bounds for a query by index, and the exact distance for what is within them. */

export interface Area {
  /** WGS 84 degrees. */
  readonly latitude: number;
  readonly longitude: number;
  readonly radiusM: number;
}

const earthRadiusM = 6_371_008.8;
const degree = Math.PI / 180;

export function boundsOf({ latitude, longitude, radiusM }: Area) {
  const reach = radiusM / earthRadiusM / degree;
  const south = Math.max(-90, latitude - reach);
  const north = Math.min(90, latitude + reach);
  const widest = Math.sin(reach * degree) / Math.cos(latitude * degree);
  const aroundPole = south === -90 || north === 90 || reach >= 90 || widest >= 1;
  const side = aroundPole ? 180 : Math.asin(widest) / degree;
  return aroundPole
    ? { south, north, west: -180, east: 180 }
    : { south, north, west: wrap(longitude - side), east: wrap(longitude + side) };
}

export function isInside(
  area: Area,
  point: { readonly latitude: number | null; readonly longitude: number | null },
): boolean {
  if (point.latitude === null || point.longitude === null) return false;
  const halfLatitude = Math.sin(((point.latitude - area.latitude) * degree) / 2);
  const halfLongitude = Math.sin(((point.longitude - area.longitude) * degree) / 2);
  const haversine =
    halfLatitude ** 2 +
    Math.cos(area.latitude * degree) * Math.cos(point.latitude * degree) * halfLongitude ** 2;
  return 2 * earthRadiusM * Math.asin(Math.min(1, Math.sqrt(haversine))) <= area.radiusM;
}

function wrap(longitude: number): number {
  return longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude;
}
