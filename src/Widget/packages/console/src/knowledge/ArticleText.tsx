import { createElement, useMemo, type ReactNode } from 'react';
import classes from './ArticleText.module.css';

const shown = new Set(
  'p h2 h3 h4 h5 h6 ul ol li pre code strong em del blockquote hr br table thead tbody tr th td'.split(' '),
);

/**
 * An article's text as the server renders it for readers, built anew from the elements that text is made of: what is none of them is shown as its
 * words, so that nothing in it ever runs (C08).
 */
export function ArticleText({ html }: { html: string }) {
  const nodes = useMemo(() => nodesOf(new DOMParser().parseFromString(html, 'text/html').body), [html]);
  return <div className={classes.text}>{nodes}</div>;
}

function nodesOf(parent: Node): ReactNode[] {
  return [...parent.childNodes].map((node, index) => {
    if (node.nodeType === Node.TEXT_NODE) return node.textContent;
    if (!(node instanceof Element)) return null;
    const tag = node.tagName.toLowerCase();
    if (tag === 'a') {
      return (
        <a key={index} href={safe(node.getAttribute('href'))} target="_blank" rel="noopener noreferrer nofollow">
          {nodesOf(node)}
        </a>
      );
    }
    if (!shown.has(tag)) return nodesOf(node);
    const children = nodesOf(node);
    return createElement(tag, { key: index }, ...(children.length > 0 ? [children] : []));
  });
}

const safe = (href: string | null): string | undefined =>
  href !== null && /^(https?:|mailto:|\/(?!\/)|#)/i.test(href) ? href : undefined;
