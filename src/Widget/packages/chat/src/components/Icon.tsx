const paths = {
  send: 'M4.4 19.6 20.5 12 4.4 4.4l-.1 5.9L15.8 12 4.3 13.7z',
  down: 'M6 9.5l6 6 6-6',
  close: 'M6 9.5l6 6 6-6',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  cross: 'M7 7l10 10M17 7L7 17',
  external: 'M14 5h5v5M19 5l-8 8M10 6H7a2 2 0 0 0-2 2v9a2 2 0 0 0 2 2h9a2 2 0 0 0 2-2v-3',
  copy: 'M9 9h9v10H9zM6 15V5h9',
  bot: 'M12 4v3M6.5 8.5h11a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2h-11a2 2 0 0 1-2-2v-6a2 2 0 0 1 2-2zM9.3 13v.6M14.7 13v.6',
  clip: 'M19 11.5l-7.300 7.300a4.500 4.500 0 0 1-6.400-6.400l7.600-7.600a3 3 0 0 1 4.300 4.300l-7.600 7.500a1.500 1.500 0 0 1-2.100-2.100l6.900-6.900',
  file: 'M7 4h7l4 4v12H7zM14 4v4h4',
  people: 'M9 11.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3.5 18.5c.5-3 2.6-4.5 5.500-4.500s5 1.500 5.500 4.500M16 6a3 3 0 0 1 0 5.500M17.500 14.300c1.700.600 2.800 2 3 4.200',
} as const;

/** Drawn in the text's colour and size; always decorative, the words stand beside it or in a label. */
export function Icon({ name }: { readonly name: keyof typeof paths }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" width="1em" height="1em" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
