import { useQuery } from '@tanstack/react-query';
import classes from '../inbox/ViewNav.module.css';
import { useDesk } from '../shell/desk';
import { BookIcon, ChatIcon, QuestionIcon } from '../shell/icons';
import type { Room } from '../shell/location';

interface KnowledgeNavProps {
  readonly room: Room;
  readonly onSelect: (room: Room) => void;
  /** A column under the views, or a row above the list, which then leads back to the inbox too. */
  readonly layout: 'column' | 'row';
}

export function KnowledgeNav({ room, onSelect, layout }: KnowledgeNavProps) {
  const { api } = useDesk();
  const open = useQuery({ queryKey: ['questions', 'open'], queryFn: () => api.knowledge.questions('open') });
  const count = open.data?.length ?? 0;
  const items = [
    ...(layout === 'row' ? [{ name: 'inbox' as const, label: 'Inbox', Icon: ChatIcon }] : []),
    { name: 'articles' as const, label: 'Articles', Icon: BookIcon },
    { name: 'questions' as const, label: 'Questions', Icon: QuestionIcon },
  ];
  return (
    <nav aria-label="Help articles" className={classes.nav} data-layout={layout}>
      {layout === 'column' && <h2 className={classes.heading}>Help articles</h2>}
      <ul className={classes.list}>
        {items.map(({ name, label, Icon }) => (
          <li key={name}>
            <button
              type="button"
              className={classes.item}
              aria-current={room === name ? 'page' : undefined}
              onClick={() => onSelect(name)}
            >
              <Icon size={18} />
              <span className={classes.label}>{label}</span>
              {/* Without the space the name would be read as one word with the number. */ ' '}
              {name === 'questions' && count > 0 && (
                <span className={classes.count}>
                  {count >= 200 ? '200+' : count} <span className="ez-visually-hidden">unanswered</span>
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
