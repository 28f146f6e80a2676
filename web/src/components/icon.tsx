/** The icons, drawn with a 24 px grid and lines of 1.75 px. They are decoration: the control that holds one has the label. */

const paths = {
  wall: 'M4 5h7v6H4zM13 5h7v6h-7zM4 13h7v6H4zM13 13h7v6h-7z',
  camera: 'M4 7.5h10a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2zM16 11l6-3.5v9L16 13',
  system: 'M4 4h16v6H4zM4 14h16v6H4zM7.5 7h.01M7.5 17h.01M12 7h5M12 17h5',
  logout: 'M10 4H5v16h5M15 8l4 4-4 4M19 12H9',
  help: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1 1-1.1 1.8M12 16.8h.01',
  plus: 'M12 5v14M5 12h14',
  play: 'M8 5.5v13l10-6.5z',
  pause: 'M8.5 5v14M15.5 5v14',
  stepBack: 'M17 6v12l-8-6zM6 6v12',
  stepForward: 'M7 6v12l8-6zM18 6v12',
  back10: 'M11 7L6 12l5 5M18 7l-5 5 5 5',
  forward10: 'M13 7l5 5-5 5M6 7l5 5-5 5',
  live: 'M12 13.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3zM7.8 16.2a6 6 0 0 1 0-8.4M16.2 7.8a6 6 0 0 1 0 8.4M5 19a10 10 0 0 1 0-14M19 5a10 10 0 0 1 0 14',
  fullScreen: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
  exitFullScreen: 'M9 4v5H4M15 4v5h5M9 20v-5H4M15 20v-5h5',
  snapshot: 'M4 8h3.5L9 5.5h6L16.5 8H20v11H4zM12 16.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4z',
  soundOn: 'M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11',
  soundOff: 'M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM16 9.5l5 5M21 9.5l-5 5',
  cut: 'M6 9a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM6 20a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM8.2 7.8L20 18M8.2 16.2L20 6',
  download: 'M12 4v11M7 10.5l5 5 5-5M4.5 19.5h15',
  trash: 'M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 12.5h9l1-12.5M10 10.5v5.5M14 10.5v5.5',
  edit: 'M4 20l1-4.5L16.5 4 20 7.5 8.5 19zM14 6.5l3.5 3.5',
  back: 'M19 12H5M11 6l-6 6 6 6',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L20 20',
  close: 'M6 6l12 12M18 6L6 18',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  warning: 'M12 4L2.5 20h19zM12 10v4.5M12 17.3h.01',
  offline:
    'M3 3l18 18M16 11l6-3.5v9l-2.5-1.4M14 16.5H4a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2h1.5M10 7.5h4a2 2 0 0 1 2 2V13',
  zoomIn: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L20 20M10.5 7.5v6M7.5 10.5h6',
  zoomOut: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L20 20M7.5 10.5h6',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  previous: 'M15 6l-6 6 6 6',
  next: 'M9 6l6 6-6 6',
  lock: 'M6 10.5h12V20H6zM8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5',
  disk: 'M4 6.5C4 5 7.6 4 12 4s8 1 8 2.5v11c0 1.5-3.6 2.5-8 2.5s-8-1-8-2.5zM4 6.5C4 8 7.6 9 12 9s8-1 8-2.5M4 12c0 1.5 3.6 2.5 8 2.5s8-1 8-2.5',
  undo: 'M9 14L4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3',
  redo: 'M15 14l5-5-5-5M20 9H10a6 6 0 0 0 0 12h3',
  analytics: 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M7.5 13l3-3.5 2.5 3 3.5-4.5M7 16h10',
  events: 'M4 6h16M4 12h16M4 18h10M18.5 18.5h.01',
  bell: 'M6 17h12l-1.5-2.5V10a4.5 4.5 0 0 0-9 0v4.5zM10 20h4',
  scenario: 'M5 4h6v5H5zM13 15h6v5h-6zM8 9v3.5a2 2 0 0 0 2 2h3M16 15V4',
  shield: 'M12 3.5l7.5 2.8v5.2c0 4.6-3.1 7.7-7.5 9-4.4-1.3-7.5-4.4-7.5-9V6.3zM8.8 12l2.3 2.3 4.3-4.6',
  shieldOff: 'M12 3.5l7.5 2.8v5.2c0 4.6-3.1 7.7-7.5 9-4.4-1.3-7.5-4.4-7.5-9V6.3z',
  refresh: 'M19.5 12a7.5 7.5 0 1 1-2.2-5.3M19.5 3.5v4h-4',
  heat: 'M12 21c-3.6 0-6-2.4-6-5.7C6 11 10 9 10.5 3.5c3 1.7 4 4.3 3.7 6.8 1-.5 1.6-1.4 1.8-2.4 1.4 1.7 2 3.9 2 6.4 0 4-2.4 6.7-6 6.7z',
  motion:
    'M13.5 6.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM8 11l3-3 3 1 2 3h3M11 8l-1.5 6 3.5 2 1 5M9.5 14L8 18l-3.5 2',
  person: 'M12 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM5 20c.5-4 3-6 7-6s6.5 2 7 6',
  filter: 'M4 5.5h16l-6 7v6l-4-2v-4z',
  record: 'M12 19a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  crossing: 'M12 3v18M4 12h12M12.5 8.5L16 12l-3.5 3.5M19.5 12h.01',
  zone: 'M5 6l9-2 6 7-4 9-11-3z',
  counting: 'M8 20V5M4.5 8.5L8 5l3.5 3.5M16 4v15M12.5 15.5L16 19l3.5-3.5',
  scene:
    'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2.5v2.5M12 19v2.5M2.5 12H5M19 12h2.5M5.3 5.3L7 7M17 17l1.7 1.7M18.7 5.3L17 7M7 17l-1.7 1.7',
  plate: 'M3 7.5h18v9H3zM7 14v-3.5M10.5 14v-3.5M14 10.5h3.5M14 14h3.5',
  box: 'M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8',
  input: 'M4 12h10M10 7.5L14.5 12 10 16.5M14 4.5h5.5v15H14',
  previousEvent: 'M14 7l-5 5 5 5M5 6v12M18.5 12h.01',
  nextEvent: 'M10 7l5 5-5 5M19 6v12M5.5 12h.01',
} as const;

export type IconName = keyof typeof paths;

const filled = new Set<IconName>(['play']);

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill={filled.has(name) ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
