import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useDesk } from '../shell/desk';
import { Loaded } from '../team/Loaded';
import { ArticleText } from './ArticleText';
import classes from './ArticlePane.module.css';

interface PreviewProps {
  readonly title: string;
  readonly category: string;
  readonly body: string;
}

/** As readers will see it: the server's own rendering. */
export function Preview({ title, category, body }: PreviewProps) {
  const { api } = useDesk();
  const preview = useQuery({ queryKey: ['preview', body], queryFn: () => api.knowledge.preview(body), staleTime: Infinity, gcTime: 60_000 });
  return (
    <article className={classes.preview} aria-label="Preview">
      <Text size="xs" c="dimmed">
        {category}
      </Text>
      <h3 className={classes.previewTitle}>{title || 'Without a title'}</h3>
      {body.trim() === '' ? (
        <Text c="dimmed">There is no text yet.</Text>
      ) : (
        <Loaded query={preview} what="The preview">
          {(data) => <ArticleText html={data.html} />}
        </Loaded>
      )}
    </article>
  );
}
