import { useStrings } from '../i18n/index.ts';
import { splitLinks } from '../links.ts';

/** Plain text with its line breaks; web addresses become links that name their host. Nothing is ever read as markup (C08). */
export function RichText({ text }: { readonly text: string }) {
  const t = useStrings();
  return (
    <>
      {splitLinks(text).map((part, index) =>
        'href' in part ? (
          <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow" title={`${part.host} (${t.opensNewTab})`}>
            {part.text}
          </a>
        ) : (
          part.text
        ),
      )}
    </>
  );
}
