const PATHS = {
  chevron: 'm4.5 6.5 3.5 3.5 3.5-3.5',
  check: 'm3.5 8.5 3 3 6-7',
  run: 'M5 3.2v9.6l7.6-4.8z',
  stop: 'M4.5 4.5h7v7h-7z',
  sun: 'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6M8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M12.6 3.4l-.7.7M4.1 11.9l-.7.7',
  moon: 'M13 9.4A5.4 5.4 0 1 1 6.6 3a4.3 4.3 0 0 0 6.4 6.4z',
  copy: 'M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z',
  tidy: 'M2.5 4h11M2.5 8h7M2.5 12h9',
  withheld: 'M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2M4 12 12 4',
  key: 'M10.2 2.5a3.3 3.3 0 1 0 0 6.6 3.3 3.3 0 0 0 0-6.6M7.8 8.2 2.5 13.5M4.5 11.5l1.8 1.8',
} as const;

/** A line icon of 16 units; always beside words or inside a button that has a name of its own. */
export function Icon({ name }: { readonly name: keyof typeof PATHS }) {
  const isSolid = name === 'run' || name === 'stop';
  return (
    <svg className={isSolid ? 'icon icon-solid' : 'icon'} viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
