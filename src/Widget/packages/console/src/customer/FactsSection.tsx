import { useId, type ReactNode } from 'react';
import type { ChatIcon } from '../shell/icons';
import classes from './CustomerPane.module.css';

interface FactsSectionProps<T> {
  readonly title: string;
  readonly icon: typeof ChatIcon;
  readonly items: readonly T[];
  readonly empty: string;
  readonly children: (item: T) => ReactNode;
}

export function FactsSection<T extends { readonly id: string }>({
  title,
  icon: Icon,
  items,
  empty,
  children,
}: FactsSectionProps<T>) {
  const heading = useId();
  return (
    <section className={classes.section} aria-labelledby={heading}>
      <h3 id={heading} className={classes.heading}>
        <Icon size={16} />
        {title}
        {items.length > 0 && <span className={classes.count}>{items.length}</span>}
      </h3>
      {items.length === 0 ? (
        <p className={classes.none}>{empty}</p>
      ) : (
        <ul className={classes.list}>
          {items.map((item) => (
            <li key={item.id}>{children(item)}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** One thing a customer has: what it is and how it stands, and a line about it. */
export function Fact({ name, badge, children }: { name: ReactNode; badge: ReactNode; children?: ReactNode }) {
  return (
    <div className={classes.fact}>
      <div className={classes.factTop}>
        <span className={classes.factName}>{name}</span>
        {badge}
      </div>
      {children && <div className={classes.factText}>{children}</div>}
    </div>
  );
}
