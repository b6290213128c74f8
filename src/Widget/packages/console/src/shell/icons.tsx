import type { ReactNode, SVGProps } from 'react';

/** The console's own line icons: 24-unit grid, decorative, named by the text beside them. */
function icon(...paths: readonly ReactNode[]) {
  return function Icon({ size = 18, ...props }: SVGProps<SVGSVGElement> & { size?: number }) {
    return (
      <svg
        width={size}
        height={size}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth={1.8}
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        focusable="false"
        {...props}
      >
        {paths.map((path, index) => (
          <g key={index}>{path}</g>
        ))}
      </svg>
    );
  };
}

const p = (d: string) => <path d={d} />;
const c = (cx: number, cy: number, r: number) => <circle cx={cx} cy={cy} r={r} />;
const r = (x: number, y: number, width: number, height: number, rx: number) => (
  <rect x={x} y={y} width={width} height={height} rx={rx} />
);

export const ClockIcon = icon(c(12, 12, 8.5), p('M12 7.5V12l3 2'));
export const PersonIcon = icon(c(12, 8, 3.7), p('M4.5 20c1-4 4-5.8 7.5-5.8s6.5 1.8 7.5 5.8'));
export const PeopleIcon = icon(
  c(9, 8.5, 3.2),
  p('M2.8 19.5c.8-3.6 3.2-5.2 6.2-5.2s5.4 1.6 6.2 5.2'),
  p('M15.5 5.6a3.2 3.2 0 0 1 0 5.9M18 14.8c1.7.8 2.8 2.3 3.2 4.7'),
);
export const BotIcon = icon(r(4.5, 8, 15, 11, 3.5), p('M12 8V4.5M9 13v1M15 13v1M2 12.5v3M22 12.5v3'), c(12, 3.8, 0.7));
export const CheckIcon = icon(p('M5 12.5l4.5 4.5L19 7.5'));
export const ChecksIcon = icon(p('M2.5 12.5l4.5 4.5L16 7.5M11.5 16l1.5 1L22 7.5'));
export const CheckCircleIcon = icon(c(12, 12, 8.5), p('M8.5 12.3l2.5 2.4 4.5-5'));
export const SearchIcon = icon(c(11, 11, 6.5), p('M16 16l4 4'));
export const BackIcon = icon(p('M14.5 5.5L8 12l6.5 6.5'));
export const CloseIcon = icon(p('M6.5 6.5l11 11M17.5 6.5l-11 11'));
export const SendIcon = icon(p('M4.5 12L20 4.5 15.5 20l-3.5-6.5z'), p('M12 13.5L20 4.5'));
export const NoteIcon = icon(p('M5 4.5h14v9.5l-5 5.5H5z'), p('M19 14h-5v5.5M8.5 9h7M8.5 12.5h4'));
export const LockIcon = icon(r(5.5, 10.5, 13, 9, 2.5), p('M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5'));
export const HandIcon = icon(
  p('M4 13.5V11a8 8 0 0 1 16 0v2.5'),
  r(2.8, 12.5, 4, 6, 1.8),
  r(17.2, 12.5, 4, 6, 1.8),
  p('M19.2 18.5c0 2-2 2.7-5 2.7'),
);
export const ReturnIcon = icon(p('M9 6L4.5 10.5 9 15'), p('M4.5 10.5H15a4.5 4.5 0 0 1 0 9h-3'));
export const TransferIcon = icon(p('M4 8.5h14M14.5 5l3.5 3.5-3.5 3.5'), p('M20 15.5H6M9.5 12L6 15.5 9.5 19'));
export const ReopenIcon = icon(p('M5 12a7 7 0 1 0 2.2-5.1'), p('M4.5 4.5v4h4'));
export const SunIcon = icon(
  c(12, 12, 3.8),
  p('M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6L7 7M17 17l1.4 1.4M18.4 5.6L17 7M7 17l-1.4 1.4'),
);
export const MoonIcon = icon(p('M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z'));
export const BellIcon = icon(p('M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15z'), p('M10 20.5c.6.7 1.2 1 2 1s1.4-.3 2-1'));
export const KeyboardIcon = icon(r(3, 6.5, 18, 11, 2.5), p('M7 10.5h.01M11 10.5h.01M15 10.5h.01M8 14h8'));
export const SignOutIcon = icon(p('M13.5 4.5H7a2 2 0 0 0-2 2v11a2 2 0 0 0 2 2h6.5'), p('M10 12h10.5M17 8.5l3.5 3.5-3.5 3.5'));
export const AlertIcon = icon(p('M12 4.5L21 19.5H3z'), p('M12 10v4.5M12 17h.01'));
export const InfoIcon = icon(c(12, 12, 8.5), p('M12 11v5M12 8h.01'));
export const ChatIcon = icon(
  p('M5 5.5h14a1.5 1.5 0 0 1 1.5 1.5v8a1.5 1.5 0 0 1-1.5 1.5h-6.5L8 20v-3.5H5A1.5 1.5 0 0 1 3.5 15V7A1.5 1.5 0 0 1 5 5.5z'),
);
export const GlobeIcon = icon(
  c(12, 12, 8.5),
  p('M3.5 12h17M12 3.5c2.5 2.5 3.5 5.5 3.5 8.5s-1 6-3.5 8.5c-2.5-2.5-3.5-5.5-3.5-8.5s1-6 3.5-8.5z'),
);
export const MailIcon = icon(r(3.5, 5.5, 17, 13, 2.5), p('M4 7.5l8 6 8-6'));
export const HashIcon = icon(p('M9.5 4L7.5 20M16.5 4l-2 16M4.5 9h16M3.5 15h16'));
export const CartIcon = icon(p('M4 5h2.2l2 10.5h9.3L19.5 8.5H7'), c(9.5, 19, 1.2), c(16.5, 19, 1.2));
export const InvoiceIcon = icon(p('M6 3.5h12v17l-2.4-1.6-1.8 1.6-1.8-1.6-1.8 1.6-1.8-1.6L6 20.5z'), p('M9 8.5h6M9 12.5h6'));
export const ServerIcon = icon(
  r(4, 4.5, 16, 6.5, 2),
  r(4, 13, 16, 6.5, 2),
  p('M7.5 7.8h.01M7.5 16.3h.01M11 7.8h5.5M11 16.3h5.5'),
);
export const TicketIcon = icon(p('M4 7.5h16v3a1.8 1.8 0 0 0 0 3.5v3H4v-3a1.8 1.8 0 0 0 0-3.5z'), p('M14 7.5v9'));
export const LinkIcon = icon(
  p('M13 5.5h5.5V11M18.5 5.5L11 13'),
  p('M10 6.5H7a1.5 1.5 0 0 0-1.5 1.5v9A1.5 1.5 0 0 0 7 18.5h9a1.5 1.5 0 0 0 1.5-1.5v-3'),
);
export const SpinIcon = icon(p('M12 4a8 8 0 1 0 8 8'));
export const BookIcon = icon(p('M12 6.5C10 5 7.5 4.5 4 4.5v13c3.5 0 6 .5 8 2 2-1.5 4.5-2 8-2v-13c-3.5 0-6 .5-8 2z'), p('M12 6.5v13'));
export const QuestionIcon = icon(c(12, 12, 8.5), p('M9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M12 16.5h.01'));
export const PlusIcon = icon(p('M12 5.5v13M5.5 12h13'));
export const ThumbUpIcon = icon(p('M7.5 11v8.5H4.5V11zM7.5 11l3.5-6.5c1.4 0 2.2 1 2 2.3L12.6 10H18a1.8 1.8 0 0 1 1.8 2.2l-1.2 5.6a2.2 2.2 0 0 1-2.1 1.7h-9'));
export const ThumbDownIcon = icon(p('M16.5 13V4.5h3V13zM16.5 13L13 19.5c-1.4 0-2.2-1-2-2.3l.4-3.2H6a1.8 1.8 0 0 1-1.8-2.2l1.2-5.6a2.2 2.2 0 0 1 2.1-1.7h9'));
export const MoreIcon = icon(p('M6 12h.01M12 12h.01M18 12h.01'));
