const paths = {
  hash: 'M9 4 7 20M17 4l-2 16M4.5 9h16M3.5 15h16',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  send: 'M4 12 20 4l-5 16-3.5-6.5L4 12zm7.5 1.5L20 4',
  reply: 'M5 5h14v10H10l-5 4V5zM9 9h6M9 12h3',
  close: 'M6 6l12 12M18 6 6 18',
  back: 'M14 6l-6 6 6 6',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  server: 'M4 5h16v6H4zM4 13h16v6H4zM7.5 8h.01M7.5 16h.01',
  quote: 'M10 7H5v6h4c0 2-1 3-3 4M19 7h-5v6h4c0 2-1 3-3 4',
  panel: 'M4 5h16v14H4zM14 5v14',
  ding: 'M5 4c4 2.500 9 4 14 4.600-.400 2-1.300 3.600-2.600 5.100h2L10 21l1.700-4.800H9.400l1-2.300C8 13 6.600 11.500 6.400 9.500l3.600.900C7.400 8.800 5.800 6.700 5 4z',
  chat: 'M4 5h16v11H10l-5 4v-4H4z',
};

export function Icon({ name }: { name: keyof typeof paths }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
