import { Autocomplete, NativeSelect, Tabs, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useDesk } from '../shell/desk';
import { AlertIcon } from '../shell/icons';
import type { Draft } from './draft';
import { languageName, languages } from './languages';
import { Preview } from './Preview';
import classes from './ArticlePane.module.css';

export type EditorTab = 'write' | 'preview' | 'versions';

interface EditorProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  /** Its address and language are still open. */
  readonly isNew: boolean;
  readonly tab: EditorTab;
  readonly onTab: (tab: EditorTab) => void;
  readonly trouble: string | null;
  readonly versions: ReactNode;
}

export function Editor({ draft, onChange, isNew, tab, onTab, trouble, versions }: EditorProps) {
  return (
    <Tabs value={tab} onChange={(next) => onTab((next ?? 'write') as EditorTab)} keepMounted={false} className={classes.tabs}>
      <Tabs.List px="md">
        <Tabs.Tab value="write">Write</Tabs.Tab>
        <Tabs.Tab value="preview">Preview</Tabs.Tab>
        {versions && <Tabs.Tab value="versions">Versions</Tabs.Tab>}
      </Tabs.List>
      {trouble && (
        <div className={classes.trouble} role="alert">
          <AlertIcon size={16} />
          <span>{trouble}</span>
        </div>
      )}
      <Tabs.Panel value="write" className={classes.panel}>
        <Fields draft={draft} onChange={onChange} isNew={isNew} />
      </Tabs.Panel>
      <Tabs.Panel value="preview" className={classes.panel}>
        <Preview title={draft.title} category={draft.category} body={draft.body} />
      </Tabs.Panel>
      {versions && (
        <Tabs.Panel value="versions" className={classes.panel}>
          {versions}
        </Tabs.Panel>
      )}
    </Tabs>
  );
}

function Fields({ draft, onChange, isNew }: Pick<EditorProps, 'draft' | 'onChange' | 'isNew'>) {
  const { api } = useDesk();
  const categories = useQuery({ queryKey: ['categories'], queryFn: () => api.knowledge.categories() });
  const set = (part: keyof Draft) => (value: string) => onChange({ ...draft, [part]: value });
  return (
    <div className={classes.fields}>
      <TextInput label="Title" required maxLength={150} value={draft.title} onChange={(e) => set('title')(e.currentTarget.value)} />
      <div className={classes.pair}>
        <Autocomplete
          label="Category"
          description="The heading it stands under, in its own language"
          required
          maxLength={60}
          data={(categories.data ?? []).map((c) => c.category)}
          value={draft.category}
          onChange={set('category')}
        />
        {isNew && (
          <NativeSelect
            label="Language"
            description="Of its words"
            value={draft.language}
            onChange={(e) => set('language')(e.currentTarget.value)}
            data={[...new Set([draft.language, ...languages])].map((value) => ({ value, label: languageName(value) }))}
          />
        )}
      </div>
      {isNew && (
        <TextInput
          label="Address"
          description={`Its page will be /help/${draft.slug || '…'}; the same in every language`}
          required
          maxLength={100}
          value={draft.slug}
          onChange={(e) => set('slug')(e.currentTarget.value)}
        />
      )}
      <Textarea
        label="Text"
        description="Markdown: ## heading, **bold**, `code`, - list, [link](https://…)"
        required
        autosize
        minRows={12}
        maxRows={40}
        maxLength={40_000}
        value={draft.body}
        onChange={(e) => set('body')(e.currentTarget.value)}
        classNames={{ input: classes.body }}
      />
      <Textarea
        label="Ways people ask for it"
        description="One a line. The bot finds the article by them, so write them as customers do."
        autosize
        minRows={3}
        maxRows={14}
        value={draft.phrasings}
        onChange={(e) => set('phrasings')(e.currentTarget.value)}
      />
    </div>
  );
}
