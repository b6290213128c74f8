import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ArticleVersion } from '../api/knowledge';
import { useDesk } from '../shell/desk';
import { Tag } from '../shell/Tag';
import { fullTime } from '../shell/time';
import { Loaded } from '../team/Loaded';
import { Preview } from './Preview';
import classes from './ArticlePane.module.css';

interface VersionsProps {
  readonly language: string;
  readonly slug: string;
  readonly busy: boolean;
  /** Readers see this one from now on. */
  readonly onShow: (version: number) => void;
  /** Goes on from this wording. */
  readonly onUse: (version: ArticleVersion) => void;
}

/** Every wording an article has had, to look at and to bring back. */
export function Versions({ language, slug, ...rest }: VersionsProps) {
  const { api } = useDesk();
  const versions = useQuery({
    queryKey: ['versions', `${language}/${slug}`],
    queryFn: () => api.knowledge.versions(language, slug),
  });
  return (
    <Loaded query={versions} what="The versions">
      {(data) => (
        <ol className={classes.versions} aria-label="Versions">
          {data.map((version, index) => (
            <Version key={version.number} version={version} newest={index === 0} {...rest} />
          ))}
        </ol>
      )}
    </Loaded>
  );
}

interface VersionProps extends Pick<VersionsProps, 'busy' | 'onShow' | 'onUse'> {
  readonly version: ArticleVersion;
  readonly newest: boolean;
}

function Version({ version, newest, busy, onShow, onUse }: VersionProps) {
  const [open, setOpen] = useState(false);
  return (
    <li className={classes.version}>
      <button type="button" className={classes.versionHead} aria-expanded={open} onClick={() => setOpen(!open)}>
        <strong>Version {version.number}</strong>
        <span className={classes.by}>
          {version.editor}, {fullTime(version.createdAt)}
        </span>
        {version.published && <Tag tone="good">Readers see it</Tag>}
        {newest && !version.published && <Tag tone="look">Newest</Tag>}
      </button>
      {open && (
        <div className={classes.versionBody}>
          <Preview title={version.title} category="" body={version.body} />
          <Group gap={8} mt="md">
            {!version.published && (
              <Button size="xs" variant="default" disabled={busy} onClick={() => onShow(version.number)}>
                Show version {version.number} to readers
              </Button>
            )}
            <Button size="xs" variant="subtle" onClick={() => onUse(version)}>
              Edit from version {version.number}
            </Button>
          </Group>
        </div>
      )}
    </li>
  );
}
