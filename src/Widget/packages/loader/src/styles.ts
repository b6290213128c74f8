/** Inside a shadow root, as a constructed sheet: the page's styles do not reach in, and its style policy is not asked. */
export const styles = (color: string, ink: string, side: 'left' | 'right'): string => `
:host{all:initial}
button{position:fixed;z-index:2147483000;bottom:20px;${side}:20px;width:60px;height:60px;padding:0;border:0;border-radius:50%;
background:${color};color:${ink};cursor:pointer;box-shadow:0 6px 24px rgb(15 20 35/.28);transition:transform .18s}
button:hover{transform:scale(1.06)}
button:focus-visible{outline:3px solid ${ink};box-shadow:0 0 0 6px ${color}}
svg{display:block;margin:auto;width:28px;height:28px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
b{position:absolute;top:-3px;right:-3px;min-width:22px;height:22px;box-sizing:border-box;padding:0 6px;border-radius:11px;
background:#c8102e;color:#fff;font:700 12px/22px system-ui,sans-serif;text-align:center}
b:empty{display:none}
div{position:fixed;z-index:2147483001;bottom:92px;${side}:20px;width:400px;height:min(680px,calc(100dvh - 112px));border-radius:18px;overflow:hidden;
background:Canvas;box-shadow:0 12px 48px rgb(15 20 35/.3);transform-origin:bottom ${side};animation:o .2s ease-out}
div[hidden]{display:none}
iframe{display:block;width:100%;height:100%;border:0;color-scheme:normal}
@keyframes o{from{opacity:0;transform:translateY(12px) scale(.97)}}
@media(max-width:500px){div{inset:0;width:auto;height:100dvh;border-radius:0}}
@media(prefers-reduced-motion:reduce){*{animation:none!important;transition:none!important}}
@media print{:host{display:none}}
`;
