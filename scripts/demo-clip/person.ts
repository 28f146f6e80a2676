/** People: jointed figures that walk, from the side when they cross the street and from the front or back along it. */
import { shadow } from './backdrop.ts';
import { standing } from './perspective.ts';

export interface PersonLook {
  readonly coat: string;
  readonly trousers: string;
  readonly skin: string;
  readonly hair: string;
  readonly heightM: number;
  readonly bag?: string;
}

export type Heading = 'left' | 'right' | 'towards' | 'away';

/** Of a figure 1.75 m tall. */
const hipY = 0.92;
const thigh = 0.44;
const shin = 0.44;
const shoulderY = 1.42;
const arm = 0.3;

/** Metres of a whole cycle (two steps). */
export const strideM = 1.36;

/** A person `walkedM` metres into the walk. */
export function person(look: PersonLook, x: number, z: number, heading: Heading, walkedM: number): string {
  const phase = (walkedM / strideM) * 2 * Math.PI;
  const figure =
    heading === 'left' || heading === 'right' ? fromSide(look, phase) : fromFront(look, phase, heading);
  const flip = heading === 'left' ? -1 : 1;
  const size = look.heightM / 1.75;
  return (
    shadow(x - 0.25, z, 0.42, 0.32) +
    standing(x, z, `<g transform="scale(${(flip * size).toFixed(3)} ${size.toFixed(3)})">${figure}</g>`)
  );
}

function limb(points: readonly (readonly [number, number])[], width: number, colour: string): string {
  const path = points
    .map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(3)} ${(-y).toFixed(3)}`)
    .join('');
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;
}

function fromSide(look: PersonLook, phase: number): string {
  const bob = 0.02 * Math.cos(2 * phase);
  const leg = (p: number, shade: string): string => {
    const hipAngle = 0.46 * Math.sin(p);
    const bend = 0.12 + 0.75 * Math.max(0, Math.cos(p + 0.35));
    const knee: [number, number] = [thigh * Math.sin(hipAngle), hipY + bob - thigh * Math.cos(hipAngle)];
    const shinAngle = hipAngle - bend;
    const ankle: [number, number] = [
      knee[0] + shin * Math.sin(shinAngle),
      knee[1] - shin * Math.cos(shinAngle),
    ];
    const toe: [number, number] = [
      ankle[0] + 0.17 * Math.cos(shinAngle * 0.6),
      ankle[1] + 0.17 * Math.sin(shinAngle * 0.6) - 0.015,
    ];
    return limb([[0, hipY + bob], knee, ankle], 0.15, shade) + limb([ankle, toe], 0.09, '#24211f');
  };
  const armAt = (p: number, shade: string): string => {
    const angle = 0.5 * Math.sin(p);
    const elbow: [number, number] = [arm * Math.sin(angle), shoulderY + bob - arm * Math.cos(angle)];
    const lower = angle + 0.3 + 0.2;
    const hand: [number, number] = [elbow[0] + 0.27 * Math.sin(lower), elbow[1] - 0.27 * Math.cos(lower)];
    return (
      limb([[0, shoulderY + bob], elbow, hand], 0.1, shade) +
      `<circle cx="${hand[0]}" cy="${-hand[1]}" r="0.05" fill="${look.skin}"/>`
    );
  };
  const bag =
    look.bag === undefined
      ? ''
      : `<rect x="-0.33" y="${-1.42 - bob}" width="0.2" height="0.42" rx="0.08" fill="${look.bag}"/>`;
  return [
    armAt(phase, darker(look.coat)),
    leg(phase + Math.PI, darker(look.trousers)),
    leg(phase, look.trousers),
    bag,
    `<path d="M-0.13 ${-1.5 - bob} Q0.02 ${-1.56 - bob} 0.14 ${-1.46 - bob} L0.15 ${-0.86 - bob} Q0 ${-0.8 - bob} -0.15 ${-0.86 - bob} Z" fill="${look.coat}"/>`,
    head(look, 0.02, bob, 'side'),
    armAt(phase + Math.PI, shaded(look.coat)),
  ].join('');
}

function fromFront(look: PersonLook, phase: number, heading: 'towards' | 'away'): string {
  const bob = 0.02 * Math.cos(2 * phase);
  const sway = 0.015 * Math.sin(phase);
  const leg = (side: number, p: number): string => {
    const lift = 0.11 * Math.max(0, Math.sin(p));
    const ahead = 0.03 * Math.cos(p);
    const foot: [number, number] = [side * 0.11, 0.05 + lift + ahead];
    const knee: [number, number] = [side * 0.115, 0.5 + lift * 0.7];
    return (
      limb(
        [[side * 0.09 + sway, hipY + bob], knee, foot],
        0.155,
        side > 0 ? darker(look.trousers) : look.trousers,
      ) + limb([foot, [side * 0.125, foot[1] - 0.02]], 0.11, '#24211f')
    );
  };
  const armAt = (side: number, p: number): string => {
    const reach = 0.07 * Math.sin(p);
    const hand: [number, number] = [side * 0.3 + sway, 0.88 + bob + reach];
    return `${limb(
      [[side * 0.2 + sway, 1.42 + bob], [side * 0.28 + sway, 1.14 + bob + reach * 0.4], hand],
      0.1,
      shaded(look.coat),
    )}<circle cx="${hand[0].toFixed(3)}" cy="${(-hand[1]).toFixed(3)}" r="0.052" fill="${look.skin}"/>`;
  };
  const strap =
    look.bag === undefined || heading === 'towards'
      ? ''
      : `<rect x="-0.16" y="${-1.44 - bob}" width="0.32" height="0.42" rx="0.09" fill="${look.bag}"/>`;
  return [
    leg(-1, phase),
    leg(1, phase + Math.PI),
    armAt(-1, phase + Math.PI),
    armAt(1, phase),
    `<path d="M${-0.21 + sway} ${-1.48 - bob} Q0 ${-1.57 - bob} ${0.21 + sway} ${-1.48 - bob} L${0.17 + sway} ${-0.86 - bob} Q0 ${-0.81 - bob} ${-0.17 + sway} ${-0.86 - bob} Z" fill="${look.coat}"/>`,
    heading === 'towards'
      ? `<path d="M${sway} ${-1.5 - bob} V${-0.86 - bob}" stroke="${darker(look.coat)}" stroke-width="0.02"/>`
      : '',
    strap,
    head(look, sway, bob, heading),
  ].join('');
}

function head(look: PersonLook, x: number, bob: number, view: 'side' | 'towards' | 'away'): string {
  const y = -1.645 - bob;
  const neck = `<rect x="${x - 0.045}" y="${y + 0.06}" width="0.09" height="0.12" fill="${shaded(look.skin)}"/>`;
  if (view === 'away')
    return `${neck}<ellipse cx="${x}" cy="${y}" rx="0.098" ry="0.12" fill="${look.hair}"/>`;
  const face = `<ellipse cx="${x}" cy="${y}" rx="0.092" ry="0.115" fill="${look.skin}"/>`;
  if (view === 'side') {
    return `${neck}${face}<path d="M${x + 0.06} ${y - 0.085} A0.105 0.125 0 1 0 ${x - 0.05} ${y + 0.09} Q${x - 0.02} ${y - 0.03} ${x + 0.06} ${y - 0.085} Z" fill="${look.hair}"/>`;
  }
  const eye = (side: number) =>
    `<circle cx="${x + side * 0.035}" cy="${y - 0.005}" r="0.012" fill="#2b2320"/>`;
  return `${neck}${face}${eye(-1)}${eye(1)}<path d="M${x - 0.03} ${y + 0.055} Q${x} ${y + 0.07} ${x + 0.03} ${y + 0.055}" stroke="#9c5b4c" stroke-width="0.012" fill="none"/>
    <path d="M${x - 0.1} ${y} Q${x - 0.1} ${y - 0.135} ${x} ${y - 0.13} Q${x + 0.1} ${y - 0.135} ${x + 0.1} ${y} Q${x + 0.07} ${y - 0.07} ${x} ${y - 0.07} Q${x - 0.07} ${y - 0.07} ${x - 0.1} ${y} Z" fill="${look.hair}"/>`;
}

function darker(colour: string): string {
  return mixed(colour, 0.72);
}

function shaded(colour: string): string {
  return mixed(colour, 0.87);
}

function mixed(colour: string, factor: number): string {
  const channels = [1, 3, 5].map((at) => Math.round(Number.parseInt(colour.slice(at, at + 2), 16) * factor));
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
