import type { CountedView, Counts, View } from '../api/types';
import { countedViews } from './inboxState';
import { viewFacts } from './views';
import classes from './ViewNav.module.css';

interface ViewNavProps {
  /** Null while one is elsewhere. */
  readonly view: View | null;
  readonly counts: Counts | null;
  readonly onSelect: (view: CountedView) => void;
  /** A column beside the list, or a row above it where there is no room for one. */
  readonly layout: 'column' | 'row';
}

export function ViewNav({ view, counts, onSelect, layout }: ViewNavProps) {
  return (
    <nav aria-label="Conversations" className={classes.nav} data-layout={layout}>
      <ul className={classes.list}>
        {countedViews.map((name) => {
          const { label, icon: Icon } = viewFacts[name];
          // `staff` counts one's own too; they have a line of their own here.
          const count = counts && (name === 'staff' ? Math.max(0, counts.staff - counts.mine) : counts[name]);
          return (
            <li key={name}>
              <button
                type="button"
                className={classes.item}
                aria-current={view === name ? 'page' : undefined}
                title={layout === 'row' ? label : undefined}
                data-urgent={name === 'waiting' && (count ?? 0) > 0}
                onClick={() => onSelect(name)}
              >
                <Icon size={18} />
                <span className={layout === 'row' && view !== name ? 'ez-visually-hidden' : classes.label}>{label}</span>
                {/* Without the space the name would be read as one word with the number. */ ' '}
                {count !== null && (
                  <span className={classes.count}>
                    {count > 999 ? '999+' : count}{' '}
                    <span className="ez-visually-hidden">{count === 1 ? 'conversation' : 'conversations'}</span>
                  </span>
                )}
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
